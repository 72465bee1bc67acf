// Ids: of a new record, and of the entries of its lists. They are suggested as long as nobody typed another.
import { fill, slug } from "./text.js";

const put = (input, text) => {
  if (input.value !== (input.dataset.suggested ?? "") && input.value !== text) return;
  input.value = text;
  input.dataset.suggested = text;
};

/** `root` holds the controls of the whole form, `idInput` the record's own id. */
export const suggestions = (root, definition, idInput) => {
  const { texts } = definition;
  const taken = [...document.querySelectorAll("#choose option")].map((option) => option.value);
  const entries = Object.entries(definition.entries).flatMap(([id, ends]) => ends.split(" ").map((end) => (id ? `${id}-${end}` : end)));
  const lists = definition.fields.filter(({ item }) => item?.fields?.some(({ name }) => name === "id"));

  /** The word that one of the fields « a|b » adds to an id. */
  const word = (names, value) => {
    const name = names.split("|").find((one) => value[one] !== undefined);
    if (!name) return "";
    const control = root.byName[name];
    const label = control.field.widget === "radios" ? control.node.querySelector("input:checked").parentElement.textContent : value[name];
    return control.field.widget === "datetime" ? label.slice(0, 10) : label;
  };

  /** Suggest ids for `value`; `own` is the id of a record that exists. */
  const suggest = (value, own) => {
    if (!own) put(idInput, slug(definition.slug.map((names) => word(names, value)).filter(Boolean).join(" ")));
    const base = own || idInput.value;
    const inputs = lists.map(({ name }) => root.byName[name].items().map((item) => item.byName.id.input));
    const typed = inputs.flat().filter((input) => input.value !== input.dataset.suggested);
    const used = new Set([...entries, ...typed.map((input) => input.value)]);
    lists.forEach(({ name }, place) => {
      for (const input of inputs[place]) {
        let number = 1;
        const next = () => `${base}-${place ? name[0] : ""}${number}`;
        while (used.has(next())) number += 1;
        if (base && input.value === (input.dataset.suggested ?? "")) {
          put(input, next());
          used.add(input.value);
        }
      }
    });
  };

  /** [{target, text, follows}] of what is wrong with the ids of what was `typed` for `record`, null for a new one. */
  const problems = (typed, record) => {
    const found = [];
    const node = idInput.closest(".field");
    const wrong = (text) => found.push({ target: { focus: idInput, node }, text, follows: !typed.id });
    if (!record) {
      if (!typed.id) wrong(fill(texts.fill_in, { field: node.dataset.title }));
      else if (typed.id.length > 80 || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(typed.id)) wrong(texts.id_form);
      else if (taken.includes(typed.id)) wrong(texts.taken);
    }
    const own = new Set(Object.values(record?.values ?? {}).flatMap((list) => (Array.isArray(list) ? list.map((entry) => entry.id) : [])));
    const seen = new Set(entries.filter((entry) => !own.has(entry)));
    for (const [name, list] of Object.entries(typed.value)) {
      if (!Array.isArray(list)) continue;
      list.forEach((entry, index) => {
        if (seen.has(entry?.id)) found.push({ target: root.at([name, index, "id"]), text: fill(texts.entry_taken, { value: entry.id }) });
        if (entry?.id) seen.add(entry.id);
      });
    }
    return found;
  };

  return { suggest, problems };
};
