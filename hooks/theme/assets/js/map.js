// 地図: what folium's map cannot do by itself — words, keyboard, deep links, layers, the line from the port.
// folium's scripts are modules; their parts have the names that hooks/hub/maps.py gives them.
import { Layers } from "./map-layers.js";
import { circle } from "./map-line.js";
import { at, Marks } from "./map-marks.js";
import { fill, popup } from "./map-popup.js";
import { factsOf, linkRows, nameOf } from "./map-table.js";

let L; // Leaflet, which puts itself there
const JAPAN = [[24, 123], [45.6, 146]];
const RINGS = [[60, 16], [44, 28], [29, 45], [15, 70]]; // width of the water-line's stroke in px, per cent of its colour

const turn = () => new Promise((resolve) => setTimeout(resolve)); // so that the page answers between two steps
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve)); // the first comes when styles apply
const isRead = () => document.readyState !== "loading";

class HubMap extends HTMLElement {
  async connectedCallback() {
    if (this.stop) return;
    this.stop = new AbortController();
    this.words = this.dataset;
    do await frame(); while (!isRead() && !this.nextSibling); // the table below may still be on its way
    await import("../leaflet/leaflet.js");
    ({ L } = globalThis);
    await turn();
    const { map_hub: map, geo_json_ward: ward, tile_layer_gsi: tiles, ...folium } = await import("../map/towns.js");
    await turn();
    const towns = folium.geo_json_towns_data.features;
    Object.assign(this, { map, ward: ward.getLayers()[0], towns: new Map(towns.map((town) => [town.properties.code, town])) });
    this.drawn = L.layerGroup().addTo(map);
    this.whole();
    const make = (place) => folium.geo_json_towns.options.pointToLayer(place, at(place));
    this.marks = new Marks(map, { make, name: (group) => this.name(group), pick: (group) => this.pick(group, false) });
    this.layers = new Layers(map, this.marks, towns, tiles);
    this.dress();
    this.listen();
    this.dataset.live = "";
    await turn();
    await this.land();
    this.read();
    if (document.readyState === "complete") this.loaded();
    else addEventListener("load", () => requestAnimationFrame(() => this.loaded()), { once: true });
  }

  /** Browsers go to the row of the table that the address names; whoever opened a town wants the map. */
  loaded() {
    if (this.from) this.look();
    linkRows(this.towns, this.words).then(() => (this.dataset.linked = ""));
  }

  /** Brings the map into view. */
  look() {
    this.querySelector(".hub-atlas__sea").scrollIntoView({ block: "center" });
  }

