// The search page: it asks the index that Pagefind made, loads of it only what a question needs, and writes the question
// into the address. What is found comes by kind, the best first.
const form = document.getElementById("search");
const found = document.getElementById("found");
const said = form.querySelector("[role=status]");
const { q, kind, commission, year } = form.elements;
const selects = [kind, commission, year].filter(Boolean);
const words = form.dataset;
const number = (n) => n.toLocaleString(document.documentElement.lang);
const [FEW, MANY] = [3, 10];

// What the index marks (see plugins/registry/search/wording.py): here it is written the same way, there taken out.
const asked = (text) => {
  const small = new Set(words.small.split(" "));
  const all = text.toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").split(/[\s'’\p{Pd}]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const long = all.filter((word) => word.length > 1 && !small.has(word));
  return long.length ? long : all;
};
const shown = (text) => text
  .replace(/\s*\u3164\.?/g, "")
  .replace(/\u2060 /g, "").replace(/o\u2060e/g, "œ").replace(/O\u2060E/g, "Œ").replace(/a\u2060e/g, "æ").replace(/A\u2060E/g, "Æ").replace(/\u2060/g, "")
  .replace(/ ([;!?])/g, "\u202f$1").replace(/ ([:»%])/g, "\u00a0$1").replace(/« /g, "«\u00a0");

let index;
let tries = 0;
const load = () => (index ??= (async () => {
  // Some browsers never ask again for a script that was not there, as in a preview whose index is being made.
  const pagefind = await import(new URL(`../pagefind/pagefind.js${tries ? `?${tries}` : ""}`, import.meta.url));
  const instance = pagefind.createInstance({ noWorker: true });
  await instance.init();
  const { year: years = {} } = await instance.filters();
  const known = [...year.options].map((option) => option.value);
  for (const each of Object.keys(years).sort().reverse()) if (!known.includes(each)) year.add(new Option(each, each));
  year.parentNode.hidden = year.options.length < 2;
  year.value = new URL(location.href).searchParams.get("year") || "";
  return instance;
})());

// For a word that is nowhere the index gives the longest one that it begins with: « martien » finds « mars ».
const letters = (text) => shown(text).toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "");
const isKnown = async (search, word) => {
  const { results } = await search.search(word);
  if (!results.length) return false;
  const page = await results[0].data();
  const [, hit = page.meta.title] = page.excerpt.split(/<\/?mark>/);
  const sought = letters(word);
  return letters(hit).includes(sought.slice(0, Math.ceil(sought.length * 0.6)));
};

const element = (tag, properties = {}, ...inside) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...inside);
  return made;
};

// A passage comes as text in which < and > are written out, and what was asked for is in <mark>.
const passage = (excerpt) => excerpt.split(/<\/?mark>/).map((text, place) => {
  const plain = shown(text.replace(/&lt;/g, "<").replace(/&gt;/g, ">"));
  return place % 2 ? element("mark", {}, plain) : plain;
});

