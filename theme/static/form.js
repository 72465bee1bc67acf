// A form of this site: it checks what is typed, and makes of it the text of a record's file. It sends nothing.
import { formats, problems } from "./form/checks.js";
import { whole } from "./form/controls.js";
import { showErrors, wording } from "./form/errors.js";
import { suggestions } from "./form/ids.js";
import { showResult } from "./form/result.js";
import { cleanBody, fill } from "./form/text.js";
import { changedText, newText, same } from "./form/yaml.js";

const form = document.getElementById("form");
const [errors, result, notice, live] = ["errors", "result", "notice", "said"].map((id) => document.getElementById(id));
const definition = JSON.parse(document.getElementById("definition").textContent);
const { texts } = definition;
const known = formats(definition.patterns);
const choice = document.getElementById("choose");
if (choice) for (const [id, label] of definition.records[definition.kind]) choice.add(new Option(label, id));
const id = new URL(location.href).searchParams.get("id");

// What is typed is kept in this tab until it is closed. A browser that keeps nothing does not hinder the form.
const key = `form ${location.pathname} ${id ?? ""}`;
const quietly = (task) => {
  try {
    return task() ?? null;
  } catch {
    return null;
  }
};
const keep = (typed) => quietly(() => sessionStorage.setItem(key, JSON.stringify(typed)));
const kept = () => quietly(() => JSON.parse(sessionStorage.getItem(key)));

const said = (text) => {
  live.textContent = text;
  setTimeout(() => { live.textContent = ""; }, 4000);
};
const root = whole(form, definition, said);
const idInput = document.getElementById("f-id");
const bodyInput = document.getElementById("f-body");
let record = null;
let before = null; // what the form read when the record was opened
let shown = null; // what the proposal that shows was made of
let settle = null;

const read = () => ({ value: root.get() ?? {}, body: bodyInput ? cleanBody(bodyInput.value) : undefined, id: idInput.value.trim() });
const write = (values, body) => {
  root.set(values);
  if (bodyInput) bodyInput.value = body ?? "";
};
const ids = suggestions(root, definition, idInput);

const bodyProblems = ({ length: size }) => {
  const target = { focus: bodyInput, node: bodyInput?.closest(".field") };
  return size > definition.body ? [{ target, text: fill(definition.messages.F014, { size, limit: definition.body }) }] : [];
};

const conditional = (value) =>
  Object.entries(definition.when).length && Object.entries(definition.when).every(([name, wanted]) => value[name] === wanted)
    ? definition.then.filter((name) => value[name] === undefined) : [];

const find = () => {
  const typed = read();
  const list = [
    ...problems(typed.value, definition, known),
    ...conditional(typed.value).map((name) => ({ path: [name], code: "choose", params: { field: root.byName[name].field.title } })),
  ].map((problem) => ({
    target: root.at(problem.path),
    text: wording(problem, definition),
    follows: problem.code === "fill_in" && problem.path.at(-1) === "id",
  }));
  const order = (one, other) => (one.target.focus.compareDocumentPosition(other.target.focus) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  const found = [...list, ...ids.problems(typed, record), ...bodyProblems(typed.body ?? "")].sort(order);
  const first = found.filter(({ follows }) => !follows); // an id that is missing comes by itself with what it is made of
  return first.length ? first : found;
};

const propose = () => {
  const wrong = find();
  settle = showErrors(errors, wrong, texts);
  result.hidden = true;
  if (wrong.length) return;
  shown = read();
  const { value, body, id: newId } = shown;
  const path = record?.path ?? `${definition.folder}/${newId}${definition.suffix}`;
  const text = record ? changedText(record, before, value, definition.fields, body) : newText(value, definition.fields, body);
  const images = Object.entries(value).filter(([name, part]) => part?.file && part.file !== record?.values[name]?.file).map(([, part]) => part.file);
  const unchanged = Boolean(record) && same(before.value, value) && before.body === body;
  showResult(result, { path, text, old: record?.source, unchanged, images }, definition, said);
};

const show = (text) => {
  notice.querySelector("p").textContent = text;
  notice.hidden = false;
};

const changed = () => {
  ids.suggest(read().value, record && id);
  const typed = read();
  if (!same(typed, shown)) result.hidden = true;
  keep(typed);
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
    document.querySelector(".choose").hidden = true;
  } else if (id) {
    show(texts.gone);
  }
  const draft = kept();
  if (draft && !same(draft, before ?? read())) {
    write(draft.value, draft.body);
    if (!record) idInput.value = draft.id;
    show(texts.restored);
  }
  ids.suggest(read().value, record && id);
};

form.noValidate = true;
form.addEventListener("submit", (event) => { event.preventDefault(); propose(); });
form.addEventListener("change", changed);
form.addEventListener("input", () => {
  changed();
  settle?.(new Set(find().map(({ target }) => target.focus)));
});
notice.querySelector("button").addEventListener("click", () => { quietly(() => sessionStorage.removeItem(key)); location.reload(); });
await load();
document.documentElement.classList.add("form-ready");
form.querySelector("fieldset").disabled = false;
form.dataset.ready = "";
