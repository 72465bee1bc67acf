// Values as YAML that the loader reads back the same: plain where that is safe, else in double quotes,
// several lines as a block, long ones folded. Fields give the order. Everything returned ends with a line end.

const WIDTH = 100;
const PLAIN = /^[\p{L}\p{N}«“‘’(…][^\p{C}]*$/u;
const ENDS_PLAIN = /:(?:\s|$)|\s#|\s$/u; // a key, a comment, a blank that would be lost
const WORD = /^(?:true|false|yes|no|on|off|y|n|null)$/i; // what other readers take for something else than text
const NUMBER = /^[0-9][\d_.,:+a-fox-]*$/i;
const DATE = /^[12]\d{3}(?:-\d\d){0,2}(?: \d\d:\d\d)?$/;

const pad = (indent) => " ".repeat(indent);

/** A text, number or truth value on one line; `inFlow` between brackets. */
export const scalar = (value, inFlow = false) => {
  if (typeof value !== "string") return String(value);
  const plain = PLAIN.test(value) && !ENDS_PLAIN.test(value) && !WORD.test(value)
    && (!NUMBER.test(value) || DATE.test(value)) && !(inFlow && /[,[\]{}:]/.test(value) && !DATE.test(value));
  return plain ? value : JSON.stringify(value);
};

/** Whether a value needs lines of its own. */
export const isLong = (value) => typeof value === "string" && (value.includes("\n") || (value.length > WIDTH && /\S \S/u.test(value)));

/** A value between brackets on one line; null where it holds a text of several lines. */
export const flow = (value, field) => {
  if (Array.isArray(value)) {
    const items = value.map((item) => flow(item, field.item ?? {}));
    return items.includes(null) ? null : `[${items.join(", ")}]`;
  }
  if (value !== null && typeof value === "object") {
    const parts = present(value, field.fields).map((child) => [child.name, flow(value[child.name], child)]);
    return parts.some(([, text]) => text === null) ? null : `{${parts.map(([name, text]) => `${name}: ${text}`).join(", ")}}`;
  }
  return typeof value === "string" && value.includes("\n") ? null : scalar(value, true);
};

const present = (value, fields) => fields.filter((field) => value[field.name] !== undefined);

const folded = (text, width) => {
  const lines = [];
  for (const word of text.split(/(?<=\S) (?=\S)/u)) {
    const last = lines.length - 1;
    if (last >= 0 && lines[last].length + word.length < width) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
};

/** What stands behind « key: » or « - ». */
const behind = (value, field, indent) => {
  const inside = pad(indent + 2);
  if (isLong(value)) {
    const lines = value.includes("\n") ? value.split("\n") : folded(value, WIDTH - indent);
    return ` ${value.includes("\n") ? "|-" : ">-"}\n${lines.map((line) => (line ? inside + line : "") + "\n").join("")}`;
  }
  if (Array.isArray(value)) {
    const short = value.some((item) => typeof item === "object") ? null : flow(value, field);
    if (short && short.length + indent < WIDTH - 20) return ` ${short}\n`;
    return `\n${value.map((child) => item(child, field.item ?? {}, indent + 2)).join("")}`;
  }
  if (typeof value === "object") return `\n${group(value, field.fields, indent + 2)}`;
  return ` ${scalar(value)}\n`;
};

/** « key: value », whose key stands in column `indent`. */
export const entry = (value, field, indent) => `${pad(indent)}${field.name}:${behind(value, field, indent)}`;

/** Several entries, in the order of their fields. */
export const group = (value, fields, indent) =>
  present(value, fields).map((field) => entry(value[field.name], field, indent)).join("");

/** « - value », whose dash stands in column `indent`. */
export const item = (value, field, indent) => {
  if (typeof value !== "object") return `${pad(indent)}-${behind(value, field, indent)}`;
  return `${pad(indent)}- ${group(value, field.fields, indent + 2).slice(indent + 2)}`;
};
