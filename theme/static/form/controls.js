// The form's elements as controls: each reads and writes the value of one field.
// get() gives undefined where nothing was filled in; set(undefined) empties; at(path) leads to an element.
import { formats } from "./checks.js";
import { list } from "./lists.js";
import { clean, dateAsTyped, dateInWords, fill, isDate, readDate } from "./text.js";

/** The elements of the fields right inside a form, a group or an item. */
const inside = (container) =>
  [...container.querySelectorAll("[data-field]")].filter((node) => node.parentElement.closest("[data-field], [data-item], form") === container);

/** The value that was meant: numbers without blanks, addresses with their scheme, dates year first. */
const meant = (value, field, { known, definition }) => {
  const test = known[field.format]?.[1];
  if (field.widget === "date" || field.widget === "datetime") return readDate(value, definition.language, field.widget === "datetime");
  if (!test || test(value)) return value;
  const candidates = {
    "web-url": /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#]|$)/u.test(value) ? `https://${value}` : value,
    "single-line": value.replace(/\s+/g, " "),
  };
  const candidate = candidates[field.format] ?? value.replace(/[\s.-]/g, "").toUpperCase();
  return test(candidate) ? candidate : value;
};

const typed = (node, field, context) => {
  const input = node.querySelector("input, textarea");
  const echo = node.querySelector("[data-understood]");
  input.removeAttribute("maxlength"); // it would cut what is pasted without a word; the checks tell
  const read = () => {
    const value = clean(input.value);
    return value === "" ? undefined : meant(value, field, context);
  };
  const tell = () => {
    if (!echo) return;
    const value = read();
    const good = value !== undefined && isDate(value, true);
    echo.textContent = good ? fill(context.definition.texts.understood, { value: dateInWords(value, context.definition.language) }) : "";
  };
  // Nothing may move when a field is left: what was about to be clicked would not be there any more.
  input.addEventListener("input", tell);
  if (!echo && input.matches("input")) input.addEventListener("change", () => { input.value = read() ?? ""; });
  return {
    focus: input,
    input,
    get: () => {
      const value = read();
      return field.widget === "integer" && /^-?(?:0|[1-9]\d{0,14})$/.test(value ?? "") ? Number(value) : value;
    },
    set: (value) => {
      input.value = echo ? dateAsTyped(value ?? "") : value ?? "";
      tell();
    },
  };
};

const selected = (node, field, { definition: { records } }) => {
  const input = node.querySelector("select");
  for (const [id, label] of records[input.dataset.from] ?? []) input.add(new Option(label, id));
  return {
    focus: input,
    get: () => input.value || undefined,
    set: (value) => {
      input.value = value ?? "";
      if (value === undefined || input.value === value) return;
      input.add(new Option(value)); // what a file says stays, though it be none of the choices
      input.value = value;
    },
  };
};

const picked = (node, { widget }) => {
  const inputs = [...node.querySelectorAll("input")];
  const empty = inputs.find((input) => input.value === "");
  return {
    focus: inputs[0],
    get: () => {
      const value = inputs.find((input) => input.checked)?.value || undefined;
      return widget === "yesno" && value ? value === "true" : value;
    },
    set: (value) => {
      for (const input of inputs) input.checked = value !== undefined && input.value === String(value);
      if (value === undefined && empty) empty.checked = true;
    },
  };
};

const ticked = (node) => {
  const input = node.querySelector("input");
  return { focus: input, get: () => input.checked || undefined, set: (value) => { input.checked = value === true; } };
};

/** A box to tick, as macros/form.html draws it. */
const box = (name, [id, label]) => {
  const made = document.createElement("label");
  const [input, text] = ["input", "span"].map((tag) => document.createElement(tag));
  made.className = "pick";
  Object.assign(input, { type: "checkbox", id: `${name}-${id}`, value: id });
  text.textContent = label;
  made.append(input, " ", text);
  return made;
};

const several = (node, field, { definition: { records, texts } }) => {
  const empty = node.querySelector("[data-from]");
  empty?.append(...records[empty.dataset.from].map((record) => box(empty.dataset.id, record)));
  const inputs = [...node.querySelectorAll("input")];
  const summary = node.querySelector("[data-chosen]");
  let order = [];
  let unknown = []; // what a file says stays, though it be none of the choices
  const get = () => {
    const chosen = [...unknown, ...inputs.filter((input) => input.checked).map((input) => input.value)];
    const values = [...order.filter((value) => chosen.includes(value)), ...chosen.filter((value) => !order.includes(value))];
    return values.length ? values : undefined;
  };
  const tell = () => {
    if (!summary) return;
    const names = inputs.filter((input) => input.checked).map((input) => input.parentElement.textContent.trim()).join(", ");
    summary.textContent = names ? fill(texts.chosen, { names }) : texts.none_chosen;
  };
  node.addEventListener("change", tell);
  return {
    focus: inputs[0] ?? node,
    get,
    set: (values) => {
      order = values ?? [];
      unknown = order.filter((value) => !inputs.some((input) => input.value === value));
      for (const input of inputs) input.checked = order.includes(input.value);
      tell();
    },
  };
};

/** The controls of `fields` inside `container`, as one control. */
export const group = (container, { fields }, context) => {
  const nodes = inside(container);
  const controls = fields.map((field) => [field.name, control(nodes.find((node) => node.dataset.field === field.name), field, context)]);
  const byName = Object.fromEntries(controls);
  return {
    byName,
    get: () => {
      const values = controls.map(([name, one]) => [name, one.get()]).filter(([, value]) => value !== undefined);
      return values.length ? Object.fromEntries(values) : undefined;
    },
    set: (values) => {
      for (const [name, one] of controls) one.set(values?.[name]);
    },
    at: ([name, ...rest]) => (byName[name].at ? byName[name].at(rest) : byName[name]),
  };
};

const KINDS = { select: selected, radios: picked, yesno: picked, checkbox: ticked, choices: several, group, part: list, list };

/** The control of one field, whose element is `node`. */
export const control = (node, field, context) => {
  const made = (KINDS[field.widget] ?? typed)(node, field, context, control);
  return { node, field, ...made };
};

/** The controls of a whole form. */
export const whole = (form, definition, said) => group(form, definition, { definition, said, known: formats(definition.patterns) });
