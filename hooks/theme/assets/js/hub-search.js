// 探す: looks through everything on the site and lists what holds the words, by kind, best first.
// Words and empty lists stand in the page; results are plain links.

import { excerpt, pieces } from "./excerpt.js";
import { said } from "./said.js";
import { addressOf } from "./search-data.js";
import { look, ready, shown } from "./search-index.js";

const FEW = 6; // of each kind, before the reader asks for more
const REST = 200; // ms without typing before the address is written
const PAUSE = 700; // ms without typing before the number of results is read out

class HubSearch extends HTMLElement {
  #listening;
  #asked = 0;
  #timer = 0;
  #writing = 0;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.field = this.querySelector("[name=q]");
    this.results = this.querySelector("[data-results]");
    this.field.addEventListener("input", () => this.#onInput(), { signal });
    this.querySelector("form").addEventListener("submit", (event) => this.#onSubmit(event), { signal });
    this.addEventListener("click", (event) => this.#onClick(event), { signal });
    this.addEventListener("keydown", (event) => this.#onKey(event), { signal });
    window.addEventListener("popstate", () => this.#fromAddress(), { signal });
    ready().catch(() => {}); // the query asks again
    const typed = this.field.value; // before this element was there
    this.#fromAddress();
    if (typed && typed !== this.field.value) {
      this.field.value = typed;
      this.#onInput();
    }
    if (!this.field.value) this.field.focus();
  }

  disconnectedCallback() {
    this.#listening.abort();
    clearTimeout(this.#timer);
    clearTimeout(this.#writing);
  }

  #fromAddress() {
    this.field.value = new URLSearchParams(location.search).get("q") ?? "";
    this.#show();
  }

  #onInput() {
    this.#show();
    clearTimeout(this.#writing);
    this.#writing = setTimeout(() => this.#write(true), REST);
  }

  /** Keeps what is asked in the address; all that is typed in a row is one step back. */
  #write(isTyping) {
    const q = this.field.value.trim();
    const query = q ? `?${new URLSearchParams({ q })}` : "";
    if (query === location.search) return;
    const method = isTyping && history.state?.isTyping ? "replaceState" : "pushState";
    history[method]({ isTyping }, "", query || location.pathname);
  }

  #onSubmit(event) {
    event.preventDefault();
    clearTimeout(this.#writing);
    this.#write(false);
    this.#show();
  }

  async #onClick(event) {
    const more = event.target.closest("[data-more]");
    if (!more) return;
    const section = more.closest("[data-kind]");
    const list = section.querySelector("ol");
    const last = list.lastElementChild;
    more.hidden = true;
    list.append(...(await items(this.rest.get(section.dataset.kind), this.dataset.shown)));
    last.nextElementSibling?.querySelector("a").focus();
  }

  /** The arrows lead from the field through the results and back. */
  #onKey(event) {
    if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || event.isComposing) return;
    const stops = [this.field, ...this.results.querySelectorAll("section:not([hidden]) li a")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  async #show() {
    const turn = (this.#asked += 1);
    const query = this.field.value.trim();
    const { hits, isWhole } = await look(query).catch(() => ({ hits: [], isWhole: false }));
    const kinds = grouped(hits);
    const lists = await Promise.all([...kinds.values()].map((found) => items(found.slice(0, FEW), query)));
    if (turn !== this.#asked) return;
    this.#lay(kinds, new Map([...kinds.keys()].map((kind, at) => [kind, lists[at]])));
    this.querySelector("[data-ways]").hidden = hits.length > 0;
    this.querySelector("[data-empty]").hidden = !query || hits.length > 0;
    this.querySelector("[data-partly]").hidden = isWhole;
    this.#tell(hits.length, query);
    this.dataset.shown = query;
  }

  #lay(kinds, lists) {
    this.rest = new Map();
    const sections = [...this.results.querySelectorAll("[data-kind]")];
    for (const section of sections) {
      const { kind } = section.dataset;
      const found = kinds.get(kind) ?? [];
      section.hidden = !found.length;
      section.querySelector("small").textContent = found.length.toLocaleString("ja");
      section.querySelector("ol").replaceChildren(...(lists.get(kind) ?? []));
      this.rest.set(kind, found.slice(FEW));
      const more = section.querySelector("[data-more]");
      more.hidden = found.length <= FEW;
      more.textContent = said(more.dataset.more, { count: found.length - FEW });
    }
    const order = [...kinds.keys()]; // hits are sorted, so kinds come by their best
    const place = (section) => (order.indexOf(section.dataset.kind) + order.length + 1) % (order.length + 1);
    this.results.append(...sections.sort((one, other) => place(one) - place(other)));
  }

  #tell(count, query) {
    const line = this.querySelector("[data-count]");
    line.textContent = query && count ? said(line.dataset.count, { count }) : "";
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const status = this.querySelector("[data-said]");
      status.textContent = query ? (count ? line.textContent : status.dataset.none) : "";
    }, PAUSE);
  }
}

function grouped(hits) {
  const kinds = new Map();
  for (const hit of hits) {
    if (!kinds.has(hit.kind)) kinds.set(hit.kind, []);
    kinds.get(hit.kind).push(hit);
  }
  return kinds;
}

/** A list item for each hit whose document could be had. */
async function items(hits, query) {
  const entries = await Promise.all(hits.map(({ number }) => shown(number)));
  return entries.filter(Boolean).map((entry) => item(entry, query));
}

function item(entry, query) {
  const link = element("a", "hub-hit__name", marked(entry.name, query));
  link.href = addressOf(entry.address);
  const kana = entry.kana ? [element("small", "hub-hit__kana", marked(entry.kana, query))] : [];
  const heading = element("h3", "hub-hit__title", [link, ...kana]);
  const lines = [entry.line, entry.words].filter(Boolean).flatMap((text, at) => [at ? "　" : "", ...marked(text, query)]);
  const parts = [heading, element("p", "hub-hit__line", lines)];
  const quote = excerpt(entry.text, query);
  if (quote.length) parts.push(element("p", "hub-hit__text", quote.map(piece)));
  return element("li", "hub-hit", parts);
}

function marked(text, query) {
  return pieces(text, query).map(piece);
}

function piece([text, isHit]) {
  return isHit ? element("mark", "hub-hit__mark", [text]) : text;
}

function element(tag, name, children) {
  const made = document.createElement(tag);
  made.className = name;
  made.append(...children);
  return made;
}

customElements.define("hub-search", HubSearch);
