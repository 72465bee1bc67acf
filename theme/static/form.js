// A form of this site: it checks what is typed, and makes of it the text of a record's file. It sends nothing.
import { formats, problems } from "./form/checks.js";
import { whole } from "./form/controls.js";
import { showErrors, wording } from "./form/errors.js";
import { showResult } from "./form/result.js";
import { changedText, newText, same } from "./form/rewrite.js";
import { clean, fill, slug } from "./form/text.js";

const form = document.getElementById("form");
const [errors, result, notice, live] = ["errors", "result", "notice", "said"].map((id) => document.getElementById(id));
const definition = JSON.parse(document.getElementById("definition").textContent);
const { texts } = definition;
const known = formats(definition.patterns);
const id = new URL(location.href).searchParams.get("id");
const key = `form ${location.pathname} ${id ?? ""}`;

const said = (text) => {
  live.textContent = text;
  setTimeout(() => { live.textContent = ""; }, 4000);
};
const root = whole(form, definition, said);
const idInput = document.getElementById("f-id");
const bodyInput = document.getElementById("f-body");
let record = null;
let before = null;
let flagged = null;

const read = () => ({ value: root.get() ?? {}, body: bodyInput ? clean(bodyInput.value) : undefined, id: idInput.value.trim() });
const write = (values, body) => {
  root.set(values);
  if (bodyInput) bodyInput.value = body ?? "";
};

// Ids are suggested as long as nobody typed another.
const suggest = (input, text) => {
  if (input.value !== (input.dataset.suggested ?? "") && input.value !== text) return;
  input.value = text;
  input.dataset.suggested = text;
};
const wordFor = (names, value) => {
  const name = names.split("|").find((one) => value[one] !== undefined);
  if (!name) return "";
  const control = root.byName[name];
  const label = control.field.widget === "radios" ? control.node.querySelector("input:checked").parentElement.textContent : value[name];
  return control.field.widget === "datetime" ? label.slice(0, 10) : label;
};
const suggestIds = () => {
  const { value } = read();
  if (!record) suggest(idInput, slug(definition.slug.map((names) => wordFor(names, value)).filter(Boolean).join(" ")));
  const base = record ? id : idInput.value;
  const lists = definition.fields.filter(({ item }) => item?.fields?.some(({ name }) => name === "id"));
  const inputs = lists.map(({ name }) => root.byName[name].items().map((item) => item.byName.id.input));
  const taken = new Set([...definition.entries, ...inputs.flat().filter((input) => input.value !== input.dataset.suggested).map((input) => input.value)]);
  lists.forEach(({ name }, place) => {
    for (const input of inputs[place]) {
      let number = 1;
      const next = () => `${base}-${place ? name[0] : ""}${number}`;
      while (taken.has(next())) number += 1;
      if (base && input.value === (input.dataset.suggested ?? "")) {
        suggest(input, next());
        taken.add(input.value);
      }
    }
  });
};

const idProblems = (typed) => {
  const found = [];
  const target = { focus: idInput, node: idInput.closest(".field") };
  if (!record) {
    if (!typed.id) found.push({ target, text: fill(definition.messages.S002, { field: target.node.dataset.title }) });
    else if (typed.id.length > 80 || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(typed.id)) found.push({ target, text: texts.id_form });
    else if (definition.taken.includes(typed.id)) found.push({ target, text: texts.taken });
  }
  const own = new Set(Object.values(record?.values ?? {}).flatMap((list) => (Array.isArray(list) ? list.map((entry) => entry.id) : [])));
  const seen = new Set(definition.entries.filter((entry) => !own.has(entry)));
  for (const [name, list] of Object.entries(typed.value)) {
    if (!Array.isArray(list)) continue;
    list.forEach((entry, index) => {
      if (seen.has(entry?.id)) found.push({ target: root.at([name, index, "id"]), text: fill(texts.entry_taken, { value: entry.id }) });
      if (entry?.id) seen.add(entry.id);
    });
  }
  return found;
};

const conditional = (value) =>
  Object.entries(definition.when).length && Object.entries(definition.when).every(([name, wanted]) => value[name] === wanted)
    ? definition.then.filter((name) => value[name] === undefined) : [];

const find = () => {
  const typed = read();
  const list = [
    ...problems(typed.value, definition, known),
    ...conditional(typed.value).map((name) => ({ path: [name], code: "S002", params: { field: root.byName[name].field.title } })),
  ].map((problem) => ({ target: root.at(problem.path), text: wording(problem, definition) }));
  const order = (one, other) => (one.target.focus.compareDocumentPosition(other.target.focus) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  return [...list, ...idProblems(typed)].sort(order);
};

const propose = () => {
  const wrong = find();
  flagged = new Set(wrong.map(({ target }) => target.focus));
  showErrors(errors, wrong, texts, true);
  result.hidden = true;
  if (wrong.length) return;
  const { value, body, id: newId } = read();
  const path = record?.path ?? `${definition.folder}/${newId}${definition.suffix}`;
  const text = record ? changedText(record, before, value, definition.fields, body) : newText(value, definition.fields, body);
  const images = Object.entries(value).filter(([name, part]) => part?.file && part.file !== record?.values[name]?.file).map(([, part]) => part.file);
  const unchanged = Boolean(record) && same(before.value, value) && before.body === body;
  showResult(result, { path, text, isNew: !record, unchanged, images }, definition, said);
};

const show = (text) => {
  notice.querySelector("p").textContent = text;
  notice.hidden = false;
};

const changed = () => {
  result.hidden = true;
  suggestIds();
  const typed = read();
  sessionStorage.setItem(key, JSON.stringify(typed));
};

const load = async () => {
  write(undefined, "");
  if (id && /^[a-z0-9-]{1,80}$/.test(id)) {
    const answer = await fetch(`${form.dataset.records}${id}.json`).catch(() => null);
    record = answer?.ok ? await answer.json() : null;
  }
  if (record) {
    write(record.values, record.body);
    before = read();
    const heading = document.querySelector("h1");
    heading.textContent = fill(texts.change, { name: record.label });
    errors.dataset.title = document.title = `${heading.textContent} – ${form.dataset.site}`;
    idInput.closest(".field").hidden = true;
  } else if (id) {
    show(texts.gone);
  }
  const kept = sessionStorage.getItem(key);
  if (kept && !same(JSON.parse(kept), before ?? read())) {
    const draft = JSON.parse(kept);
    write(draft.value, draft.body);
    if (!record) idInput.value = draft.id;
    show(texts.restored);
  }
  suggestIds();
};

form.noValidate = true;
form.addEventListener("submit", (event) => { event.preventDefault(); propose(); });
form.addEventListener("change", changed);
form.addEventListener("input", () => {
  changed();
  if (flagged?.size) showErrors(errors, find().filter(({ target }) => flagged.has(target.focus)), texts);
});
notice.querySelector("button").addEventListener("click", () => { sessionStorage.removeItem(key); location.reload(); });
await load();
document.documentElement.classList.add("form-ready");
form.querySelector("fieldset").disabled = false;
form.dataset.ready = "";
