// Reloads the page after a build; shows what is wrong over it. Served by the preview only, never published.
(() => {
  "use strict";
  let seen = null;
  const overlay = document.createElement("div");
  overlay.id = "preview-problems";
  overlay.setAttribute("role", "alert");
  overlay.hidden = true;
  const text = document.createElement("pre");
  overlay.append(text);

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/_preview/preview.css";
  document.head.append(style);

  const show = (error) => {
    overlay.hidden = error === null;
    text.textContent = error ?? "";
    if (error !== null && !overlay.isConnected) document.body.append(overlay);
  };

  const events = new EventSource("/_preview/events");
  events.onmessage = (event) => {
    const state = JSON.parse(event.data);
    show(state.error);
    if (seen !== null && state.version !== seen) location.reload();
    seen = state.version;
  };
  addEventListener("pagehide", () => events.close());
})();
