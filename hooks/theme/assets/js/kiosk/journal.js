// A ring log on the device itself: what was shown how often on which day, the last errors and changes. Sends nothing.
import { dayOf } from "./../moment.js";

const KEY = "hub-kiosk-journal";
const DAYS = 35;
const LINES = 200;
const BRIEF = 14;

/** An instant in Japan's time: 2026-11-20T09:00:00+09:00. */
export function stampOf(now) {
  return `${new Date(now + 9 * 3_600_000).toISOString().slice(0, 19)}+09:00`;
}

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
    this.#lines.push([stampOf(now), kind, String(text).slice(0, 200)]);
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

  /** How many slides on each of the last days, then what happened, newest first: as much as `most` bytes hold. */
  brief(most) {
    const days = Object.entries(this.#shown).sort().reverse().slice(0, BRIEF);
    const sums = days.map(([day, ids]) => `${day} ${Object.values(ids).reduce((sum, one) => sum + one, 0)}`);
    let text = "";
    for (const line of [...sums, ...this.last(LINES).map(([stamp, ...rest]) => [stamp.slice(5, 16), ...rest].join(" "))]) {
      const next = `${text}${line}\n`;
      if (new TextEncoder().encode(next).length > most) break;
      text = next;
    }
    return text;
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
