// The proposal: its text, the way to the forge, copy, download, message.
import { fill } from "./text.js";

// GitHub answers 414 from 8,191 bytes on (github/docs#4537), and who is not signed in goes by way of
// « /login?return_to=… », where the whole address is encoded once more. Other forges are no more generous.
const MAX_URL = 8000;
const MAX_MAIL = 1500; // what mail programs take in an address

const filledIn = (forge, path, text) => {
  const query = new URLSearchParams({ [forge.name_parameter]: path });
  const named = `${forge.new}?${query}`;
  if (!forge.text_parameter) return [named, false];
  query.set(forge.text_parameter, text);
  const whole = `${forge.new}?${query}`;
  return encodeURIComponent(whole).length <= MAX_URL ? [whole, true] : [named, false];
};

/** Where the proposal goes, and the steps to take, as names of texts; `copy`: the text goes by the clipboard. */
const way = (forge, path, text, isNew) => {
  if (!forge) return { steps: ["step_download", "step_send", "step_review"] };
  const end = [`step_${forge.name}`, "step_review"];
  if (!isNew) {
    return { url: forge.edit + encodeURI(path), copy: true, steps: ["step_open_edit", "step_account", "step_replace", ...end] };
  }
  const [url, full] = filledIn(forge, path, text);
  if (full) return { url, copy: false, steps: ["step_open_filled", "step_account", ...end] };
  return { url, copy: true, steps: ["step_open_new", "step_account", "step_paste", ...end] };
};

/** Copy `text`, which stands in `node`, at once; whether that was allowed. */
const copyNow = (node, text) => {
  getSelection().selectAllChildren(node);
  const exactly = (event) => {
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
  };
  document.addEventListener("copy", exactly);
  const done = document.execCommand("copy");
  document.removeEventListener("copy", exactly);
  return done;
};

const mailAddress = (email, path, text, texts) => {
  const body = encodeURIComponent(`${path}\n\n${text}`);
  const attach = encodeURIComponent(fill(texts.mail_attach, { file: path.split("/").at(-1) }));
  const subject = encodeURIComponent(fill(texts.mail_subject, { path }));
  return `mailto:${email}?subject=${subject}&body=${body.length <= MAX_MAIL ? body : attach}`;
};

/** `text` line by line, with a mark on those that `old` does not have. */
const marked = (text, old) => {
  const known = new Set(old.split("\n"));
  return text.split(/(?<=\n)/).map((line) => {
    if (known.has(line.replace(/\n$/, ""))) return line;
    const mark = document.createElement("mark");
    mark.textContent = line;
    return mark;
  });
};

/** Show the proposal in `place`. `old` is the text of the file that it changes; `images` are files that go with it. */
export const showResult = (place, { path, text, old, unchanged, images }, definition, said) => {
  const { forge, texts, email } = definition;
  const find = (name) => place.querySelector(`[data-${name}]`);
  const { url, copy, steps } = way(forge, path, text, old === undefined);
  const put = (name) => fill(texts[name], { forge: forge?.label, path });
  find("title").textContent = unchanged ? texts.unchanged : texts.ready;
  find("hint").textContent = unchanged ? texts.unchanged_hint : "";
  find("marked").hidden = unchanged || old === undefined;
  find("steps").replaceChildren(
    ...(unchanged ? [] : [...steps.slice(0, -1).map(put), ...images.map((file) => fill(texts.step_image, { file })), put(steps.at(-1))]).map((step) => {
      const line = document.createElement("li");
      line.textContent = step;
      return line;
    }),
  );
  const shown = find("text");
  const open = find("forge");
  open.hidden = !url || unchanged;
  if (url) Object.assign(open, { href: url, textContent: put(copy ? "open_paste" : "open_new") });
  open.onclick = (event) => {
    if (!copy || copyNow(shown, text)) return;
    event.preventDefault(); // once: the text is selected, and the next press opens
    open.onclick = null;
    open.textContent = put("open_only");
    said(texts.select);
  };
  shown.replaceChildren(...(old === undefined ? [text] : marked(text, old)));
  find("path").textContent = path;
  const download = find("download");
  URL.revokeObjectURL(download.href);
  download.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  download.download = path.split("/").at(-1);
  const mail = find("mail");
  if (mail && email) mail.href = mailAddress(email, path, text, texts);
  find("copy").onclick = () => said(copyNow(shown, text) ? texts.copied : texts.select);
  place.hidden = false;
  place.focus();
  place.scrollIntoView({ block: "start" });
};
