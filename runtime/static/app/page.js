// What every page needs beside htmx: the CSRF header, lost connections said aloud, the print button.

document.body.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRF-Token"] = token.content;
});

/** Show or hide the page's one line about the connection. */
function sayConnectionLost(lost) {
  const line = document.querySelector("[data-connection-lost]");
  if (line) line.hidden = !lost;
}

document.body.addEventListener("htmx:sendError", () => sayConnectionLost(true));
document.body.addEventListener("htmx:timeout", () => sayConnectionLost(true));
document.body.addEventListener("htmx:afterOnLoad", () => sayConnectionLost(false));

document.body.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// An officer who sends a wrong form by htmx is led to the summary of what is wrong, as on a full page.
document.body.addEventListener("htmx:afterSettle", (event) => {
  event.detail.elt.querySelector('[data-module="govuk-error-summary"]')?.focus();
});
