// What is wrong, over the page, or in it where there is no other (`whole`). In a shadow tree, so that neither styles the other. Everything from data is text.
const KEY = "_preview-minimised";

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const problem = (found, texts) => {
  const place = make(found.editor ? "a" : "span", { className: "place", textContent: found.place });
  if (found.editor) Object.assign(place, { href: found.editor, title: texts.edit });
  const head = make("p", { className: "head" }, place, " ", make("strong", { className: "word", textContent: found.word }));
  if (found.code) {
    const code = make(found.help ? "a" : "span", { className: "code", textContent: found.code });
    head.append(" ", found.help ? Object.assign(code, { href: found.help, title: texts.explain }) : code);
  }
  const item = make("li", { className: found.severity }, head, make("p", { className: "message", textContent: found.message }));
  if (found.before.trim() || found.marked.trim()) {
    const mark = make("mark", { textContent: found.marked });
    item.append(make("pre", {}, make("span", { className: "line", textContent: found.line }), make("code", {}, found.before, mark, found.after)));
  }
  if (found.hint) item.append(make("p", { className: "hint", textContent: found.hint }));
  return item;
};

export class Overlay {
  #whole;
  #shown = "null";
  #host = make("div", { id: "preview-problems", hidden: true });
  #title = make("strong", { id: "title", tabIndex: -1 });
  #note = make("p", { className: "note" });
  #list = make("ul");
  #button = make("button", { type: "button" });
  #panel = make("section");

  constructor({ whole }) {
    this.#whole = whole;
    const root = this.#host.attachShadow({ mode: "open" });
    this.#panel.setAttribute("aria-labelledby", "title");
    this.#button.setAttribute("aria-controls", "list");
    this.#list.id = "list";
    this.#panel.append(make("header", {}, make("p", { role: "alert" }, this.#title), this.#button), this.#note, this.#list);
    root.append(make("link", { rel: "stylesheet", href: "/_preview/overlay.css" }), this.#panel);
    this.#button.addEventListener("click", () => this.#turn(this.#minimised));
    document.addEventListener("keydown", (event) => this.#escape(event));
    new ResizeObserver(() => this.#makeRoom()).observe(this.#host);
  }

  // `report` as preview/report.py words it; null when nothing is wrong.
  show(report) {
    const news = JSON.stringify(report);
    if (news === this.#shown) return;
    this.#shown = news;
    if (report === null) {
      this.#host.hidden = true;
      this.#makeRoom();
      return;
    }
    const inside = this.#list.contains(this.#host.shadowRoot.activeElement);
    this.#host.classList.toggle("whole", this.#whole);
    this.#list.replaceChildren(...report.problems.map((found) => problem(found, report)));
    this.#texts = report;
    if (!this.#host.isConnected) document.body.append(this.#host);
    this.#host.hidden = false;
    // What the reader put away stays away until it changes.
    this.#set(!this.#whole && sessionStorage.getItem(KEY) === news);
    this.#title.textContent = report.title;
    this.#note.textContent = report.note;
    if (inside) this.#title.focus();
  }

  #texts = null;

  get #minimised() {
    return this.#list.hidden;
  }

  #set(minimised) {
    this.#list.hidden = minimised;
    this.#note.hidden = minimised;
    this.#host.classList.toggle("minimised", minimised);
    this.#button.textContent = minimised ? this.#texts.show : this.#texts.hide;
    this.#button.setAttribute("aria-expanded", String(!minimised));
    this.#makeRoom();
  }

  // The reader opens or minimises it.
  #turn(open) {
    this.#set(!open);
    sessionStorage.setItem(KEY, open ? "" : this.#shown);
    if (open) this.#title.focus();
  }

  #escape(event) {
    const busy = event.defaultPrevented || document.querySelector(":popover-open, dialog[open]");
    if (event.key !== "Escape" || busy || this.#whole || this.#host.hidden || this.#minimised) return;
    const inside = this.#host.shadowRoot.activeElement;
    this.#turn(false);
    if (inside) this.#button.focus();
  }

  // The end of the page can be scrolled above the panel.
  #makeRoom() {
    const over = !this.#whole && !this.#host.hidden && !this.#minimised;
    document.body.style.paddingBlockEnd = over ? `${this.#host.offsetHeight}px` : "";
  }
}
