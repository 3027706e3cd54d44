// まちを探す: narrows the list of partners by words and facets, and keeps what was chosen in the address.
// Every word stands in the page; its list is never touched, what is found is copied into a list beside it.

import { find } from "./matching.js";
import { said } from "./said.js";
import { load, root } from "./search-data.js";

const FACETS = ["bond", "framework", "pref"];
const MANY = 24; // cards shown before the reader asks for more
const REST = 200; // ms without typing before the address is written
const PAUSE = 700; // ms without typing before the number of towns is read out

class HubFinder extends HTMLElement {
  #listening;
  #entries;
  #chosen = "";
  #timer = 0;
  #writing = 0;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.form = this.querySelector("[data-form]");
    this.list = this.querySelector("[data-list]");
    this.found = this.querySelector("[data-found-list]");
    this.said = new Map();
    this.groups = this.#readGroups();
    this.form.addEventListener("focusin", () => this.#ready(), { signal });
    this.form.addEventListener("input", (event) => this.#onInput(event), { signal });
    this.form.addEventListener("submit", (event) => this.#onSubmit(event), { signal });
    this.addEventListener("click", (event) => this.#onClick(event), { signal });
    window.addEventListener("popstate", () => this.#fromAddress(), { signal });
    this.#fromAddress();
  }

  disconnectedCallback() {
    this.#listening.abort();
    clearTimeout(this.#timer);
    clearTimeout(this.#writing);
  }

  /** Groups as they stand: heading, its number, and cards by the address of their partner. */
  #readGroups() {
    const groups = [];
    for (const node of this.list.children) {
      if (node.matches("[data-group]")) groups.push({ heading: node, cards: [] });
      else if (node.matches(".hub-card")) groups.at(-1).cards.push(node);
    }
    return groups;
  }

  async #ready() {
    if (this.#entries) return;
    const entries = (await load("search")).filter((entry) => entry.facets);
    const byPath = new Map(entries.map((entry) => [new URL(entry.address.slice(1), root).pathname, entry]));
    this.cards = new Map();
    this.groups.forEach((group, position) => {
      const isTown = !group.heading.hasAttribute("data-others");
      for (const card of group.cards) {
        const entry = byPath.get(card.querySelector("a").pathname);
        if (entry) this.cards.set(entry, { card, group, position, isTown });
      }
    });
    this.#entries = entries.filter((entry) => this.cards.has(entry));
  }

  get #choice() {
    const data = new FormData(this.form);
    return { q: (data.get("q") ?? "").trim(), ...Object.fromEntries([...FACETS, "order"].map((name) => [name, data.get(name) ?? ""])) };
  }

  /** The choice as the address says it; what is as at first is left out. */
  #query(choice) {
    const given = Object.entries(choice).filter(([, value]) => value);
    return given.length ? `?${new URLSearchParams(given)}` : "";
  }

  #onInput(event) {
    if (this.#query(this.#choice) === this.#chosen) return;
    this.#show();
    clearTimeout(this.#writing);
    const isTyping = event.target.name === "q";
    if (isTyping) this.#writing = setTimeout(() => this.#write(true), REST);
    else this.#write(false);
  }

  /** Keeps the choice in the address; all that is typed in a row is one step back. */
  #write(isTyping) {
    const query = this.#query(this.#choice);
    if (query === location.search) return;
    const method = isTyping && history.state?.isTyping ? "replaceState" : "pushState";
    history[method]({ isTyping }, "", query || location.pathname);
  }

  #onSubmit(event) {
    event.preventDefault();
    this.#write(false);
    this.#show();
    this.list.closest("[data-results]").scrollIntoView({ block: "nearest" });
  }

  #onClick({ target }) {
    const toggle = target.closest("[data-toggle]");
    if (toggle) toggle.setAttribute("aria-expanded", String(toggle.getAttribute("aria-expanded") !== "true"));
    else if (target.closest("[data-reset]")) this.#reset();
    else if (target.closest("[data-more]")) this.#showMore();
  }

  #showMore() {
    const last = this.found.lastElementChild;
    this.#more(Infinity);
    last.nextElementSibling.querySelector("a").focus();
  }

