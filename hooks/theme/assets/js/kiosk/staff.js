// What staff see after holding a corner for five seconds, and after their code where the display has one: build, time,
// storage, what happened, the log as a code for their phone. Changes nothing.
const HOLD = 5_000;
const OPEN = 60_000; // then it closes by itself
const LINES = 12;

export class Staff {
  #timer = 0;
  #typed = "";

  /** `facts` gives texts by the names of the panel's rows; `journal` what has happened; `code` digits, or nothing. */
  constructor({ corner, panel, lock, code, facts, journal }) {
    this.panel = panel;
    this.lock = lock;
    this.code = code;
    this.facts = facts;
    this.journal = journal;
    corner.addEventListener("pointerdown", () => this.#wait(() => this.#ask(), HOLD));
    for (const type of ["pointerup", "pointercancel", "pointerleave"]) {
      corner.addEventListener(type, () => this.panel.hidden && this.lock.hidden && clearTimeout(this.#timer));
    }
    for (const key of lock.querySelectorAll("[data-digit]")) key.addEventListener("click", () => this.#type(key.dataset.digit));
    for (const key of [panel, lock].map((one) => one.querySelector("[data-do=close]"))) key.addEventListener("click", () => this.close());
    panel.querySelector("[data-do=save]").addEventListener("click", () => this.#save());
    panel.querySelector("[data-do=reload]").addEventListener("click", () => location.reload());
  }

  async open() {
    this.lock.hidden = true;
    this.panel.hidden = false;
    this.#wait(() => this.close(), OPEN);
    const facts = await this.facts();
    for (const row of this.panel.querySelectorAll("[data-fact]")) row.textContent = facts[row.dataset.fact] ?? "";
    this.panel.querySelector("[data-part=lines]").textContent = this.journal.last(LINES).map((line) => line.join(" ")).join("\n");
    const { MOST, VIEW, pathOf } = await import("./qr.js"); // only staff need it: the outer page stays small
    const head = `${facts.build}\n${facts.time}\n`;
    const modules = this.panel.querySelector("[data-part=modules]");
    modules.setAttribute("d", pathOf(head + this.journal.brief(MOST - new TextEncoder().encode(head).length)));
    modules.ownerSVGElement.setAttribute("viewBox", VIEW);
  }

  close() {
    clearTimeout(this.#timer);
    this.panel.hidden = true;
    this.lock.hidden = true;
  }

  #ask() {
    this.#typed = "";
    this.lock.dataset.typed = "";
    if (!this.code) {
      this.open();
      return;
    }
    this.lock.hidden = false;
    this.#wait(() => this.close(), OPEN);
  }

  #type(digit) {
    this.#typed += digit;
    if (this.#typed === this.code) this.open();
    else if (this.#typed.length >= this.code.length) this.#typed = "";
    this.lock.dataset.typed = "●".repeat(this.#typed.length);
  }

  /** The whole log as a file on the device: what was shown on which day, and what happened. */
  #save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.journal.text], { type: "application/json" }));
    link.download = "kiosk-log.json";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  #wait(act, time) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, time);
  }
}
