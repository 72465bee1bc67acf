// Enhancements only: every page works without this file.
(() => {
  "use strict";
  const plain = (text) => text.toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").normalize("NFD").replace(/\p{M}/gu, "").replace(/[’']/g, " ");
  const number = (n) => n.toLocaleString(document.documentElement.lang);

  // A form with data-filter="id" shows only what in that element has, among its data-tags, all that is chosen, and in
  // its text every word that is typed. The choice stands in the address; what is marked data-whole is for the whole list.
  // Where the page has only the beginning of it, data-more chooses the links to pages with the rest under the same id.
  const filter = (form) => {
    const place = document.getElementById(form.dataset.filter);
    const fields = [...form.querySelectorAll("select, input")];
    const said = form.querySelector("[role=status]");
    const reset = form.querySelector("[type=reset]");
    let items = [], sections = [];
    const gather = () => {
      items = [...place.querySelectorAll("[data-tags]")].map((node) => ({ node, tags: node.dataset.tags.split(" "), text: plain(node.textContent) }));
      sections = [...place.querySelectorAll("section")];
    };
    let rest = form.dataset.more ? [...document.querySelectorAll(form.dataset.more)].map((link) => link.href) : [];
    let [timer, failed] = [0, ""];
    const fetchRest = () => {
      const pages = rest.map((url) => fetch(url).then((answer) => answer.ok ? answer.text() : Promise.reject(answer)));
      rest = [];
      said.textContent = said.dataset.wait;
      return Promise.all(pages).then((texts) => {
        const parse = (text) => new DOMParser().parseFromString(text, "text/html").getElementById(place.id).children;
        place.replaceChildren(...texts.flatMap((text) => [...parse(text)]));
        gather();
      }, () => { failed = ` ${said.dataset.part}`; });
    };
    const apply = () => {
      const set = fields.filter((field) => field.value.trim());
      if (set.length && rest.length) return void fetchRest().then(apply);
      const [tags, typed] = [set.filter((field) => field.type !== "search"), set.filter((field) => field.type === "search")];
      const wanted = tags.map((field) => `${field.name}:${field.value}`);
      const words = typed.flatMap((field) => plain(field.value).split(/\s+/).filter(Boolean));
      let count = 0;
      for (const item of items) {
        const shown = wanted.every((tag) => item.tags.includes(tag)) && words.every((word) => item.text.includes(word));
        item.node.hidden = !shown;
        count += shown;
      }
      for (const section of sections) {
        const left = section.querySelectorAll("[data-tags]:not([hidden])").length;
        section.hidden = !left;
        const total = section.querySelector(".count");
        if (total) total.textContent = number(left);
      }
      for (const node of document.querySelectorAll("[data-whole]")) node.hidden = set.length > 0;
      reset.hidden = !set.length;
      const text = count === 0 ? said.dataset.none : count === 1 ? said.dataset.one : said.dataset.many;
      said.textContent = rest.length ? "" : text.replace("{n}", number(count)) + failed;
      const url = new URL(location.href);
      for (const field of fields) {
        if (set.includes(field)) url.searchParams.set(field.name, field.value);
        else url.searchParams.delete(field.name);
      }
      history.replaceState(history.state, "", url);
    };
    const asked = new URL(location.href).searchParams;
    for (const field of fields) {
      field.value = asked.get(field.name) || "";
      if (field.selectedIndex < 0) field.value = "";
    }
    gather();
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => { clearTimeout(timer); timer = setTimeout(apply, event.target.type === "search" ? 120 : 0); });
    form.addEventListener("reset", () => setTimeout(() => { apply(); fields[0].focus(); }));
    apply();
  };

  document.querySelectorAll("form[data-filter]").forEach(filter);

  // A link to an anchor or a decision also copies its full address.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".anchor, .permalink");
    const live = document.getElementById("said");
    if (!link || !live || !navigator.clipboard) return;
    navigator.clipboard.writeText(link.href).then(() => {
      live.textContent = live.dataset.copied;
      setTimeout(() => { live.textContent = ""; }, 4000);
    }, () => {});
  });
})();
