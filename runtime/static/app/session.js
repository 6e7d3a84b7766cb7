// Every page of somebody signed in: warns two minutes before the session ends, and covers the page when it has ended.
//
// <dialog data-session> says how long (data-idle, data-longest, in seconds) and in which words; inside it
// [data-session-title], [data-session-words], [data-session-said] for screen readers, [data-session-stay], and
// [data-session-sign-in], a link. What was typed is not lost: forms with a draft save it, others are sent, and the
// server keeps what they held until their sender has signed in again.
const WARNING = 120;
const RETRY = 20;
const SPOKEN = new Set([120, 60, 20]);

class SessionClock {
  #timer = 0;
  #left = 0;
  #touched = null; // The form last typed into.

  constructor(dialog) {
    this.dialog = dialog;
    this.part = (name) => dialog.querySelector(`[data-session-${name}]`);
  }

  start() {
    const { dialog } = this;
    document.addEventListener("input", (event) => {
      this.#touched = event.target.form ?? this.#touched;
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && !dialog.open) this.look();
    });
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (!this.isOver) this.stay();
    });
    this.part("stay").addEventListener("click", () => this.stay());
    this.part("sign-in").addEventListener("click", (event) => this.signIn(event));
    this.wait(Math.min(Number(dialog.dataset.idle), Number(dialog.dataset.longest)) - WARNING);
  }

  wait(seconds) {
    clearTimeout(this.#timer);
    // A browser counts no further than about 24 days; a session is shorter than that.
    this.#timer = setTimeout(() => this.look(), Math.max(seconds, 1) * 1000);
  }

  /** Ask how long the session really lasts: other windows and what htmx sends keep it open too. */
  async look(method = "GET") {
    const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
    try {
      const answer = await fetch(method === "GET" ? "/session" : "/session/stay", {
        method,
        redirect: "manual",
        headers: { "X-CSRF-Token": token },
      });
      this.take(answer.ok ? await answer.json() : { idle: 0, longest: 0 });
    } catch {
      this.wait(RETRY);
    }
  }

  take({ idle, longest }) {
    const left = Math.min(idle, longest);
    if (left <= 0) this.over();
    else if (left > WARNING) {
      this.dialog.close();
      this.wait(left - WARNING);
    } else this.warn(left, longest <= idle);
  }

  warn(left, isLongest) {
    const { dialog } = this;
    document.dispatchEvent(new CustomEvent("acompana:keep"));
    this.words = isLongest ? dialog.dataset.longestWords : dialog.dataset.idleWords;
    this.part("stay").textContent = isLongest ? dialog.dataset.understood : dialog.dataset.stay;
    this.isLongest = isLongest;
    this.#left = left;
    if (!dialog.open) dialog.showModal();
    this.count();
  }

  count() {
    clearTimeout(this.#timer);
    if (this.#left <= 0) {
      this.look();
      return;
    }
    const words = this.words.replace("{time}", this.time());
    this.part("words").textContent = words;
    if (SPOKEN.has(this.#left)) this.part("said").textContent = words;
    this.#left -= 1;
    this.#timer = setTimeout(() => this.count(), 1000);
  }

  time() {
    if (this.#left > 60) return this.dialog.dataset.twoMinutes;
    if (this.#left > 59) return this.dialog.dataset.oneMinute;
    return this.dialog.dataset.seconds.replace("{count}", this.#left);
  }

  stay() {
    if (this.isLongest) {
      this.dialog.close();
      this.wait(this.#left);
    } else this.look("POST");
  }

  /** Cover what is on the screen: whoever comes by now is not its reader. */
  over() {
    clearTimeout(this.#timer);
    const { dialog } = this;
    this.isOver = true;
    dialog.classList.add("acompana-session--over");
    this.part("title").textContent = dialog.dataset.over;
    this.part("words").textContent = dialog.dataset.overWords;
    this.part("said").textContent = dialog.dataset.overWords;
    this.part("stay").hidden = true;
    this.part("sign-in").hidden = false;
    if (!dialog.open) dialog.showModal();
    this.part("sign-in").focus();
  }

  signIn(event) {
    const form = this.#touched;
    const back = new URL("/sign-in", location.origin);
    if (form?.isConnected && form.method === "post" && !form.dataset.draftUrl) {
      event.preventDefault();
      form.submit();
      return;
    }
    const draft = form?.dataset.draftUrl && form.elements.namedItem("draft")?.value;
    const here = location.pathname + location.search;
    const next = draft ? `${draft}${draft.includes("?") ? "&" : "?"}draft=continue` : here;
    back.searchParams.set("next", next);
    back.searchParams.set(draft ? "kept" : "ended", "1");
    event.currentTarget.href = back.pathname + back.search;
  }
}

const dialog = document.querySelector("dialog[data-session]");
if (dialog) new SessionClock(dialog).start();
