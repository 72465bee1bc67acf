// What is wrong, said twice: next to each field, and in a summary at the top that takes the focus and leads there.
// What is mended while typing is only marked as such, and stays until the next look at the whole: a page that
// moves under the fingers is worse than a message too many.
import { fill } from "./text.js";

const title = document.title;

const forget = () => {
  for (const old of document.querySelectorAll("p.error")) old.remove();
  for (const input of document.querySelectorAll("[data-described]")) {
    input.removeAttribute("aria-invalid");
    if (input.dataset.described) input.setAttribute("aria-describedby", input.dataset.described);
    else input.removeAttribute("aria-describedby");
    delete input.dataset.described;
  }
};

/** The message beside a field, whose element is `node` and whose first input is `input`. */
const beside = ({ focus: input, node }, text, id, texts) => {
  const error = document.createElement("p");
  error.className = "error";
  error.id = id;
  const mark = document.createElement("span");
  mark.textContent = `${texts.error} `;
  error.append(mark, text);
  (node.querySelector(":scope > [data-input]") ?? input).before(error);
  const holder = node.matches("fieldset") ? node : input;
  holder.dataset.described = holder.getAttribute("aria-describedby") ?? "";
  holder.setAttribute("aria-describedby", `${holder.dataset.described} ${id}`.trim());
  const marked = holder === input || holder.getAttribute("role") === "radiogroup" ? holder : null;
  for (let box = node.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  return (settled) => {
    error.classList.toggle("settled", settled);
    if (settled) marked?.removeAttribute("aria-invalid");
    else marked?.setAttribute("aria-invalid", "true");
  };
};

/** A line of the summary. */
const inSummary = ({ focus: input, node }, text, texts) => {
  const link = document.createElement("a");
  link.href = `#${input.id}`;
  const item = node.closest("[data-item]")?.querySelector("legend").textContent;
  link.textContent = item ? `${item} – ${text}` : text;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    input.focus();
    node.scrollIntoView({ block: "center" });
  });
  const note = document.createElement("span");
  note.textContent = ` (${texts.settled})`;
  const line = document.createElement("li");
  line.append(link, note);
  return [line, (settled) => {
    link.classList.toggle("settled", settled);
    note.hidden = !settled;
  }];
};

/**
 * Show problems, [{target, text}] with target a control, and move to the summary; none hides all.
 * The result takes the set of inputs that still have one, and marks the others as settled.
 */
export const showErrors = (place, problems, texts) => {
  forget();
  const marks = problems.map(({ target, text }, index) => {
    const [line, mark] = inSummary(target, text, texts);
    return { input: target.focus, line, mark: [mark, beside(target, text, `error-${index}`, texts)] };
  });
  place.querySelector("ul").replaceChildren(...marks.map(({ line }) => line));
  place.hidden = problems.length === 0;
  const settle = (left) => {
    for (const { input, mark } of marks) for (const one of mark) one(!left.has(input));
    const own = place.dataset.title ?? title;
    document.title = marks.some(({ input }) => left.has(input)) ? `${texts.error} ${own}` : own;
  };
  settle(new Set(marks.map(({ input }) => input)));
  if (problems.length) place.focus();
  return settle;
};

/** The text of a problem of checks.js. */
export const wording = ({ code, params }, { messages, texts }) => fill(messages[code] ?? texts[code], params);
