// Conditions in CEL as the browser evaluates them: typed, with empty fields left out. Must give the answers the server
// gives (tests/expressions/vectors.json); must not touch the page.
import { Environment } from "../cel.js";

const CONVERT = {
  string: String,
  int: (value) => BigInt(value),
  double: Number,
  bool: Boolean,
  timestamp: (value) => new Date(value),
  "list(string)": (value) => [...value],
};

const NAMES = { timestamp: "google.protobuf.Timestamp", "list(string)": "list<string>" };

/** A CEL type as cel-js writes it. */
function nameOf(type) {
  return NAMES[type] ?? type;
}

function declare(environment, name, type) {
  if (typeof type === "string") {
    environment.registerVariable(name, nameOf(type));
    return;
  }
  const schema = Object.fromEntries(Object.entries(type).map(([part, of]) => [part, nameOf(of)]));
  environment.registerVariable({ name, schema });
}

/** A plain value as CEL wants it; a value of several parts part by part, empty parts left out. */
function convert(value, type) {
  if (typeof type === "string") return CONVERT[type](value);
  const parts = Object.entries(value).filter(([part, held]) => isFilled(held) && part in type);
  return Object.fromEntries(parts.map(([part, held]) => [part, CONVERT[type[part]](held)]));
}

/** Whether there is a value. `false` and 0 are values; empty text and an empty list are none. */
export function isFilled(value) {
  if (value === null || value === undefined || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  if (Object.getPrototypeOf(value) === Object.prototype) return Object.values(value).some(isFilled);
  return true;
}

/** Compiles conditions over fields of known types, once, and answers them for the values of the moment. */
export class Conditions {
  #environment = new Environment();
  #types;
  #programs = new Map();

  /** @param {Object<string, string|Object<string, string>>} types the CEL type of each field, or of its parts */
  constructor(types) {
    this.#types = types;
    for (const [name, type] of Object.entries(types)) declare(this.#environment, name, type);
    this.#environment
      .registerVariable("filled", "map<string, bool>")
      .registerVariable("unknown", "map<string, string>")
      .registerVariable("now", NAMES.timestamp)
      .registerVariable("today", NAMES.timestamp);
  }

  /**
   * The data of one evaluation from plain values.
   *
   * @param {Object} values by field; empty ones count as absent
   * @param {{unknown?: Object<string, string>, now: Date, today: string}} moment
   */
  data(values, { unknown = {}, now, today }) {
    const data = { unknown, now, today: new Date(today), filled: {} };
    for (const [name, type] of Object.entries(this.#types)) {
      data.filled[name] = isFilled(values[name]);
      if (data.filled[name]) data[name] = convert(values[name], type);
    }
    return data;
  }

  /** True, false, or null when what is filled in does not decide it. */
  answer(expression, data) {
    try {
      if (!this.#programs.has(expression)) this.#programs.set(expression, this.#environment.parse(expression));
      const result = this.#programs.get(expression)(data);
      return typeof result === "boolean" ? result : null;
    } catch {
      return null;
    }
  }

  /** Whether a condition holds: what is not true does not. */
  holds(expression, data) {
    return this.answer(expression, data) === true;
  }
}
