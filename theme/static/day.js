// Who was there on a day: of a list of stays, whose dates may be no more than a year, what a chosen day leaves.
(() => {
  "use strict";
  const form = document.querySelector("form[data-day]");
  if (!form) return;
  const input = form.querySelector("input");
  const said = form.querySelector("[role=status]");
  const rows = [...document.querySelectorAll("[data-from]")];
  // « 2012-05 » is any day from its 1st to its last one; "~" comes after every digit.
  const first = (date) => (date + "-01-01").slice(0, 10);
  const last = (date) => date + "~";
  const marks = new Map();
  const badge = () => {
    const mark = document.createElement("span");
    mark.className = "badge badge-perhaps";
    mark.textContent = form.dataset.day;
    return mark;
  };
  const number = (n) => n.toLocaleString(document.documentElement.lang);

  const apply = () => {
    const day = input.validity.valid ? input.value : "";
    let [sure, perhaps] = [Number(form.dataset.steady), 0];
    for (const row of rows) {
      const { from, to } = row.dataset;
      const gone = day && ((from && first(from) > day) || (to && last(to) < day));
      // On the day of leaving somebody is still there.
      const certain = from && last(from).slice(0, 10) <= day && (!to || first(to) >= day);
      (row.closest("tr, li") ?? row).hidden = Boolean(gone);
      const open = day && !gone && !certain;
      if (open) row.append(marks.get(row) ?? marks.set(row, badge()).get(row));
      else marks.get(row)?.remove();
      sure += Boolean(day && !gone && certain);
      perhaps += Boolean(open);
    }
    const { one, many, more } = said.dataset; // more: « , and {n} perhaps »
    said.textContent = day ? (sure === 1 ? one : many).replace("{n}", number(sure)) + (perhaps ? more.replace("{n}", number(perhaps)) : "") : "";
    form.querySelector("[type=reset]").hidden = !day;
    const url = new URL(location.href);
    if (day) url.searchParams.set(input.name, day);
    else url.searchParams.delete(input.name);
    history.replaceState(history.state, "", url);
  };
  input.value = new URL(location.href).searchParams.get(input.name) || "";
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(() => { apply(); input.focus(); }));
  apply();
})();