  disconnectedCallback() {
    this.stop?.abort();
    this.map?.off("popupclose");
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  say(text) {
    this.part("said").textContent = text;
  }

  /** What a mark is called: a town by the table, a place by itself, several by their number. */
  name([first, ...others]) {
    if (!others.length) return isRead() ? nameOf(first) : "";
    const words = [first, ...others].some(({ properties }) => properties.events) ? this.words.spots : this.words.cluster;
    return fill(words, { count: others.length + 1 });
  }

  /** Words on Leaflet's buttons and the port's name; the names of towns once the table is there. */
  dress() {
    const { map, words } = this;
    map.attributionControl.setPrefix(false);
    L.control.zoom({ position: "topleft", zoomInTitle: words.in, zoomOutTitle: words.out }).addTo(map);
    const port = this.ward.getElement();
    port.dataset.name = words.ward;
    port.setAttribute("role", "img");
    port.setAttribute("aria-label", words.ward);
    if (!isRead()) document.addEventListener("DOMContentLoaded", () => this.marks.rename(), { once: true });
  }

  /** The prefectures with their water-lines, and their names under the pointer. */
  async land() {
    const { map } = this;
    ({ geo_json_outlines: this.outlines } = await import("../map/land.js"));
    await turn();
    map.addLayer(this.outlines);
    if (matchMedia("(hover: hover)").matches) {
      const label = ({ feature: { properties: facts } }) => document.createTextNode(`${facts.name}　${facts.count}`);
      this.outlines.bindTooltip(label, { sticky: true });
      // Leaflet listens there for the focus, which makes each path, and its copy in each ring, a stop of the Tab key.
      this.outlines.eachLayer((layer) => layer.getElement()?.setAttribute("tabindex", "-1"));
    }
    this.outlines.on("click", ({ layer }) => this.prefecture(layer));
    const group = map.getPane("outlines").querySelector("g");
    group.id = "map-land";
    for (const [width, share] of RINGS) group.before(this.ring(width + 1.5, share), this.ring(width - 1.5, 0));
    group.before(this.ring(3.5, 0, "var(--hub-coast)"));
  }

  ring(width, share, colour = `color-mix(in srgb, var(--hub-water) ${share}%, var(--hub-sea))`) {
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", "#map-land");
    use.setAttribute("class", "hub-atlas__ring");
    use.style.setProperty("--hub-ring", colour);
    use.style.setProperty("--hub-ring-width", `${width}px`);
    return use;
  }

  listen() {
    const { map } = this;
    const { signal } = this.stop;
    const tools = this.part("tools");
    if (tools) {
      tools.hidden = false;
      tools.addEventListener("change", ({ target }) => this.change(target), { signal });
      this.part("whole").addEventListener("click", () => this.whole(), { signal });
    }
    addEventListener("beforeprint", () => this.paper(true), { signal });
    addEventListener("afterprint", () => this.paper(false), { signal });
    document.addEventListener("keydown", (event) => this.key(event), { signal });
    this.addEventListener("wheel", (event) => this.wheel(event), { signal, capture: true, passive: true });
    this.addEventListener("touchmove", (event) => event.touches.length === 1 && this.hint("touch"), { signal, capture: true, passive: true });
    addEventListener("hashchange", () => this.read(), { signal });
    document.addEventListener("click", (event) => {
      const wanted = event.target.closest?.('a[href^="#partner="], a[href^="#pref="]');
      if (!wanted) return;
      event.preventDefault();
      history.pushState(null, "", wanted.hash);
      this.read(wanted);
    }, { signal });
    map.on("popupclose", () => this.closed());
  }

  async change({ name, value, checked }) {
    if (name === "tiles") {
      this.toggleAttribute("data-tiles", checked);
      this.layers.tiles(checked);
    } else if (name === "events") {
      await this.layers.events(checked);
    } else if (name === "framework" || name === "theme") {
      this.map.closePopup();
      const count = this.layers.narrow(name, value);
      const chosen = [...this.querySelectorAll(".hub-atlas__tools input[type=radio]:checked")].filter((radio) => radio.value);
      const labels = chosen.map((radio) => radio.nextElementSibling.textContent);
      const folded = this.querySelector(`[data-chosen="${name}"]`);
      if (folded) folded.textContent = value && this.querySelector(`input[name="${name}"]:checked + span`).textContent;
      this.say(fill(this.words.shown, { name: labels.join("、") || this.words.all, count }));
    }
  }

  /** Enter or Space on a marker or cluster opens it; Esc closes. */
  key(event) {
    if (event.key === "Escape" && this.from) {
      event.preventDefault();
      this.map.closePopup();
      return;
    }
    const group = event.key === "Enter" || event.key === " " ? this.marks.groupOf(event.target) : undefined;
    if (!group) return;
    event.preventDefault();
    this.pick(group, true);
  }

  /** Opens a mark; one for several falls apart, and the focus goes to the first of them. */
  pick(group, byKey) {
    const [first] = group;
    if (group.length === 1) return this.open(first, byKey);
    if (this.map.getZoom() >= this.map.getMaxZoom()) return this.list(group, byKey);
    if (byKey) this.map.once("moveend", () => this.marks.elementOf(first)?.focus({ preventScroll: true }));
    this.map.fitBounds(group.map(at), { padding: [40, 40] });
  }

  /** Places in one house: a pop-up with a link to each. */
  list(group, byKey) {
    const places = group.map((place) => ({ text: nameOf(place), address: addressOf(place.properties) }));
    this.leave();
    this.show("group", { name: fill(this.words.here, { count: group.length }), places }, at(group[0]), group[0], byKey);
  }

  /** Opens the pop-up of a place; for a town with the line from the port. What it says stands in the table. */
  open(place, byKey) {
    if (!isRead()) return document.addEventListener("DOMContentLoaded", () => this.open(place, byKey), { once: true });
    const facts = place.properties;
    const isTown = this.towns.get(facts.code) === place;
    this.leave();
    if (isTown) {
      const here = L.latLng(at(place));
      L.polyline(circle(this.ward.getLatLng(), here), { className: "hub-atlas__line", interactive: false }).addTo(this.drawn);
      const icon = L.divIcon({ className: "hub-atlas__here", iconSize: [16, 16] });
      L.marker(here, { icon, interactive: false, keyboard: false, zIndexOffset: 900 }).addTo(this.drawn);
      history.replaceState(null, "", `#partner=${facts.code}`);
    }
    const known = isTown ? { ...facts, ...factsOf(facts.code), address: addressOf(facts) } : facts;
    this.show(isTown ? "town" : "place", known, at(place), place, byKey);
  }

  outline(code) {
    return this.outlines.getLayers().find((layer) => layer.feature.properties.code === code);
  }

  show(kind, facts, at, from, byKey) {
    const { box, said } = popup(kind, facts, this.words);
    const shown = L.popup({ minWidth: 200, maxWidth: 280, autoPanPadding: [16, 16], offset: [0, kind === "prefecture" ? 0 : -6] });
    this.map.openPopup(shown.setLatLng(at).setContent(box));
    this.from = from; // after opening, for that closes the one before
    const element = shown.getElement();
    element.setAttribute("role", "dialog");
    element.setAttribute("aria-label", facts.name);
    const close = element.querySelector(".leaflet-popup-close-button");
    close.setAttribute("aria-label", this.words.close);
    close.title = this.words.close;
    this.say(said);
    if (byKey) element.querySelector("a[href]").focus({ preventScroll: true });
  }

  /** Takes the line away and gives the focus back to where it came from. */
  closed() {
    const { from } = this;
    const held = document.activeElement;
    const wasInside = held === document.body || held?.closest?.(".leaflet-popup");
    this.from = undefined;
    this.drawn.clearLayers();
    this.outlines?.eachLayer((layer) => layer.getElement()?.removeAttribute("data-on"));
    if (/^#(partner|pref)=/.test(location.hash)) history.replaceState(null, "", location.pathname + location.search);
    if (!from || !wasInside) return;
    const target = from instanceof HTMLElement ? from : this.marks.elementOf(from);
    target?.focus({ preventScroll: true });
  }

  /** Closes what is open without giving the focus back, because something else opens. */
  leave() {
    this.from = undefined;
    this.map.closePopup();
  }

  prefecture(layer, from = this.map.getContainer()) {
    const facts = layer.feature.properties;
    this.leave();
    const main = L.polygon(layer.getLatLngs()[0]).getBounds(); // the largest piece; islands may lie 1,000 km away
    this.map.fitBounds(main.pad(0.15), { animate: false });
    const known = { ...facts, address: `/prefectures/${facts.code}/` };
    this.show("prefecture", known, main.getCenter(), from, false);
    layer.bringToFront(); // neighbours would cover half its outline
    layer.getElement()?.setAttribute("data-on", "");
    history.replaceState(null, "", `#pref=${facts.code}`);
  }

  /** Goes where the address says: #partner=072044 or #pref=06. */
  read(from) {
    const [, kind, code] = /^#(partner|pref)=(\w+)$/.exec(location.hash) ?? [];
    const town = kind === "partner" ? this.towns.get(code) : undefined;
    const outline = kind === "pref" ? this.outline(code) : undefined;
    if (!town && !outline) return;
    this.look();
    if (outline) {
      this.prefecture(outline, from);
    } else {
      const way = L.latLngBounds([this.ward.getLatLng(), at(town)]);
      this.map.fitBounds(way.pad(0.3), { maxZoom: 9, animate: false });
      this.open(town, Boolean(from));
      if (from) this.from = from;
    }
  }

  whole() {
    this.map.closePopup();
    const points = [...[...this.towns.values()].map(at), this.ward.getLatLng()];
    this.map.fitBounds(points.length > 1 ? points : JAPAN, { padding: [32, 32], animate: false });
  }

  /** Makes the map as wide as a sheet while it is printed, showing what it showed. */
  paper(isOn) {
    const bounds = this.map.getBounds();
    this.toggleAttribute("data-paper", isOn);
    this.map.invalidateSize({ animate: false, pan: false });
    this.map.fitBounds(isOn ? bounds : this.shown, { animate: false });
    this.shown = bounds;
  }

  /** The wheel scrolls the page; with Ctrl or ⌘ it zooms. */
  wheel({ ctrlKey, metaKey, target }) {
    if (!target.closest(".hub-atlas__live")) return;
    const zooms = ctrlKey || metaKey;
    zooms ? this.map.scrollWheelZoom.enable() : this.map.scrollWheelZoom.disable();
    if (!zooms) this.hint("mouse");
  }

  hint(kind) {
    const hint = this.querySelector(`[data-part="hint"][data-for="${kind}"]`);
    hint.hidden = false;
    clearTimeout(this.hinting);
    this.hinting = setTimeout(() => (hint.hidden = true), 1600);
  }
}

/** The page of a town, or of the newest event at a place. */
function addressOf({ code, address, events }) {
  return address ?? events?.[0].address ?? `/partners/${code}/`;
}

customElements.define("hub-map", HubMap);
