// Form pages: saves what is being typed on the server after a moment of quiet, and when the page goes out of sight.
//
// The form says where and in which words:
//   data-draft-url                    where to post; the server answers 2xx, and 401 or 403 when the session is over
//   data-draft-saving, -saved ({time}), -failed, -signed-out    the texts of [data-draft-status] inside the form
const QUIET = 1500;
const RETRY = 15000;
const KEEPALIVE_LIMIT = 60000; // Browsers refuse longer bodies in requests that outlive their page.

class Draft {
  #timer = 0;
  #typed = ""; // The last body sent and accepted.
  #isSending = false;
  #isLeaving = false;
  #hasFailed = false;

  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-draft-status]");
    this.#typed = this.body();
  }

  start() {
    const { form } = this;
    form.addEventListener("input", () => this.wait(QUIET));
    form.addEventListener("change", () => this.wait(QUIET));
    form.addEventListener("submit", () => this.leave());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.save();
    });
    window.addEventListener("online", () => this.save());
    document.addEventListener("acompana:keep", () => this.save());
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) this.#isLeaving = false;
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.#hasFailed && !this.#isLeaving && this.body() !== this.#typed) event.preventDefault();
    });
  }

  /** The named values of the form, without files, passwords and the session's token. */
  body() {
    const values = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      const isSecret = this.form.querySelector(`[type="password"][name="${CSS.escape(name)}"]`);
      if (typeof value === "string" && name !== "csrf_token" && !isSecret) values.append(name, value);
    }
    return values.toString();
  }

  wait(time) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), time);
  }

  /** The form itself is being sent: nothing to keep. A submission that was stopped takes drafts up again. */
  leave() {
    clearTimeout(this.#timer);
    this.#isLeaving = true;
    setTimeout(() => {
      this.#isLeaving = false;
    }, RETRY);
  }

  async save() {
    clearTimeout(this.#timer);
    const body = this.body();
    if (this.#isLeaving || body === this.#typed) return;
    if (this.#isSending) {
      this.wait(QUIET);
      return;
    }
    this.#isSending = true;
    this.say("draftSaving");
    try {
      this.took(await this.post(body), body);
    } catch {
      this.failed();
    } finally {
      this.#isSending = false;
    }
  }

  post(body) {
    const token =
      this.form.elements.namedItem("csrf_token")?.value ??
      document.querySelector('meta[name="csrf-token"]')?.content ??
      "";
    return fetch(this.form.dataset.draftUrl, {
      method: "POST",
      body,
      credentials: "same-origin",
      redirect: "manual",
      keepalive: body.length < KEEPALIVE_LIMIT,
      headers: {
        "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
        "X-CSRF-Token": token,
        "X-Requested-With": "fetch",
      },
    });
  }

  took(response, body) {
    if (response.ok) {
      this.#typed = body;
      this.#hasFailed = false;
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      this.say("draftSaved", time);
    } else if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) {
      this.#hasFailed = true;
      this.say("draftSignedOut");
    } else {
      this.failed();
    }
  }

  failed() {
    this.#hasFailed = true;
    this.say("draftFailed");
    this.wait(RETRY);
  }

  say(what, time = "") {
    if (!this.status) return;
    this.status.textContent = (this.form.dataset[what] ?? "").replace("{time}", time);
    this.status.classList.toggle("acompana-status--problem", this.#hasFailed && what !== "draftSaving");
  }
}

/** Start every form that says where its drafts go. */
function start() {
  for (const form of document.querySelectorAll("form[data-draft-url]:not([data-draft-started])")) {
    form.dataset.draftStarted = "";
    new Draft(form).start();
  }
}

start();
document.body.addEventListener("htmx:load", start);
