// <hub-stale>: says that nobody has renewed the site, once data-days whole days have passed since the day it was built.
import { DAY, midnightOf } from "./moment.js";

class HubStale extends HTMLElement {
  connectedCallback() {
    this.leaving = new AbortController();
    document.addEventListener("hub-moment", (event) => this.update(event.detail), { signal: this.leaving.signal });
    this.update(Date.now());
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  update(now) {
    this.hidden = now < midnightOf(this.dataset.built) + (Number(this.dataset.days) + 1) * DAY;
  }
}

customElements.define("hub-stale", HubStale);
