// What the controls of a form hold at this moment, as plain values by field. Reads only; the server reads the same
// controls again and decides.

const TRUE = new Set(["true", "si", "sí", "yes", "on", "1"]);
const FALSE = new Set(["false", "no", "off", "0"]);

/** The texts of one control; none for an unchecked box or a disabled control. */
function textsOf(control) {
  if (control.disabled || control.type === "button" || control.type === "submit") return [];
  if (control.type === "checkbox" || control.type === "radio") return control.checked ? [control.value] : [];
  if (control.type === "file") return [...control.files].map((file) => file.name);
  if (control.tagName === "SELECT") return [...control.selectedOptions].map((option) => option.value);
  return [control.value.trim()];
}

/** Texts by part of a field: controls are called `field` (the part is "") or `field.part`. */
function partsOf(container, field) {
  const parts = new Map();
  for (const control of container.querySelectorAll("input, select, textarea")) {
    if (control.name !== field && !control.name.startsWith(`${field}.`)) continue;
    const part = control.name.slice(field.length + 1);
    const texts = textsOf(control).filter((text) => text !== "");
    parts.set(part, [...(parts.get(part) ?? []), ...texts]);
  }
  return parts;
}

/** A number as people write it: 1,234.50 and 1234,5 alike. */
function plainNumber(text) {
  const bare = text.replace(/[\s\u00a0]/g, "");
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)) return bare.replaceAll(",", "");
  return bare.replace(",", ".");
}

/** How far a zone is ahead of UTC at a moment, in milliseconds. */
function offset(zone, moment) {
  const shown = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(moment);
  const at = Object.fromEntries(shown.map(({ type, value }) => [type, Number(value)]));
  const local = Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second);
  return local - Math.floor(moment.getTime() / 1000) * 1000;
}

/** A time on the wall clock of a zone as a moment: the second look settles the hours around a clock change. */
export function instant(wall, zone) {
  const utc = new Date(`${wall}Z`).getTime();
  const guess = utc - offset(zone, new Date(utc));
  return new Date(utc - offset(zone, new Date(guess)));
}

/** The day in a zone, as 2026-11-24. */
export function dayIn(zone, moment) {
  return new Date(moment.getTime() + offset(zone, moment)).toISOString().slice(0, 10);
}

function padded(text) {
  return text.padStart(2, "0");
}

/** A date, or a moment when a time stands beside it; "" unless it is whole and exists. */
function moment(parts, zone) {
  const first = (part) => parts.get(part)?.[0] ?? "";
  let text = first("") || first("date");
  if (first("day") && first("month") && first("year")) {
    text = `${first("year").padStart(4, "0")}-${padded(first("month"))}-${padded(first("day"))}`;
  }
  const time = first("time") || (first("hour") && `${padded(first("hour"))}:${padded(first("minute") || "0")}`);
  if (time) text = `${text}T${time}`;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) {
    const date = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : "";
  }
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)) {
    return Number.isNaN(new Date(`${text}Z`).getTime()) ? "" : instant(text, zone).toISOString();
  }
  return "";
}

/** One text as a value of a CEL type; "" when it is none. */
function scalar(text, type) {
  if (type === "int") return /^[+-]?\d+$/.test(text.replace(/[\s,]/g, "")) ? text.replace(/[\s,]/g, "") : "";
  if (type === "double") return text !== "" && Number.isFinite(Number(plainNumber(text))) ? plainNumber(text) : "";
  if (type === "bool") return TRUE.has(text) ? true : FALSE.has(text) ? false : "";
  return text;
}

/** The rows of a group in which something is typed, by number: conditions ask whether and how many. */
function filledRows(parts) {
  const filled = [...parts].filter(([part, texts]) => /^\d+\./.test(part) && texts.length);
  return [...new Set(filled.map(([part]) => part.split(".")[0]))];
}

/**
 * The value of one field.
 *
 * @param {Element} container what holds the field's controls
 * @param {string} field
 * @param {string|Object<string, string>} type the field's CEL type, or its parts' types
 * @param {string} zone the time zone in which moments are typed
 */
export function valueOf(container, field, type, zone) {
  const parts = partsOf(container, field);
  if (type === "list(string)") return parts.get("") ?? filledRows(parts);
  if (type === "timestamp") return moment(parts, zone);
  if (typeof type === "string") return scalar(parts.get("")?.[0] ?? "", type);
  const read = ([part, of]) => {
    const own = new Map([...parts].filter(([name]) => name === part || name.startsWith(`${part}.`)));
    const bare = new Map([...own].map(([name, texts]) => [name.slice(part.length + 1), texts]));
    return [part, of === "timestamp" ? moment(bare, zone) : scalar(bare.get("")?.[0] ?? "", of)];
  };
  return Object.fromEntries(Object.entries(type).map(read));
}

/** Why a field has no answer, if that is what was chosen; "" otherwise. */
export function unknownOf(container, field) {
  return partsOf(container, field).get("unknown")?.[0] ?? "";
}
