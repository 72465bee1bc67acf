// Where the reader was, kept over a reload: what was scrolled to, opened and focused.
const KEY = "_preview-place";

const label = (element) => element.id || element.querySelector(":scope > summary")?.textContent || "";

// Each element of a kind with what tells it from its like, in order.
const named = (selector, name) => [...document.querySelectorAll(selector)].map((element) => [element, name(element)]);

const focusName = (element) => `${element.tagName} ${element.id || element.getAttribute("href") || element.textContent}`;

export const keep = () => {
  const focused = document.activeElement;
  const alike = focused && focused !== document.body ? named(focused.tagName, focusName) : [];
  const place = alike.findIndex(([element]) => element === focused);
  const state = {
    address: location.pathname + location.search,
    x: scrollX,
    y: scrollY,
    details: named("details", label).map(([element, name]) => [name, element.open]),
    focus: place < 0 ? null : [focused.tagName, place, focusName(focused)],
  };
  sessionStorage.setItem(KEY, JSON.stringify(state));
};

const open = (before) => {
  const left = [...before];
  for (const [element, name] of named("details", label)) {
    const place = left.findIndex(([other]) => other === name);
    if (place >= 0) element.open = left.splice(place, 1)[0][1];
  }
};

const focus = ([tag, place, name]) => {
  const alike = named(tag, focusName);
  const same = alike[place]?.[1] === name ? alike[place] : alike.find(([, other]) => other === name);
  same?.[0].focus({ preventScroll: true });
};

export const restore = () => {
  const state = JSON.parse(sessionStorage.getItem(KEY));
  sessionStorage.removeItem(KEY);
  if (state?.address !== location.pathname + location.search) return;
  open(state.details);
  if (state.focus) focus(state.focus);
  const scroll = () => scrollTo({ left: state.x, top: state.y, behavior: "instant" });
  scroll();
  // Once more when images have their size, unless the reader moved on.
  const moved = new AbortController();
  for (const sign of ["wheel", "keydown", "pointerdown", "touchstart"]) {
    addEventListener(sign, () => moved.abort(), { once: true, signal: moved.signal });
  }
  addEventListener("load", () => (scroll(), moved.abort()), { once: true, signal: moved.signal });
};
