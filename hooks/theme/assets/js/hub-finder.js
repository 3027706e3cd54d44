// まちを探す: narrows the list of partners by words and facets, and keeps what was chosen in the address.
// Every word stands in the page; its list is never touched, what is found is copied into a list beside it.

import { FACETS, narrow, valuesOf } from "./facets.js";
import { find, gather, prepare } from "./matching.js";
import { said } from "./said.js";
import { addressOf, load, root } from "./search-data.js";

const FEW = 4; // cards that a keystroke draws: about what a phone shows above its keyboard
const MANY = 24; // cards shown, as soon as the typing rests, before the reader asks for more
const REST = 200; // ms without typing before the address is written and what can wait is drawn
const PAUSE = 700; // ms without typing before the number of towns is read out

const NUMBER = new Intl.NumberFormat("ja");
const PARTS = ["list", "found-list", "result", "count", "note", "clear", "empty", "elsewhere", "said", "more"];

class HubFinder extends HTMLElement {
  #listening;
  #gathered;
  #chosen = "";
  #timer = 0;
  #writing = 0;
  #settling = 0;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.form = this.querySelector("[data-form]");
    this.parts = Object.fromEntries(PARTS.map((name) => [name, this.querySelector(`[data-${name}]`)])); // once: the page is long
    this.list = this.parts.list;
    this.found = this.parts["found-list"];
    this.said = new Map();
    this.copies = new Map();
    this.groups = this.#readGroups();
    this.form.addEventListener("focusin", () => this.#ready(), { signal });
    if (this.form.contains(document.activeElement)) this.#ready();
    this.form.addEventListener("input", (event) => this.#onInput(event), { signal });
    this.form.addEventListener("submit", (event) => this.#onSubmit(event), { signal });
    this.addEventListener("click", (event) => this.#onClick(event), { signal });
    window.addEventListener("popstate", () => this.#fromAddress(), { signal });
    const typed = this.form.elements.q.value; // before this element was there
    this.#fromAddress();
    if (typed && typed !== this.form.elements.q.value) {
      this.form.elements.q.value = typed;
      this.#show();
    }
  }

  disconnectedCallback() {
    this.#listening.abort();
    clearTimeout(this.#timer);
    clearTimeout(this.#writing);
    clearTimeout(this.#settling);
  }

  /** Groups as they stand: heading, its number, and cards by the address of their partner. */
  #readGroups() {
    const groups = [];
    for (const node of this.list.children) {
      if (node.matches("[data-group]")) groups.push({ heading: node, cards: [] });
      else if (node.matches(".hub-cards")) groups.at(-1).cards.push(...node.children);
    }
    return groups;
  }

  async #ready() {
    if (this.#gathered) return;
    const data = await load("finder.json");
    if (this.#gathered) return;
    const entries = prepare(data.records).filter((entry) => entry.facets);
    const byPath = new Map(entries.map((entry) => [new URL(addressOf(entry.address)).pathname, entry]));
    const now = Date.now();
    this.cards = new Map();
    this.groups.forEach((group, position) => {
      const isTown = !group.heading.hasAttribute("data-others");
      for (const card of group.cards) {
        const entry = byPath.get(card.querySelector("a").pathname);
        if (!entry) continue;
        Object.assign(entry, { isTown, values: valuesOf(entry.facets, data, now) });
        this.cards.set(entry, { card, group, position });
      }
    });
    this.#gathered = gather(entries.filter((entry) => this.cards.has(entry)));
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
    const isTyping = event.target.name === "q";
    this.#show(isTyping);
    clearTimeout(this.#writing);
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
    const before = this.found.querySelectorAll(".hub-card").length;
    this.#more(Infinity);
    this.found.querySelectorAll(".hub-card")[before].querySelector("a").focus();
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
    if (this.#query(this.#choice) !== this.#chosen) this.#show();
  }

  /** Shows what the choice leaves; while one types, what is not looked at yet is drawn when the typing rests. */
  async #show(isTyping = false) {
    this.toggleAttribute("data-worded", Boolean(this.#choice.q)); // what was found comes right below the field
    await this.#ready();
    const choice = this.#choice;
    const { entries } = this.#gathered;
    this.#chosen = this.#query(choice);
    const hits = choice.q ? find(this.#gathered, choice.q) : entries.map((entry) => ({ entry, score: 0 }));
    const { shown, counts } = narrow(hits, choice);
    this.#lay(shown, choice);
    this.#tell(shown, choice);
    clearTimeout(this.#settling);
    if (isTyping) this.#settling = setTimeout(() => this.#settle(counts), REST);
    else this.#settle(counts);
  }

  #settle(counts) {
    this.#number(counts);
    this.#more(MANY - FEW);
  }

  /** Writes beside each choice how many towns it would leave, and beside what is folded, what was chosen in it. */
  #number(counts) {
    for (const chosen of this.form.querySelectorAll("[data-chosen]")) {
      const radio = this.form.querySelector(`[name="${chosen.dataset.chosen}"]:checked`);
      chosen.textContent = radio?.value ? radio.nextElementSibling.textContent : "";
    }
    this.numbers ??= [...this.form.querySelectorAll(".hub-chip")].filter((chip) => chip.querySelector("b"));
    for (const chip of this.numbers) {
      const radio = chip.firstElementChild;
      const count = counts[radio.name].get(radio.value) ?? 0;
      if (this.said.get(chip) === count) continue;
      this.said.set(chip, count);
      chip.lastElementChild.textContent = NUMBER.format(count);
      chip.toggleAttribute("data-none", !count);
    }
  }

  #lay(shown, { q, order }) {
    const isWhole = shown.length === this.#gathered.entries.length && !q && !order;
    this.toggleAttribute("data-flat", Boolean(order));
    this.list.toggleAttribute("data-aside", !isWhole);
    this.found.hidden = isWhole;
    this.rest = isWhole ? [] : order ? sorted(shown, order).map((entry) => [entry]) : this.#grouped(shown);
    this.found.replaceChildren();
    this.#more(FEW);
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

  /** A card beside the list's own, which is never moved. */
  #copyOf(entry) {
    if (!this.copies.has(entry)) {
      const { card, group } = this.cards.get(entry);
      const copy = card.cloneNode(true);
      copy.querySelector("small").dataset.place = group.heading.dataset.group;
      this.copies.set(entry, copy);
    }
    return this.copies.get(entry);
  }

  /** Shows so many more cards, with the heading of a group before the first of it. */
  #more(count) {
    for (const [entry, position, size] of this.rest.splice(0, count)) {
      const hasHeading = position !== null && position !== undefined;
      if (hasHeading || !this.found.lastElementChild) {
        const cards = document.createElement("ul");
        cards.className = "hub-cards";
        this.found.append(...(hasHeading ? [this.#headingOf(entry, size)] : []), cards);
      }
      this.found.lastElementChild.append(this.#copyOf(entry));
    }
    this.parts.more.hidden = !this.rest.length;
  }

  #headingOf(entry, size) {
    const heading = this.cards.get(entry).group.heading.cloneNode(true);
    heading.removeAttribute("id");
    heading.querySelector("small").textContent = NUMBER.format(size);
    return heading;
  }

  #tell(shown, choice) {
    const isNarrowed = FACETS.some((name) => choice[name]) || Boolean(choice.q);
    this.toggleAttribute("data-narrowed", isNarrowed || Boolean(choice.order));
    const towns = shown.filter(({ entry }) => entry.isTown).length;
    const others = shown.length - towns;
    const { result, count, note, clear, empty, elsewhere } = this.parts;
    const words = result.dataset;
    const found = words.found + (others ? said(words.others, { count: others }) : "");
    count.textContent = NUMBER.format(towns);
    count.hidden = !shown.length;
    result.textContent = shown.length ? (isNarrowed ? found : words.all) : words.none;
    note.hidden = isNarrowed;
    clear.hidden = !isNarrowed;
    empty.hidden = shown.length > 0;
    elsewhere.href = new URL(`search/${choice.q ? `?${new URLSearchParams({ q: choice.q })}` : ""}`, root).href;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const sentence = shown.length ? `${towns}${result.textContent}` : words.none;
      this.parts.said.textContent = sentence;
    }, PAUSE);
  }
}

/** Nearest first, or those known longest first; what is not known comes last. */
function sorted(shown, order) {
  const by = ({ facets: [, , km, since] }) => (order === "near" ? km : since);
  return shown.map(({ entry }) => entry).sort((one, other) => (by(one) ?? Infinity) - (by(other) ?? Infinity));
}

customElements.define("hub-finder", HubFinder);
