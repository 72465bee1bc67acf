// What people type, made what the files hold: clean texts, dates year first, numbers without their blanks.

// As load/characters.py: control characters, lone surrogates, what turns the direction of a text, what nobody sees.
// eslint-disable-next-line no-control-regex, no-misleading-character-class
const FORBIDDEN = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff\u034f\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\uffa0\ufffc\u{e0000}-\u{e01ef}]|\p{Cs}/gu;

/** `text` without what no file may hold, without blank lines at its ends; its line ends are \n. */
export const cleanBody = (text) =>
  text.replace(/\r\n?|[\x0b\f\x85\u2028\u2029]/g, "\n").replace(FORBIDDEN, "").replace(/^[^\S\n]+$/gm, "").replace(/^\n+/, "").trimEnd();

/** The same without blanks at its ends. */
export const clean = (text) => cleanBody(text).trim();

/** `text` with each {name} replaced. */
export const fill = (text, values) => text.replace(/\{([a-z_]+)\}/g, (whole, name) => values[name] ?? whole);

/** The id that a text suggests, as slugs.py makes it: « L’été & Cœur » → l-ete-coeur. */
export const slug = (text) => {
  const letters = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th" };
  const plain = text.toLowerCase().replace(/[œæßøłđðþ]/g, (letter) => letters[letter]).normalize("NFKD");
  const kept = plain.replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return kept.slice(0, 80).replace(/-+$/, "");
};

const two = (text) => text.padStart(2, "0");

let names = null;
const months = (language) => {
  names ??= [...Array(12).keys()].map((month) =>
    slug(new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" }).format(Date.UTC(2024, month, 15))));
  return names;
};

/** The number of a month by its name, or by the first three letters and more of it; 0 for what is none, or two. */
const monthOf = (text, language) => {
  const all = months(language);
  const like = all.filter((name) => name === text || (text.length > 2 && name.startsWith(text)));
  return like.length === 1 ? all.indexOf(like[0]) + 1 : 0;
};

/** Whether the calendar has this date: a year, a month, a day, or a day with a time. */
export const isDate = (text, withTime) => {
  const found = /^([12]\d{3})(?:-(\d\d)(?:-(\d\d)(?:[ T]([01]\d|2[0-3]):([0-5]\d))?)?)?$/.exec(text);
  if (!found || (found[4] && !withTime)) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1)];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** A date in the words or figures of `language` as the files write it; the text itself where it is none. */
export const readDate = (text, language, withTime) => {
  const time = withTime ? /(?:[ ,T]+(?:(?:à|at) *)?)(\d\d?)(?: *h *| *: *)(\d\d)?$/i.exec(text) : null;
  const date = time ? text.slice(0, time.index) : text;
  const figures = date.trim().toLowerCase().replace(/\s*[/.\s]\s*/g, "/").replace(/^(\d\d?)(?:er|st|nd|rd|th)\//, "$1/");
  let parts = /^(\d{4})(?:[-/](\d\d?))?(?:[-/](\d\d?))?$/.exec(figures)?.slice(1);
  if (!parts) {
    const found = /^(?:(\d\d?)[-/])?(\d\d?|\p{L}+)[-/](\d{4})$/u.exec(figures);
    if (!found) return text;
    parts = [found[3], /^\d/.test(found[2]) ? found[2] : String(monthOf(slug(found[2]), language)), found[1]];
  }
  const iso = parts.filter(Boolean).map((part, index) => (index ? two(part) : part)).join("-");
  const whole = time ? `${iso} ${two(time[1])}:${time[2] ?? "00"}` : iso;
  return isDate(whole, withTime) && !(time && parts.filter(Boolean).length < 3) ? whole : text;
};

/** A date of the files as people type it, day first; what is none stays as it is. */
export const dateAsTyped = (text) => {
  if (!isDate(text, true)) return text;
  const [day, time] = text.split(/[ T]/);
  return [day.split("-").reverse().join("/"), time].filter(Boolean).join(" ");
};

/** A date of the files in words. */
export const dateInWords = (text, language) => {
  const [day, time] = text.split(/[ T]/);
  const parts = day.split("-").map(Number);
  const options = { timeZone: "UTC", year: "numeric" };
  if (parts.length > 1) options.month = "long";
  if (parts.length > 2) Object.assign(options, { day: "numeric", weekday: "long" });
  if (time) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  const [hour, minute] = (time ?? "0:0").split(":").map(Number);
  const at = Date.UTC(parts[0], (parts[1] ?? 1) - 1, parts[2] ?? 1, hour, minute);
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, options).format(at);
};
