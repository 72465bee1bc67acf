// In previews only: which actions are overdue today, for whoever coordinates.
(() => {
  "use strict";
  const note = document.getElementById("late");
  if (!note) return;
  const today = new Date().toLocaleDateString("sv"); // 2026-03-12
  // « 2026-09 » is over when September is.
  const late = [...document.querySelectorAll("[data-due]")].filter((row) => today.slice(0, row.dataset.due.length) > row.dataset.due);
  for (const row of late) {
    const mark = document.createElement("span");
    mark.className = "badge badge-late";
    mark.textContent = note.dataset.mark;
    row.querySelector("td time").after(" ", mark);
  }
  note.textContent = late.length === 1 ? note.dataset.one : note.dataset.many.replace("{n}", late.length.toLocaleString(document.documentElement.lang));
  note.hidden = late.length === 0;
})();
