// What staff see after holding a corner for five seconds: build, time, storage, what happened. Changes nothing.
const HOLD = 5_000;
const OPEN = 60_000; // then it closes by itself
const LINES = 12;

export class Staff {
  #timer = 0;

  /** `facts` gives [[name, text], …] by the names of the panel's rows; `journal` what has happened. */
  constructor({ corner, panel, facts, journal }) {
    this.panel = panel;
    this.facts = facts;
    this.journal = journal;
    corner.addEventListener("pointerdown", () => this.#wait(() => this.open(), HOLD));
    for (const type of ["pointerup", "pointercancel", "pointerleave"]) {
      corner.addEventListener(type, () => this.panel.hidden && clearTimeout(this.#timer));
    }
    panel.querySelector("[data-do=close]").addEventListener("click", () => this.close());
    panel.querySelector("[data-do=save]").addEventListener("click", () => this.#save());
    panel.querySelector("[data-do=reload]").addEventListener("click", () => location.reload());
  }

  async open() {
    this.panel.hidden = false;
    this.#wait(() => this.close(), OPEN);
    const facts = await this.facts();
    for (const row of this.panel.querySelectorAll("[data-fact]")) row.textContent = facts[row.dataset.fact] ?? "";
    this.panel.querySelector("[data-part=lines]").textContent = this.journal.last(LINES).map((line) => line.join(" ")).join("\n");
  }

  /** The whole log as a file on the device: what was shown on which day, and what happened. */
  #save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.journal.text], { type: "application/json" }));
    link.download = "kiosk-log.json";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  close() {
    clearTimeout(this.#timer);
    this.panel.hidden = true;
  }

  #wait(act, time) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, time);
  }
}
