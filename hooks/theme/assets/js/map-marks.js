// 印: which towns stand for themselves and which share a mark, so that no two marks are closer than a finger needs.
// Draws only those near the view, in the order of their codes, which is that of the Tab key.

const GAP = 34; // px from the middle of one mark to the next, at the usual size of text
const SIZES = [[100, 34], [10, 30], [0, 28]]; // from how many towns on a mark is how wide, in px
const NEAR = 0.3; // how far beyond the view marks are drawn, as a share of it

/** Points by the first in their list that is nearer than the gap: arrays of positions in the list. Pure. */
export function thin(xs, ys, gap) {
  const cells = new Map(); // groups by the square of the gap's size in which their first point lies
  const groups = [];
  for (let which = 0; which < xs.length; which += 1) {
    const [column, row] = [Math.floor(xs[which] / gap), Math.floor(ys[which] / gap)];
    let [nearest, least] = [undefined, gap * gap];
    for (let cell = 0; cell < 9; cell += 1) {
      for (const group of cells.get(keyOf(column + (cell % 3) - 1, row + Math.floor(cell / 3) - 1)) ?? []) {
        const [x, y] = [xs[group[0]] - xs[which], ys[group[0]] - ys[which]];
        if (x * x + y * y < least) [nearest, least] = [group, x * x + y * y];
      }
    }
    if (nearest) {
      nearest.push(which);
      continue;
    }
    const key = keyOf(column, row);
    if (!cells.has(key)) cells.set(key, []);
    groups.push([which]);
    cells.get(key).push(groups.at(-1));
  }
  return groups;
}

const keyOf = (column, row) => column * 2 ** 24 + row;

export const codeOf = (place) => place.properties.code;

/** Where a place is, in Leaflet's order. */
export const at = ({ geometry: { coordinates: [longitude, latitude] } }) => [latitude, longitude];

/** The marks of a map. `make` makes a place's own marker, `name` says what a group is called, `pick` is told which is clicked. */
export class Marks {
  #places = [];
  #groups = [];
  #drawn = new Map(); // markers on the map, with their groups
  #own = new Map();
  #ofElement = new WeakMap();

  constructor(map, { make, name, pick }) {
    Object.assign(this, { map, make, name, pick });
    map.on("moveend", () => this.#draw());
  }

  /** Shows these places, which come in the order of their codes. */
  show(places) {
    this.#places = places;
    const points = places.map((place) => this.map.project(at(place), 0));
    this.xs = Float64Array.from(points, ({ x }) => x);
    this.ys = Float64Array.from(points, ({ y }) => y);
    this.zoom = undefined;
    this.#draw();
  }

  /** Names all marks anew. */
  rename() {
    for (const [layer, group] of this.#drawn) layer.getElement().setAttribute("aria-label", this.name(group));
  }

  /** The places for which an element stands. */
  groupOf(element) {
    return this.#ofElement.get(element);
  }

  /** The element that stands for a place: its own, or that of its group. */
  elementOf(place) {
    for (const [shown, group] of this.#drawn) if (group.includes(place)) return shown.getElement();
    return undefined;
  }

  #draw() {
    if (this.zoom !== this.map.getZoom()) this.#group();
    const near = this.map.getBounds().pad(NEAR);
    const wanted = new Map();
    for (const group of this.#groups) if (near.contains(at(group[0]))) wanted.set(this.#layerOf(group), group);
    const held = this.#ofElement.get(document.activeElement)?.[0];
    for (const layer of this.#drawn.keys()) if (!wanted.has(layer)) this.map.removeLayer(layer);
    for (const [layer, group] of wanted) {
      if (!this.map.hasLayer(layer)) this.#add(layer, group);
      else if (this.#drawn.get(layer) !== group) this.#ofElement.set(layer.getElement(), group);
    }
    this.#drawn = wanted;
    this.#order();
    if (held && document.activeElement === document.body) this.elementOf(held)?.focus({ preventScroll: true });
  }

  #group() {
    this.zoom = this.map.getZoom();
    this.unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    this.#groups = thin(this.xs, this.ys, (GAP * this.unit) / 2 ** this.zoom).map((group) => group.map((which) => this.#places[which]));
  }

  /** The marker of a group: that of its only place, or one with its number, where the first of them is. */
  #layerOf(group) {
    const [place] = group;
    if (group.length === 1) {
      if (!this.#own.has(place)) this.#own.set(place, this.make(place));
      return this.#own.get(place);
    }
    const size = SIZES.find(([least]) => group.length >= least)[1] * this.unit;
    const icon = globalThis.L.divIcon({ html: String(group.length), className: "hub-atlas__cluster", iconSize: [size, size] });
    return globalThis.L.marker(at(place), { icon });
  }

  #add(layer, group) {
    this.map.addLayer(layer);
    const element = layer.getElement();
    element.dataset.code = codeOf(group[0]);
    element.setAttribute("aria-label", this.name(group));
    if (group.length === 1) element.classList.add(`hub-atlas__mark-${group[0].properties.bond}`);
    element.toggleAttribute("data-events", group.some(({ properties }) => properties.events));
    this.#ofElement.set(element, group);
    layer.off("click").on("click", () => this.pick(this.#ofElement.get(layer.getElement())));
  }

  /** Puts the elements in the order of their codes; the groups are in it already. */
  #order() {
    const elements = [...this.#drawn.keys()].map((layer) => layer.getElement());
    const isBefore = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (elements.every((element, at) => !at || isBefore(elements[at - 1], element))) return;
    const focused = document.activeElement;
    this.map.getPane("markerPane").append(...elements);
    if (elements.includes(focused)) focused.focus({ preventScroll: true });
  }
}
