// Choosing in touch mode: towns by region or by kana, events, the chart. Twelve buttons, filled anew for every list.
import { dated, dayToTell, isPlayable } from "./schedule.js";
import { aboutWords } from "./slide.js";

const SLOTS = 12;
const ROWS = ["あいうえお", "かきくけこがぎぐげご", "さしすせそざじずぜぞ", "たちつてとだぢづでど", "なにぬねの", "はひふへほばびぶべぼぱぴぷぺぽ", "まみむめも", "やゆよ", "らりるれろ", "わをん"];
const NEAR = 70; // px: a finger beside a dot still means it

export class Browse {
  #entries = [];
  #page = 0;
  #picked = null;

  constructor({ part, player, chart, host, open }) {
    Object.assign(this, { part, player, chart, host, open });
    this.slots = [...part("choose").querySelectorAll("[data-slot]")];
    chart.map.on("click", (event) => this.#pick(event.containerPoint));
  }

  /** Show a list or the chart; gives the view to go to. */
  enter(name) {
    const views = {
      map: () => this.#map(),
      closer: () => this.#zoom(1),
      farther: () => this.#zoom(-1),
      look: () => this.open(this.#picked, this.#towns()),
      regions: () => this.#groups(name, groupBy(this.#towns(), (town) => town.region)),
      kana: () => this.#groups(name, groupBy(this.#byKana(), (town) => rowOf(town.kana))),
      events: () => this.#events(),
      about: () => this.#about(),
    };
    return views[name]?.();
  }

  choose(slot) {
    this.#entries[this.#page * this.size + slot]?.act();
  }

  /** The page of a list before or after; false where there is no other. */
  turn(way) {
    const pages = Math.ceil(this.#entries.length / this.size);
    if (pages < 2) return false;
    this.#page = (this.#page + way + pages) % pages;
    this.#draw();
    return true;
  }

  get size() {
    return SLOTS;
  }

  #towns() {
    const trust = this.host.now();
    return this.player.deck.items.filter((item) => item.kind === "partner" && isPlayable(item, trust, this.host.screen));
  }

  #byKana() {
    return this.#towns().filter((town) => town.kana).sort((a, b) => (a.kana < b.kana ? -1 : 1));
  }

  #groups(name, groups) {
    this.#list(
      name,
      [...groups].filter(([word]) => word).map(([word, towns]) => ({ word, note: String(towns.length), act: () => this.#members(word, towns) })),
    );
    return "choose";
  }

  #members(word, towns) {
    this.#list("", towns.map((town) => ({ word: town.title, note: town.over, act: () => this.open(town, towns) })), word);
  }

  #events() {
    const trust = this.host.now();
    const events = dated(this.player.deck, trust, this.host.screen).filter((item) => item.kind === "event");
    this.#list("events", events.map((event) => ({ word: event.title, note: dayToTell(event, trust).day.day, act: () => this.open(event, events) })));
    return "choose";
  }

  #about() {
    const guides = this.player.deck.items.filter((item) => item.kind === "guide" || item.kind === "magazine");
    this.#list("about", guides.map((item) => ({ word: item.title, note: item.second, act: () => this.open(item, guides) })));
    return "choose";
  }

  #list(name, entries, title = "") {
    this.#entries = entries;
    this.#page = 0;
    const source = name && this.part("keys").querySelector(`[data-do=${name}]`);
    this.part("choose-title").replaceChildren(...(source ? [...source.cloneNode(true).childNodes] : [title]));
    this.#draw();
  }

  #draw() {
    const from = this.#page * this.size;
    this.slots.forEach((slot, index) => {
      const entry = this.#entries[from + index];
      slot.hidden = !entry;
      slot.querySelector("b").textContent = aboutWords(entry?.word ?? "");
      slot.querySelector("small").textContent = entry?.note ?? "";
    });
    this.part("none").hidden = this.#entries.length > 0;
  }

  #map() {
    this.chart.show({});
    this.#picked = null;
    this.part("pick-name").textContent = "";
    this.part("pick").querySelector("[data-do=look]").disabled = true;
    return "map";
  }

  #zoom(step) {
    this.chart.map.setZoom(this.chart.map.getZoom() + step, { animate: false });
    return "map";
  }

  #pick(at) {
    let best = NEAR;
    let found = null;
    for (const town of this.#towns()) {
      if (!town.at) continue;
      const far = this.chart.pixelOf(town.at).distanceTo(at);
      if (far < best) [best, found] = [far, town];
    }
    if (!found || this.part("pick").hidden) return;
    this.#picked = found;
    this.chart.point(found);
    this.part("pick-name").textContent = `${found.over ?? ""} ${found.title}`;
    this.part("pick").querySelector("[data-do=look]").disabled = false;
  }
}

function rowOf(kana) {
  return (ROWS.find((row) => row.includes(kana[0])) ?? "")[0] ?? "";
}

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item) ?? "";
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  return groups;
}