const item = (page) => {
  const parts = [...page.sub_results].sort((a, b) => b.locations.length - a.locations.length);
  const best = parts[0] || page;
  const name = element("p", { className: "name" }, element("a", { href: page.url }, shown(page.meta.title || page.url)));
  if (page.filters.example) name.append(" ", element("span", { className: "badge badge-example" }, words.example));
  // A passage that begins under a heading begins with it.
  const heading = best.anchor ? shown(best.title).replace(/\s*#.*/, "") : "";
  const excerpt = heading && best.excerpt.startsWith(best.anchor.text) ? best.excerpt.slice(best.anchor.text.length).replace(/^[\s.:;#]+/, "") : best.excerpt;
  const where = best.anchor ? [element("p", { className: "meta" }, element("a", { href: best.url }, heading))] : [];
  const rest = page.content.endsWith(best.plain_excerpt) ? "" : " …";
  return element("li", { className: "hit" }, name, ...where, element("p", {}, ...passage(excerpt), rest));
};

// The results of one kind: the first few, and a button for the others.
const group = async (value, results, alone) => {
  const title = [...kind.options].find((option) => option.value === value)?.dataset.label || value;
  const list = element("ul", { className: "lines" });
  const button = element("button", { type: "button", className: "button button-quiet" });
  const more = element("p", { className: "more" }, button);
  let length = 0;
  const add = async (count) => {
    const items = await Promise.all(results.slice(length, length + count).map(async (result) => item(await result.data())));
    list.append(...items);
    length += items.length;
    more.hidden = length >= results.length;
    return items[0];
  };
  button.textContent = alone ? words.more : words.all.replace("{n}", number(results.length));
  button.addEventListener("click", async () => {
    if (alone) return (await add(MANY))?.querySelector("a").focus();
    kind.value = value;
    await run();
    found.focus();
  });
  await add(alone ? MANY : FEW);
  const heading = element("h2", { id: `found-${value}` }, title, " ", element("span", { className: "count" }, number(results.length)));
  const section = element("section", { className: "part" }, heading, element("div", {}, list, more));
  section.setAttribute("aria-labelledby", heading.id);
  return section;
};

let latest = 0;
const run = async () => {
  const mine = ++latest;
  found.setAttribute("aria-busy", true);
  const set = [q, ...selects].filter((field) => field.value.trim());
  const url = new URL(location.href);
  for (const field of [q, ...selects]) {
    if (set.includes(field)) url.searchParams.set(field.name, field.value);
    else url.searchParams.delete(field.name);
  }
  history.replaceState(history.state, "", url);
  if (!set.length) {
    found.replaceChildren();
    said.textContent = "";
    found.setAttribute("aria-busy", false);
    return;
  }
  try {
    const search = await load();
    const typed = asked(q.value);
    const missing = [];
    for (const word of typed) if (!await isKnown(search, word)) missing.push(word);
    const term = typed.filter((word) => !missing.includes(word)).join(" ") || (missing.length ? "" : null);
    const chosen = Object.fromEntries([commission, year].filter((field) => field?.value).map((field) => [field.name, field.value]));
    const { filters } = await search.search(term, { filters: chosen });
    const counts = filters.kind || {};
    for (const option of kind.options) {
      option.dataset.label ??= option.textContent;
      if (option.value) option.textContent = `${option.dataset.label} (${number(counts[option.value] || 0)})`;
    }
    const wanted = kind.value ? [kind.value] : Object.keys(counts).filter((value) => counts[value]);
    const searches = await Promise.all(wanted.map(async (value) => [value, (await search.search(term, { filters: { ...chosen, kind: value } })).results]));
    const some = searches.filter(([, results]) => results.length).sort((a, b) => b[1][0].score - a[1][0].score);
    const total = some.reduce((sum, [, results]) => sum + results.length, 0);
    const groups = await Promise.all(some.map(([value, results]) => group(value, results, some.length === 1)));
    if (mine !== latest) return;
    found.replaceChildren(...groups);
    const text = total === 0 ? (typed.length > 1 ? words.none : words.nothing) : total === 1 ? words.one : words.many;
    const without = total && missing.length ? words.without.replace("{words}", missing.join(", ")) : "";
    said.textContent = shown(text.replace("{n}", number(total)) + without);
  } catch (error) {
    index = undefined;
    tries += 1;
    if (mine === latest) said.textContent = words.failed;
  }
  if (mine === latest) found.setAttribute("aria-busy", false);
};

let timer = 0;
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(timer);
  await run();
  if (found.firstChild) found.focus();
});
form.addEventListener("input", (event) => {
  clearTimeout(timer);
  found.setAttribute("aria-busy", true);
  timer = setTimeout(run, event.target === q ? 200 : 0);
});
q.addEventListener("focus", () => load().catch(() => {}), { once: true });

for (const field of [q, ...selects]) {
  field.value = new URL(location.href).searchParams.get(field.name) || "";
  if (field.selectedIndex < 0 && field !== year) field.value = "";
}
// The years are known with the index: one that is asked for in the address is kept until then.
const since = new URL(location.href).searchParams.get("year");
if (since) {
  year.add(new Option(since, since));
  year.value = since;
}
form.hidden = false;
if (location.search) run();
