// The checks of the schema, on the values of the form: what `make check` would say, said before.
import { isDate } from "./text.js";

const digits = (text, length) => text.length === length && /^\d+$/.test(text);
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const luhn = (text) =>
  sum([...text].reverse().map((digit, index) => (index % 2 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit] : Number(digit)))) % 10 === 0;
const siren = (text) => digits(text, 9) && luhn(text);
// La Poste numbers its branches by the plain sum of their digits, but for its seat.
const siret = (text) =>
  digits(text, 14) && siren(text.slice(0, 9))
  && (text.startsWith("356000000") && text !== "35600000000048" ? sum([...text].map(Number)) % 5 === 0 : luhn(text));

const webUrl = (text) => {
  if (!/^https?:\/\//i.test(text) || /[\s<>"'`\\{}|^]/.test(text)) return false;
  const authority = text.slice(text.indexOf("//") + 2).split(/[/?#]/)[0];
  const [, host, port] = /^([^:@]*)(?::(\d*))?$/.exec(authority) ?? [];
  if (host === undefined || host.length > 253 || (port && !(port > 0 && port < 65536))) return false;
  return /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}])?)+$/u.test(host);
};

const timezone = (text) => {
  try {
    return /^[A-Z][A-Za-z_]+(?:\/[A-Za-z_+-]+[0-9]*)*$/.test(text) && Boolean(new Intl.DateTimeFormat("en", { timeZone: text }));
  } catch {
    return false;
  }
};

/** [code, test] by the name of a format; `patterns` are those of the network's country. */
export const formats = (patterns) => {
  const pattern = (name) => (text) => new RegExp(patterns[name]).test(text);
  return {
    "single-line": ["S017", (text) => !text.includes("\n")],
    "partial-date": ["S008", (text) => isDate(text, false)],
    "partial-datetime": ["S009", (text) => isDate(text, true)],
    "web-url": ["S010", webUrl],
    email: ["S011", pattern("email")],
    phone: ["S012", pattern("phone")],
    "international-phone": ["S012", pattern("international-phone")],
    postcode: ["S013", pattern("postcode")],
    siren: ["S014", siren],
    siret: ["S015", siret],
    rna: ["S016", pattern("rna")],
    timezone: ["S019", timezone],
  };
};

const ofText = (value, field, known) => {
  const size = [...value].length;
  if (field.max_length && size > field.max_length) return ["S005", { limit: field.max_length, size }];
  if (field.pattern && !new RegExp(field.pattern).test(value)) return ["S027"];
  const [code, test] = known[field.format] ?? [];
  if (code && !test(value)) return [code];
  return size < (field.min_length ?? 0) ? ["S006"] : null; // the form that is asked for says more than a length
};

const ofNumber = (value, field) => {
  if (typeof value !== "number") return ["S021"];
  if (value < field.minimum) return ["S026", { limit: field.minimum }];
  return value > field.maximum ? ["S026", { limit: field.maximum }] : null;
};

const CHOSEN = ["select", "radios", "yesno", "choices"];

/** [{path, code, params}] of all that is wrong with one value; `path` leads to it. */
const ofValue = (value, field, known, path) => {
  const { widget } = field;
  const said = (found) =>
    found ? [{ path, code: found[0], params: { field: field.title, value: String(value).slice(0, 60), ...found[1] } }] : [];
  if (value === undefined && widget === "group") return field.required ? problems({}, field, known, path) : [];
  if (value === undefined) return field.required ? said([CHOSEN.includes(widget) ? "choose" : "fill_in"]) : [];
  if (widget === "group" || widget === "part") return problems(value, field, known, path);
  if (widget === "list") {
    const long = value.length > field.max_items ? said(["S025", { limit: field.max_items, size: value.length }]) : [];
    return [...long, ...value.flatMap((item, index) => ofValue(item, field.item, known, [...path, index]))];
  }
  if (widget === "integer") return said(ofNumber(value, field));
  return typeof value === "string" ? said(ofText(value, field, known)) : [];
};

/** All that is wrong with a group of values. */
export const problems = (value, { fields, any = [], title }, known, path = []) => {
  const found = fields.flatMap((field) => ofValue(value[field.name], field, known, [...path, field.name]));
  if (any.length && !any.some((name) => value[name] !== undefined)) {
    const choices = fields.filter(({ name }) => any.includes(name)).map((field) => field.title).join(", ");
    found.push({ path: [...path, any[0]], code: "S020", params: { field: title, choices } });
  }
  return found;
};
