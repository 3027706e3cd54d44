// A ring log on the device itself: what was shown how often on which day, the last errors and changes. Sends nothing.
import { dayOf } from "./../moment.js";

const KEY = "hub-kiosk-journal";
const DAYS = 35;
const LINES = 200;

export class Journal {
  #shown = {};
  #lines = [];
  #today = ["", {}];
  #storage;

  constructor(storage) {
    this.#storage = storage;
    try {
      const kept = JSON.parse(storage.getItem(KEY) ?? "{}");
      this.#shown = kept.shown ?? {};
      this.#lines = kept.lines ?? [];
    } catch {
      // a damaged log begins anew
    }
  }

  /** Count a slide. */
  shown(id, now) {
    const day = dayOf(now);
    if (this.#today[0] !== day) {
      this.#shown[day] ??= {};
      this.#today = [day, this.#shown[day]];
      for (const old of Object.keys(this.#shown).sort().slice(0, -DAYS)) delete this.#shown[old];
    }
    this.#today[1][id] = (this.#today[1][id] ?? 0) + 1;
  }

  /** Note that something happened: "error", "build", "time", "start", "recovery". */
  note(kind, text, now) {
    this.#lines.push([new Date(now).toISOString(), kind, String(text).slice(0, 200)]);
    if (this.#lines.length > LINES) this.#lines.splice(0, this.#lines.length - LINES);
  }

  /** The last lines, newest first. */
  last(count) {
    return this.#lines.slice(-count).reverse();
  }

  /** How many slides were shown on the last day, and everything as JSON. */
  get count() {
    return Object.values(this.#today[1]).reduce((sum, one) => sum + one, 0);
  }

  get text() {
    return JSON.stringify({ shown: this.#shown, lines: this.#lines });
  }

  /** Write it down; a full storage only loses the log. */
  save() {
    try {
      this.#storage.setItem(KEY, this.text);
    } catch {
      this.#lines.length = Math.min(this.#lines.length, 50);
    }
  }
}
