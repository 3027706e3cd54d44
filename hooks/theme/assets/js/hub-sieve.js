// <hub-sieve>: narrows the lists of events within it by the conditions of its form, which stand in the address.
// Without scripts the form stays hidden and every event is in its list.
import { fill } from "./calendar-draw.js";
import { askedOf, chosenIn, fits, putInto, searchWith } from "./sieve.js";

class HubSieve extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form.hub-sieve");
    if (!this.form) return;
    this.leaving = new AbortController();
    const on = (target, name, act) => target.addEventListener(name, act, { signal: this.leaving.signal });
    this.form.hidden = false;
    on(this.form, "change", () => this.choose(chosenIn(this.form)));
    on(this.form, "submit", (event) => event.preventDefault());
    on(this.form, "reset", (event) => {
      event.preventDefault();
      this.choose({});
      this.form.querySelector("select").focus();
    });
    on(window, "popstate", () => this.show());
    on(document, "hub-moment", () => this.narrow()); // rows may have moved, and this weekend's are copies
    this.show();
  }

  disconnectedCallback() {
    this.leaving?.abort();
  }

  choose(chosen) {
    const search = searchWith(location.search, this.form, chosen);
    history.pushState(null, "", search ? `?${search}` : location.pathname);
    this.show();
  }

  show() {
    this.chosen = askedOf(location.search, this.form);
    putInto(this.form, this.chosen);
    this.narrow();
    const count = new Set([...this.rows].filter((row) => !row.matches("[data-sieved], [hidden]")).map(addressOf)).size;
    const isNarrowed = Object.keys(this.chosen).length > 0;
    const said = this.querySelector("[role=status]");
    said.textContent = isNarrowed ? fill(count ? said.dataset.some : said.dataset.none, { count }) : "";
    for (const rest of this.querySelectorAll("details.hub-rest:has(.hub-event)")) rest.open = isNarrowed;
  }

  narrow() {
    for (const row of this.rows) row.toggleAttribute("data-sieved", !fits(row.dataset.marks, this.chosen));
    for (const section of this.querySelectorAll(".hub-section:has(.hub-event)")) {
      section.toggleAttribute("data-sieved", !section.querySelector(".hub-event:not([data-sieved])"));
    }
  }

  get rows() {
    return this.querySelectorAll(".hub-event[data-marks]");
  }
}

const addressOf = (row) => row.querySelector("a").href;

customElements.define("hub-sieve", HubSieve);
