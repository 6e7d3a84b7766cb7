// Form pages: shows the fields whose condition holds and hides the others, without a page load. Hidden fields keep what
// was typed; the server clears them when the form is saved. Without this script every field is shown.
//
// Reads <script type="application/json" id="conditions">:
//   fields  [{name, type, visible, required, options}]  type is the CEL type, or the CEL types of the parts; options
//           {part: {code: condition}} are those offered only while their condition holds
//   types   {name: type}    further names conditions may read (the main person, fields that are not on this page)
//   values  {name: value}   their values;  unknown {name: reason}  their reasons
//   zone    the office's time zone;  now  the server's clock, as ISO text
import { Conditions } from "./expressions.js";
import { dayIn, unknownOf, valueOf } from "./values.js";

class ConditionalForm {
  constructor(form, plan) {
    this.form = form;
    this.plan = plan;
    this.fields = plan.fields.map((field) => ({
      ...field,
      container: form.querySelector(`[data-field="${CSS.escape(field.name)}"]`),
    }));
    this.here = this.fields.filter((field) => field.container);
    const types = Object.fromEntries(plan.fields.map(({ name, type }) => [name, type]));
    this.conditions = new Conditions({ ...plan.types, ...types });
    this.status = form.querySelector("[data-conditions-status]");
    this.skew = plan.now ? new Date(plan.now).getTime() - Date.now() : 0;
  }

  /** Everything the conditions may read, with the fields in `hidden` left out. */
  data(typed, reasons, hidden) {
    const now = new Date(Date.now() + this.skew);
    const values = { ...this.plan.values };
    const unknown = { ...this.plan.unknown };
    for (const { name } of this.here) {
      delete values[name];
      delete unknown[name];
      if (hidden.has(name)) continue;
      values[name] = reasons[name] ? "" : typed[name];
      if (reasons[name]) unknown[name] = reasons[name];
    }
    return this.conditions.data(values, { unknown, now, today: dayIn(this.plan.zone, now) });
  }

  /** Which fields are hidden. One that is counts as empty for the others, so the answer is sought until it is stable. */
  settle() {
    const typed = {};
    const reasons = {};
    for (const { name, type, container } of this.here) {
      typed[name] = valueOf(container, name, type, this.plan.zone);
      reasons[name] = unknownOf(container, name);
    }
    let hidden = new Set();
    for (let round = 0; round <= this.here.length; round += 1) {
      const data = this.data(typed, reasons, hidden);
      const next = this.here.filter(({ visible }) => visible && !this.conditions.holds(visible, data));
      const names = new Set(next.map(({ name }) => name));
      const isStable = names.size === hidden.size && [...names].every((name) => hidden.has(name));
      hidden = names;
      if (isStable) break;
    }
    return { hidden, data: this.data(typed, reasons, hidden) };
  }

  /** Bring the page in line with what is typed. */
  apply() {
    const { hidden, data } = this.settle();
    const appeared = [];
    const disappeared = [];
    for (const { name, container, required, options } of this.here) {
      const isHidden = hidden.has(name);
      if (container.hidden !== isHidden) (isHidden ? disappeared : appeared).push(container);
      container.hidden = isHidden;
      if (required) mark(container, !isHidden && this.conditions.holds(required, data));
      if (options) this.offer(container, name, options, data);
    }
    for (const section of this.form.querySelectorAll("[data-section]")) {
      const inside = [...section.querySelectorAll("[data-field]")];
      section.hidden = inside.length > 0 && inside.every((container) => container.closest("[data-field][hidden]"));
      const entry = document.querySelector(`nav a[href="#section-${CSS.escape(section.dataset.section)}"]`);
      if (entry) entry.parentElement.hidden = section.hidden;
    }
    return { appeared, disappeared };
  }

  /** Offer the options whose condition holds. What is chosen stays in sight: the server says what is wrong with it. */
  offer(container, name, options, data) {
    for (const [part, conditions] of Object.entries(options)) {
      const control = part ? `${name}.${part}` : name;
      for (const [code, condition] of Object.entries(conditions)) {
        const fits = this.conditions.holds(condition, data);
        const value = CSS.escape(code);
        const named = `[name="${CSS.escape(control)}"]`;
        for (const option of container.querySelectorAll(`select${named} option[value="${value}"]`)) {
          option.hidden = option.disabled = !fits && !option.selected;
        }
        for (const box of container.querySelectorAll(`input${named}[value="${value}"]`)) {
          const item = box.closest(".govuk-radios__item, .govuk-checkboxes__item") ?? box.parentElement;
          item.hidden = !fits && !box.checked;
        }
      }
    }
  }

  /** As apply, after something the officer did: say it aloud and show where. */
  follow() {
    const { appeared, disappeared } = this.apply();
    for (const container of appeared) {
      container.classList.add("acompana-appeared");
      container.closest("details")?.setAttribute("open", "");
    }
    for (const container of disappeared) container.classList.remove("acompana-appeared");
    const said = [
      ...appeared.map((container) => this.say("shown", container)),
      ...disappeared.map((container) => this.say("hidden", container)),
    ].filter(Boolean);
    if (this.status && said.length) this.status.textContent = said.join(" ");
  }

  /** The sentence for one field, from the status element's data-shown or data-hidden text. */
  say(what, container) {
    const label = container.querySelector("legend, label")?.textContent.trim() ?? "";
    return label && (this.status?.dataset[what] ?? "").replace("{label}", label);
  }

  start() {
    this.apply();
    this.form.addEventListener("input", () => this.follow());
    this.form.addEventListener("change", () => this.follow());
    this.form.addEventListener("htmx:afterSettle", () => this.apply());
  }
}

/** Show that a field is asked for, or that it may be left empty. */
function mark(container, isRequired) {
  for (const element of container.querySelectorAll("[data-when-required]")) element.hidden = !isRequired;
  for (const element of container.querySelectorAll("[data-when-optional]")) element.hidden = isRequired;
  if (isRequired) container.closest("details")?.setAttribute("open", "");
  const controls = container.querySelectorAll('input:not([type="radio"], [type="checkbox"]), select, textarea');
  if (controls.length === 1) controls[0].ariaRequired = isRequired ? "true" : null;
}

/** Start the form whose conditions stand in the given part of the page. */
function start(root) {
  const source = root.querySelector("script#conditions:not([data-started])");
  const form = source?.closest("form");
  if (!form) return;
  source.dataset.started = "";
  new ConditionalForm(form, { values: {}, unknown: {}, types: {}, zone: "UTC", ...JSON.parse(source.textContent) }).start();
}

start(document);
document.body.addEventListener("htmx:load", () => start(document));
