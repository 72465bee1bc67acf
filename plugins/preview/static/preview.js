// Reloads the page when a build changed what it shows; shows what is wrong over it. Served by the preview only, never
// published. Only a tab that is seen listens; others catch up on return.
import { Overlay } from "./overlay.js";
import { keep, restore } from "./place.js";

const own = document.querySelector("script[data-preview]");
const { preview: run, file } = own.dataset;
let version = Number(own.dataset.version);
let events = null;
let reloading = false;
const RETRY_MILLISECONDS = 700;
const overlay = new Overlay({ whole: file === "" });

const path = (address) => {
  const url = new URL(address, location);
  if (url.origin !== location.origin) return "";
  try {
    return decodeURIComponent(url.pathname).slice(1);
  } catch {
    return ""; // no address of a file
  }
};

// The files behind this page: where it lies or would lie, the one that was sent in its place, all that it loaded.
const files = () => {
  const here = path(location);
  const folder = here.replace(/\/?$/, "/").replace(/^\//, "");
  const loaded = performance.getEntriesByType("resource").map((entry) => path(entry.name));
  return new Set([file, here, `${folder}index.html`, ...loaded]);
};

const concerns = (changed) => {
  if (changed === null) return true;
  const shown = files();
  return changed.some((name) => shown.has(name));
};

const reload = () => {
  reloading = true;
  disconnect();
  keep();
  location.reload();
};

const connect = () => {
  if (events || reloading) return;
  const opened = new WebSocket(`ws://${location.host}/_preview/events?version=${version}`);
  events = opened;
  opened.onmessage = ({ data }) => {
    const state = JSON.parse(data);
    if (state.run !== run || (state.version !== version && concerns(state.changed))) return reload();
    version = state.version;
    overlay.show(state.report);
  };
  opened.onclose = () => {
    if (events !== opened) return;
    // The preview was stopped; it may come back.
    events = null;
    setTimeout(follow, RETRY_MILLISECONDS);
  };
};

const disconnect = () => {
  const opened = events;
  events = null;
  opened?.close();
};

const follow = () => (document.visibilityState === "hidden" ? disconnect() : connect());

document.addEventListener("visibilitychange", follow);
addEventListener("pagehide", disconnect);
addEventListener("pageshow", follow);
restore();
follow();
