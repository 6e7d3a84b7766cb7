// What every page needs beside htmx: the CSRF header, lost connections said aloud, the buttons that print and copy.

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

/** Copy a text that is shown only once, and say so; where the browser lets no page copy, select it. */
async function copy(button) {
  const shown = document.getElementById(button.dataset.copy);
  window.getSelection()?.selectAllChildren(shown);
  if (!navigator.clipboard) return;
  await navigator.clipboard.writeText(shown.textContent.trim());
  button.textContent = button.dataset.copied;
}

document.body.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
  const copier = event.target.closest("[data-copy]");
  if (copier) copy(copier);
});

// An officer who sends a wrong form by htmx is led to the summary of what is wrong, as on a full page.
document.body.addEventListener("htmx:afterSettle", (event) => {
  event.detail.elt.querySelector('[data-module="govuk-error-summary"]')?.focus();
});
