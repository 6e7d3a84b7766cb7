// Form pages: an answer and a reason for having none exclude each other. Ticking a reason takes choices away, answering
// takes the reason away; what was typed is never deleted, the server asks about it. Without this script it asks about both.

/** Whether a control holds an answer of its field. */
function answers(control, field) {
  return control.name === field || (control.name.startsWith(`${field}.`) && !/\.(unknown|search|confirm)$/.test(control.name));
}

function follow({ target }) {
  const field = target.closest?.("[data-field]")?.dataset.field;
  if (!field) return;
  const controls = [...target.closest("[data-field]").querySelectorAll("input, select, textarea")];
  const reasons = controls.filter((control) => control.name === `${field}.unknown`);
  if (reasons.includes(target)) {
    if (!target.checked) return;
    for (const other of reasons) if (other !== target) other.checked = false;
    for (const control of controls.filter((one) => answers(one, field))) {
      if (control.type === "radio" || control.type === "checkbox") control.checked = false;
      else if (control.tagName === "SELECT") control.value = "";
    }
  } else if (answers(target, field) && target.value) {
    for (const reason of reasons) reason.checked = false;
  }
}

// Before the form's own listeners, which read what then stands.
document.addEventListener("input", follow, true);
document.addEventListener("change", follow, true);
