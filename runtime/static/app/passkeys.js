// Pages about passkeys: asks the browser to make or use one, and sends its answer with the form.
//
// A form says what it wants:
//   data-passkey="make" or "use", data-options with the server's question as JSON, a hidden control "credential",
//   and [data-passkey-trouble], shown when the browser gives nothing
function toBytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function toText(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const known = (one) => ({ ...one, id: toBytes(one.id) });

/** The server's question as the browser takes it. */
function question(options) {
  const asked = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) asked.user = { ...options.user, id: toBytes(options.user.id) };
  if (options.excludeCredentials) asked.excludeCredentials = options.excludeCredentials.map(known);
  if (options.allowCredentials) asked.allowCredentials = options.allowCredentials.map(known);
  return { publicKey: asked };
}

/** The browser's answer as JSON. */
function answer(credential) {
  const response = { clientDataJSON: toText(credential.response.clientDataJSON) };
  if (credential.response.attestationObject) {
    response.attestationObject = toText(credential.response.attestationObject);
    response.transports = credential.response.getTransports?.() ?? [];
  } else {
    response.authenticatorData = toText(credential.response.authenticatorData);
    response.signature = toText(credential.response.signature);
    if (credential.response.userHandle) response.userHandle = toText(credential.response.userHandle);
  }
  return JSON.stringify({ id: credential.id, rawId: toText(credential.rawId), type: credential.type, response });
}

async function ask(form) {
  const trouble = form.querySelector("[data-passkey-trouble]");
  trouble.hidden = true;
  try {
    const asked = question(JSON.parse(form.dataset.options));
    const given = await (form.dataset.passkey === "make"
      ? navigator.credentials.create(asked)
      : navigator.credentials.get(asked));
    form.elements.namedItem("credential").value = answer(given);
    form.submit();
  } catch {
    // No passkey here, taken back, or too late: the browser does not say which, and the person knows.
    trouble.hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form);
  });
}
