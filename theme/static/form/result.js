// The proposal: its text, the way to the forge, copy, download, message.
import { fill } from "./text.js";

const MAX_URL = 6000; // GitHub answers 414 from 8,191 bytes on (github/docs#5136); others are no more generous
const MAX_MAIL = 1500; // what mail programs take in an address

const filledIn = (forge, path, text) => {
  const query = new URLSearchParams({ [forge.name_parameter]: path });
  const named = `${forge.new}?${query}`;
  if (!forge.text_parameter) return [named, false];
  query.set(forge.text_parameter, text);
  const whole = `${forge.new}?${query}`;
  return whole.length <= MAX_URL ? [whole, true] : [named, false];
};

/** Where the proposal goes, and the steps to take, as names of texts. */
const way = (forge, path, text, isNew) => {
  if (!forge) return { steps: ["step_download", "step_send", "step_review"] };
  const end = ["step_account", `step_${forge.name}`, "step_review"];
  if (!isNew) return { url: forge.edit + encodeURI(path), button: "open_paste", steps: ["step_copy", "step_open_edit", "step_replace", ...end] };
  const [url, full] = filledIn(forge, path, text);
  if (full) return { url, button: "open_new", steps: ["step_open_filled", ...end] };
  return { url, button: "open_paste", steps: ["step_copy", "step_open_new", "step_paste", ...end] };
};

/** Show the proposal in `place`. `images` are names of files that go with it. */
export const showResult = (place, { path, text, isNew, unchanged, images }, definition, said) => {
  const { forge, texts, email } = definition;
  const find = (name) => place.querySelector(`[data-${name}]`);
  const { url, button, steps } = way(forge, path, text, isNew);
  const put = (name) => fill(texts[name], { forge: forge?.label, path });
  find("title").textContent = unchanged ? texts.unchanged : texts.ready;
  find("hint").textContent = unchanged ? texts.unchanged_hint : "";
  find("steps").replaceChildren(
    ...(unchanged ? [] : [...steps.slice(0, -1).map(put), ...images.map((file) => fill(texts.step_image, { file })), put(steps.at(-1))]).map((step) => {
      const line = document.createElement("li");
      line.textContent = step;
      return line;
    }),
  );
  find("forge").hidden = !url || unchanged;
  if (url) Object.assign(find("forge"), { href: url, textContent: put(button) });
  find("text").textContent = text;
  find("path").textContent = path;
  const download = find("download");
  URL.revokeObjectURL(download.href);
  download.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  download.download = path.split("/").at(-1);
  const mail = find("mail");
  if (mail && email) {
    const body = encodeURIComponent(text).length <= MAX_MAIL ? `&body=${encodeURIComponent(`${path}\n\n${text}`)}` : "";
    mail.href = `mailto:${email}?subject=${encodeURIComponent(fill(texts.mail_subject, { path }))}${body}`;
  }
  find("copy").onclick = async () => {
    try {
      await navigator.clipboard.writeText(text);
      said(texts.copied);
    } catch {
      getSelection().selectAllChildren(find("text"));
      said(document.execCommand("copy") ? texts.copied : texts.select);
    }
  };
  place.hidden = false;
  place.focus();
  place.scrollIntoView({ block: "start" });
};
