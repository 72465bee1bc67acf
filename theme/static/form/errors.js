// What is wrong, said twice: next to each field, and in a summary at the top that takes the focus and leads there.
import { fill } from "./text.js";

const title = document.title;

/** Show problems, [{target, text}] with target a control; none hides all. `focus` moves to the summary. */
export const showErrors = (place, problems, texts, focus = false) => {
  for (const old of document.querySelectorAll("p.error")) old.remove();
  for (const input of document.querySelectorAll("[data-described]")) {
    input.removeAttribute("aria-invalid");
    if (input.dataset.described) input.setAttribute("aria-describedby", input.dataset.described);
    else input.removeAttribute("aria-describedby");
    delete input.dataset.described;
  }
  const links = place.querySelector("ul");
  links.replaceChildren();
  problems.forEach(({ target, text }, index) => {
    const { focus: input, node } = target;
    const holder = node.matches("fieldset") ? node : input;
    const error = document.createElement("p");
    error.className = "error";
    error.id = `error-${index}`;
    const mark = document.createElement("span");
    mark.textContent = `${texts.error} `;
    error.append(mark, text);
    const before = node.querySelector(":scope > [data-input]") ?? input;
    before.before(error);
    holder.dataset.described = holder.getAttribute("aria-describedby") ?? "";
    holder.setAttribute("aria-describedby", `${holder.dataset.described} ${error.id}`.trim());
    if (holder === input || holder.getAttribute("role") === "radiogroup") holder.setAttribute("aria-invalid", "true");
    for (let box = node.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    const link = document.createElement("a");
    link.href = `#${input.id}`;
    const item = node.closest("[data-item]")?.querySelector("legend").textContent;
    link.textContent = item ? `${item} – ${text}` : text;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      input.focus();
      node.scrollIntoView({ block: "center" });
    });
    const line = document.createElement("li");
    line.append(link);
    links.append(line);
  });
  place.hidden = problems.length === 0;
  document.title = problems.length ? `${texts.error} ${place.dataset.title ?? title}` : place.dataset.title ?? title;
  if (focus && problems.length) place.focus();
};

/** The text of a problem of checks.js. */
export const wording = ({ code, params }, definition) => fill(definition.messages[code], params);
