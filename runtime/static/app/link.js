// The page of a one-time link: puts what stands after "#" in the address into the form, and takes it out of the address,
// so that it stays neither in the history nor on the screen.
const control = document.querySelector("form[data-link] [name=token]");
const token = window.location.hash.slice(1);

if (control && token) {
  control.value = token;
  window.history.replaceState(null, "", window.location.pathname);
}
if (control?.value && !control.classList.contains("govuk-input--error")) {
  control.closest(".govuk-form-group").hidden = true;
}
