// Lists that grow: items are made from the list's template, taken away (and put back), and moved up.
// A part is a list of one item at most, whose value is that item itself.
import { fill } from "./text.js";

let count = 0;

/** `make` is control() of controls.js, which knows this function in turn. */
export const list = (node, field, context, make) => {
  const { texts } = context.definition;
  const part = field.widget === "part";
  const inner = part ? { ...field, widget: "group" } : field.item;
  const [place, template, add] = ["[data-items]", "template", "[data-add]"].map((name) => node.querySelector(name));
  let items = [];

  const title = (item) => (part ? inner.title : fill(texts.item, { title: inner.title, n: living().indexOf(item) + 1 }));
  const living = () => items.filter((item) => !item.removed);

  const number = () => {
    living().forEach((item, index) => {
      item.legend.textContent = title(item);
      for (const button of item.node.querySelectorAll("[data-of]")) button.textContent = title(item);
      if (item.up) item.up.hidden = index === 0;
    });
    add.hidden = living().length >= (part ? 1 : field.max_items);
  };

  const value = (item) => {
    if (item.removed) return undefined;
    const found = item.control.get();
    const only = found && Object.keys(found).length === 1 && "id" in found;
    return only && item.control.byName?.id.input.dataset.suggested === found.id ? undefined : found;
  };

  const append = () => {
    count += 1;
    place.insertAdjacentHTML("beforeend", template.innerHTML.replaceAll(template.dataset.token, `n${count}`));
    const item = { node: place.lastElementChild, removed: false };
    const find = (name) => item.node.querySelector(name);
    Object.assign(item, { legend: find("legend"), up: find("[data-up]"), back: find("[data-back]"), content: find("fieldset") });
    // A group's fields stand right inside the item; a single value has an element of its own.
    item.control = make(inner.widget === "group" ? item.node : find("[data-field]"), inner, context);
    const remove = (removed) => {
      const name = title(item);
      item.removed = item.content.hidden = removed;
      item.back.hidden = !removed;
      if (removed) {
        item.back.querySelector("[data-name]").textContent = fill(texts.removed, { title: name });
        context.said(fill(texts.removed, { title: name }));
      }
      number();
      (removed ? item.back.querySelector("button") : find("[data-remove]")).focus();
      node.dispatchEvent(new Event("input", { bubbles: true }));
    };
    find("[data-remove]").addEventListener("click", () => remove(true));
    item.back.querySelector("button").addEventListener("click", () => remove(false));
    item.up?.addEventListener("click", () => {
      const above = living()[living().indexOf(item) - 1];
      place.insertBefore(item.node, above.node);
      items = [...place.children].map((child) => items.find((one) => one.node === child));
      number();
      context.said(fill(texts.moved, { title: title(item) }));
      (item.up.hidden ? find("[data-remove]") : item.up).focus();
      node.dispatchEvent(new Event("input", { bubbles: true }));
    });
    items.push(item);
    number();
    return item;
  };

  add.addEventListener("click", () => {
    if (part) clear(); // one that was taken away does not come back beside a new one
    const item = append();
    item.control.set(undefined);
    node.dispatchEvent(new Event("input", { bubbles: true }));
    (item.node.querySelector("input, select, textarea") ?? item.node).focus();
  });

  const clear = () => {
    for (const item of items) item.node.remove();
    items = [];
  };

  const filled = () => items.filter((item) => value(item) !== undefined);
  return {
    focus: add,
    items: () => living().map((item) => item.control),
    get: () => {
      const values = filled().map(value);
      if (part) return values[0];
      return values.length ? values : undefined;
    },
    set: (values) => {
      clear();
      for (const one of (part ? [values] : values ?? []).filter((given) => given !== undefined)) append().control.set(one);
      number();
    },
    at: (path) => {
      if (!path.length) return { focus: add, node };
      const [item, rest] = part ? [filled()[0], path] : [filled()[path[0]], path.slice(1)];
      return item.control.at ? item.control.at(rest) : item.control;
    },
  };
};
