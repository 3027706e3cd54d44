// <hub-weekend>: this weekend's events, taken from the rows of what is to come. Without scripts it stays hidden.
import { fallsWithin, readRuns, weekendAt } from "./moment.js";

class HubWeekend extends HTMLElement {
  connectedCallback() {
    this.leaving = new AbortController();
    document.addEventListener("hub-moment", (event) => this.update(event.detail), { signal: this.leaving.signal });
    this.lead ??= this.querySelector(".hub-section__lead");
    this.words ??= this.lead.textContent;
    this.update(Date.now());
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  update(now) {
    const [from, to] = weekendAt(now);
    const all = [...document.querySelectorAll("[data-list=ahead] > .hub-event:not([hidden])")];
    const rows = all.filter((row) => isWithin(row, from, to, now));
    this.querySelector("ol").replaceChildren(...rows.map((row) => row.cloneNode(true)));
    this.querySelector("ol").hidden = !rows.length;
    this.lead.textContent = rows.length ? this.words : this.dataset.none;
    this.hidden = !all.length;
  }
}

function isWithin(row, from, to, now) {
  return [...row.querySelectorAll("time[data-ends]")].some(
    (time) =>
      !["cancelled", "postponed"].includes(time.dataset.status) &&
      fallsWithin(readRuns(time.dataset.starts, time.dataset.ends), from, to, now),
  );
}

customElements.define("hub-weekend", HubWeekend);
