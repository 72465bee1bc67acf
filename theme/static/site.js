// Enhancements only: every page works without this file.
(() => {
  "use strict";
  const plain = (text) => text.toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").normalize("NFD").replace(/\p{M}/gu, "").replace(/[’']/g, " ");

  // A form with data-filter="id" shows only the list items of that element which hold every word typed.
  const filter = (form) => {
    const place = document.getElementById(form.dataset.filter);
    const input = form.querySelector("input");
    const output = form.querySelector("[aria-live]");
    const items = [...place.querySelectorAll("li")].map((node) => ({ node, text: plain(node.textContent) }));
    const sections = [...place.querySelectorAll("section")];
    let timer = 0;
    const say = (count) => {
      const text = count === 0 ? output.dataset.none : count === 1 ? output.dataset.one : output.dataset.many;
      output.textContent = text.replace("{n}", count.toLocaleString(document.documentElement.lang));
    };
    const apply = () => {
      const words = plain(input.value).split(/\s+/).filter(Boolean);
      let count = 0;
      for (const { node, text } of items) {
        node.hidden = !words.every((word) => text.includes(word));
        if (!node.hidden) count += 1;
      }
      for (const section of sections) section.hidden = !section.querySelector("li:not([hidden])");
      if (words.length) say(count);
      else output.textContent = "";
      const url = new URL(location.href);
      if (input.value) url.searchParams.set("q", input.value);
      else url.searchParams.delete("q");
      history.replaceState(null, "", url);
    };
    form.hidden = false;
    form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(apply, 120); });
    input.value = new URL(location.href).searchParams.get("q") || "";
    if (input.value) apply();
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