  #reset() {
    history.pushState({}, "", location.pathname);
    this.#fromAddress();
    this.form.elements.q.focus();
  }

  #fromAddress() {
    const given = new URLSearchParams(location.search);
    this.form.elements.q.value = given.get("q") ?? "";
    for (const name of [...FACETS, "order"]) {
      const radios = [...this.form.querySelectorAll(`[name="${name}"]`)];
      const wanted = radios.find((radio) => radio.value === (given.get(name) ?? "")) ?? radios.find((radio) => !radio.value);
      if (wanted) wanted.checked = true;
    }
    for (const fold of this.form.querySelectorAll("details")) {
      if (fold.querySelector("input:checked")?.value) fold.open = true;
    }
    if (this.#query(this.#choice) !== this.#chosen) this.#show();
  }

  async #show() {
    await this.#ready();
    const choice = this.#choice;
    this.#chosen = this.#query(choice);
    const hits = choice.q ? find(this.#entries, choice.q) : this.#entries.map((entry) => ({ entry, score: 0 }));
    const shown = this.#count(hits, choice);
    this.#lay(shown, choice);
    this.#tell(shown, choice);
  }

  /** The hits that hold in every facet; beside each choice, how many towns it would leave, the others being as they are. */
  #count(hits, choice) {
    const counts = Object.fromEntries(FACETS.map((name) => [name, new Map()]));
    const shown = [];
    for (const hit of hits) {
      const failed = FACETS.filter((name) => choice[name] && !valuesOf(hit.entry, name).includes(choice[name]));
      if (!failed.length) shown.push(hit);
      if (failed.length > 1 || !this.cards.get(hit.entry).isTown) continue;
      for (const name of failed.length ? failed : FACETS) {
        for (const value of ["", ...valuesOf(hit.entry, name)]) counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
      }
    }
    this.numbers ??= [...this.form.querySelectorAll(".hub-chip")].filter((chip) => chip.querySelector("b"));
    for (const chip of this.numbers) {
      const radio = chip.firstElementChild;
      const count = counts[radio.name].get(radio.value) ?? 0;
      if (this.said.get(chip) === count) continue;
      this.said.set(chip, count);
      chip.lastElementChild.textContent = count.toLocaleString("ja");
      chip.toggleAttribute("data-none", !count);
    }
    return shown;
  }

  #lay(shown, { q, order }) {
    const isWhole = shown.length === this.#entries.length && !q && !order;
    this.toggleAttribute("data-flat", Boolean(order));
    this.list.hidden = !isWhole;
    this.found.hidden = isWhole;
    this.rest = isWhole ? [] : this.#copies(order ? sorted(shown, order).map((entry) => [entry]) : this.#grouped(shown));
    this.found.replaceChildren();
    this.#more(MANY);
  }

  /** Entries by their groups, the group of the best hit first. */
  #grouped(shown) {
    const groups = new Map();
    for (const { entry, score } of shown) {
      const { position } = this.cards.get(entry);
      if (!groups.has(position)) groups.set(position, { score, entries: [] });
      groups.get(position).entries.push(entry);
    }
    const ordered = [...groups].sort(([one, a], [other, b]) => a.score - b.score || one - other);
    return ordered.flatMap(([position, { entries }]) => entries.map((entry, at) => [entry, at ? null : position, entries.length]));
  }

  /** What makes each card, with the heading of its group before the first of them. */
  #copies(rows) {
    return rows.map(([entry, position, size]) => () => {
      const { card, group } = this.cards.get(entry);
      const copy = card.cloneNode(true);
      copy.querySelector("small").dataset.place = group.heading.dataset.group;
      if (position === null || position === undefined) return [copy];
      const heading = group.heading.cloneNode(true);
      heading.removeAttribute("id");
      heading.querySelector("small").textContent = size.toLocaleString("ja");
      return [heading, copy];
    });
  }

  #more(count) {
    this.found.append(...this.rest.splice(0, count).flatMap((make) => make()));
    this.querySelector("[data-more]").hidden = !this.rest.length;
  }

  #tell(shown, choice) {
    const isNarrowed = FACETS.some((name) => choice[name]) || Boolean(choice.q);
    this.toggleAttribute("data-narrowed", isNarrowed || Boolean(choice.order));
    const towns = shown.filter(({ entry }) => this.cards.get(entry).isTown).length;
    const others = shown.length - towns;
    const result = this.querySelector("[data-result]");
    const words = result.dataset;
    this.querySelector("[data-count]").textContent = towns.toLocaleString("ja");
    result.textContent = isNarrowed ? words.found + (others ? said(words.others, { count: others }) : "") : words.all;
    this.querySelector("[data-note]").hidden = isNarrowed;
    this.querySelector("[data-clear]").hidden = !isNarrowed;
    this.querySelector("[data-empty]").hidden = shown.length > 0;
    const elsewhere = this.querySelector("[data-elsewhere]");
    elsewhere.href = new URL(`search/${choice.q ? `?${new URLSearchParams({ q: choice.q })}` : ""}`, root).href;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const sentence = shown.length ? `${towns}${result.textContent}` : words.none;
      this.querySelector("[data-said]").textContent = sentence;
    }, PAUSE);
  }
}

function valuesOf({ facets }, name) {
  if (name === "framework") return facets.frameworks;
  return [name === "pref" ? facets.prefecture : facets.bond];
}

/** Nearest first, or those known longest first; what is not known comes last. */
function sorted(shown, order) {
  const by = order === "near" ? ({ facets }) => facets.km : ({ facets }) => facets.since;
  return shown.map(({ entry }) => entry).sort((one, other) => (by(one) ?? Infinity) - (by(other) ?? Infinity));
}

customElements.define("hub-finder", HubFinder);
