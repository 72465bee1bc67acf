// The text of a record's file: a new one, or an old one in which only what changed is written anew.
// Values are written as YAML that the loader reads back the same: plain where that is safe, else in double quotes,
// several lines as a block, long ones folded; fields give the order. Spans say where each value of an old file
// stands (see registry/load/spans.py): comments, order and quotes of all else stay.

const WIDTH = 100;
const LINE = 120;
const COMMENTS = /^(?:[ \t]*#[^\n]*\n)*/;
const PLAIN = /^[\p{L}\p{N}«“‘’(…][^\p{C}]*$/u;
const ENDS_PLAIN = /:(?:\s|$)|\s#|\s$/u; // a key, a comment, a blank that would be lost
const WORD = /^(?:true|false|yes|no|on|off|y|n|null)$/i; // what other readers take for something else than text
const NUMBER = /^[0-9][\d_.,:+a-fox-]*$/i;
const DATE = /^[12]\d{3}(?:-\d\d){0,2}(?: \d\d:\d\d)?$/;

const pad = (indent) => " ".repeat(indent);

/** A text, number or truth value on one line; `inFlow` between brackets. */
const scalar = (value, inFlow = false) => {
  if (typeof value !== "string") return String(value);
  const plain = PLAIN.test(value) && !ENDS_PLAIN.test(value) && !WORD.test(value)
    && (!NUMBER.test(value) || DATE.test(value)) && !(inFlow && /[,[\]{}:]/.test(value) && !DATE.test(value));
  return plain ? value : JSON.stringify(value);
};

/** Whether a value needs lines of its own. */
const isLong = (value) => typeof value === "string" && (value.includes("\n") || (value.length > WIDTH && /\S \S/u.test(value)));

/** A value between brackets on one line; null where it holds a text of several lines. */
const flow = (value, field) => {
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
const entry = (value, field, indent) => `${pad(indent)}${field.name}:${behind(value, field, indent)}`;

/** Several entries, in the order of their fields. */
const group = (value, fields, indent) =>
  present(value, fields).map((field) => entry(value[field.name], field, indent)).join("");

/** « - value », whose dash stands in column `indent`. */
const item = (value, field, indent) => {
  if (typeof value !== "object") return `${pad(indent)}-${behind(value, field, indent)}`;
  return `${pad(indent)}- ${group(value, field.fields, indent + 2).slice(indent + 2)}`;
};

/** Whether two values of the form are alike; both have their keys in the order of the fields. */
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const joined = (pieces) =>
  pieces.reduce((text, piece) => (text && piece && !text.endsWith("\n") ? `${text}\n${piece}` : text + piece), "");

const writer = (source) => {
  const slice = (from, to) => source.slice(from, to);
  const begins = (at) => at.from === 0 || source[at.from - 1] === "\n";
  const column = (at) => at - (source.lastIndexOf("\n", at - 1) + 1);

  /** The lines of an entry whose value changed; `fresh` writes the entry from nothing. */
  const changed = (at, old, value, field, indent, fresh) => {
    const span = at.value;
    const [head, tail] = [slice(at.from, span.from), slice(span.to, at.to)];
    if (span.entries) {
      const inner = span.style === "list" ? list(span, old, value, field) : mapping(span, old, value, field.fields);
      if (inner !== null) return slice(at.from, span.entries[0].from) + inner + tail;
    } else if (span.style === "inline" && typeof value !== "object" && !isLong(value)) {
      return `${head}${span.from === span.to ? " " : ""}${scalar(value)}${tail}`;
    } else if (span.style === "flow") {
      const text = flow(value, field);
      if (text !== null && column(span.from) + text.length <= LINE) return head + text + tail;
    }
    const comments = COMMENTS.exec(slice(at.from, at.to))[0];
    if (!begins(at)) return fresh().trimStart();
    const lost = span.style === "inline" && tail.trim() ? `${" ".repeat(indent)}${tail.trim()}\n` : "";
    return comments + lost + fresh();
  };

  /** A mapping that is written one key a line; null where it has to be written from nothing. */
  const mapping = (span, old, value, fields) => {
    const pieces = [];
    let done = span.entries[0].from;
    for (const at of span.entries) {
      const gap = slice(done, at.from);
      done = at.to;
      const field = fields.find(({ name }) => name === at.key);
      let text = slice(at.from, at.to);
      if (field && !same(old[at.key], value[at.key])) {
        if (value[at.key] === undefined) text = "";
        else text = changed(at, old[at.key], value[at.key], field, span.indent, () => entry(value[at.key], field, span.indent));
      }
      pieces.push({ key: at.key, text: gap + text });
    }
    const first = pieces[0];
    fields.forEach((field, index) => {
      if (value[field.name] === undefined || span.entries.some(({ key }) => key === field.name)) return;
      const above = fields.slice(0, index).reverse().find(({ name }) => pieces.some(({ key }) => key === name));
      const place = above ? pieces.findIndex(({ key }) => key === above.name) + 1 : 0;
      pieces.splice(place, 0, { key: field.name, text: entry(value[field.name], field, span.indent) });
    });
    if (!begins(span.entries[0]) && (pieces[0] !== first || !first.text)) return null; // behind a dash
    return joined(pieces.map(({ text }) => text));
  };

  /** A list that is written one item a line; what is alike, or stands at the same place, is taken for the same. */
  const list = (span, old, value, field) => {
    if (old?.length !== span.entries.length || !value?.length) return null;
    const free = new Set(old.keys());
    const take = (index) => (free.delete(index) ? index : -1);
    const from = value.map((wanted, index) => {
      const found = same(old[index], wanted) && free.has(index) ? index : [...free].find((one) => same(old[one], wanted));
      return found === undefined ? -1 : take(found);
    });
    from.forEach((found, index) => {
      if (found < 0) from[index] = take(index);
    });
    const gap = (index) => (index ? slice(span.entries[index - 1].to, span.entries[index].from) : "");
    const pieces = [...free].map(gap).filter((text) => text.includes("#"));
    const inner = field.item ?? {};
    value.forEach((wanted, index) => {
      const fresh = () => item(wanted, inner, span.indent);
      const at = span.entries[from[index]];
      if (!at) pieces.push(fresh());
      else if (same(old[from[index]], wanted)) pieces.push(gap(from[index]) + slice(at.from, at.to));
      else pieces.push(gap(from[index]) + changed(at, old[from[index]], wanted, inner, span.indent, fresh));
    });
    return joined(pieces);
  };

  return mapping;
};

/** A new file. `body` is undefined for kinds that have none. */
export const newText = (value, fields, body) => {
  const header = group(value, fields, 0);
  return body === undefined ? header : `---\n${header}---\n${body ? `${body}\n` : ""}`;
};

/** The file of `record` with `value` and `body` in the place of `old.value` and `old.body`. */
export const changedText = (record, old, value, fields, body) => {
  const { source, spans, body_from: bodyFrom } = record;
  const split = bodyFrom ?? source.length;
  let [header, text] = [source.slice(0, split), source.slice(split)];
  if (!same(old.value, value)) {
    const lines = spans.entries ? writer(source)(spans, old.value, value, fields) : group(value, fields, 0);
    const start = spans.entries ? spans.entries[0].from : spans.from;
    const rest = source.slice(spans.to, split);
    header = joined([source.slice(0, start) + lines, spans.entries ? rest : rest.replace(/^\n/, "")]);
  }
  if (bodyFrom !== null && old.body !== body) {
    text = body ? `${/^\n*/.exec(text)[0]}${body}\n` : "";
    if (!header.endsWith("\n")) header += "\n";
  }
  return header + text;
};
