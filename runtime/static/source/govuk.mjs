// The GOV.UK Frontend components our pages use, started on load and again for every part htmx brings in.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  isSupported,
} from "govuk-frontend";

const COMPONENTS = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
];

/** Start every component not yet started. Texts come from their data-i18n.* attributes, in the page's language. */
function start() {
  for (const Component of COMPONENTS) {
    const name = Component.moduleName;
    const waiting = document.querySelectorAll(`[data-module="${name}"]:not([data-${name}-init])`);
    for (const element of waiting) new Component(element);
  }
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
if (isSupported()) {
  start();
  document.body.addEventListener("htmx:load", start);
}
