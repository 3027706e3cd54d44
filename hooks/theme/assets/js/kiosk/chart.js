// The one map of the display: Leaflet over our own outlines, without tiles. One unit is a kilometre from the ward's
// office, to the east and (as latitudes run) to the north, so that every line from the port is true in length and direction.
/* global L */
const WINDOW = { west: -2725, north: 1191, width: 4235, height: 2429 }; // what the outlines hold
const NATION = [[-700, -1000], [1140, 560]]; // from 鹿児島 to 宗谷
const WHOLE = [[-1000, -1000], [1140, 560]]; // with 小笠原
const CLOSEST = 130; // km: nearer than this the outlines have nothing to show
const LEAST = 240; // px: a strip lower than this shows nothing
const FREE = 0.3; // of the chart's width: so much is left to it, however far the words go

const point = ([east, south]) => [-south, east];
const isBehind = ({ x, y }, { left, top }) => x > left && y > top;

export class Chart {
  #map;
  #line;
  #town;
  #name;
  #ground;
  #home;

  constructor(element, { ground, home, ward }) {
    const { west, north, width, height } = WINDOW;
    this.element = element;
    this.#map = L.map(element, {
      crs: L.CRS.Simple, zoomSnap: 0, zoomControl: false, attributionControl: false, keyboard: false, boxZoom: false,
      dragging: false, touchZoom: false, doubleClickZoom: false, scrollWheelZoom: false, zoomAnimation: false,
      fadeAnimation: false, markerZoomAnimation: false, inertia: false, minZoom: -2, maxZoom: 3,
    });
    this.#ground = ground;
    this.#home = home;
    L.svgOverlay(ground, [[north - height, west], [north, west + width]]).addTo(this.#map);
    this.#map.fitBounds(NATION);
    this.#map.on("dragend zoomend", () => this.#stay());
    this.#line = L.polyline([[0, 0], [0, 0]], { className: "kiosk-chart__line", interactive: false }).addTo(this.#map);
    this.#mark([0, 0], "kiosk-chart__port");
    this.#label([0, 0], ward, "port");
    this.#town = this.#mark([0, 0], "kiosk-chart__town");
    this.#name = this.#label([0, 0], "", "town");
  }

  get map() {
    return this.#map;
  }

  /** The line to the place of an item, or the whole country; `edges` say what stands before the chart. */
  show(item, edges = null) {
    const at = item.at ? point(item.at) : null;
    this.#line.setLatLngs([[0, 0], at ?? [0, 0]]);
    this.#town.setLatLng(at ?? [0, 0]);
    this.#name.setLatLng(at ?? [0, 0]);
    const name = item.km === undefined ? (item.of ?? "") : item.title;
    this.#name.getElement().textContent = at ? name : "";
    const home = at && item.prefecture ? `#p${item.prefecture}` : "#none";
    if (this.#home.getAttribute("href") !== home) this.#home.setAttribute("href", home); // copied anew each time it is set
    this.element.dataset.place = at ? "town" : "nation";
    this.element.dataset.side = at && at[0] < 0 ? "south" : "north";
    if (!this.#look(at, name.length, edges)) this.show({}, edges);
  }

  /** Name the town that a visitor has pointed at, without moving. */
  point(item) {
    const at = point(item.at);
    this.#line.setLatLngs([[0, 0], at]);
    this.#town.setLatLng(at);
    this.#name.setLatLng(at);
    this.#name.getElement().textContent = item.title;
    this.element.dataset.place = "town";
  }

  /** Where a place is on the chart, in pixels. */
  pixelOf(at) {
    return this.#map.latLngToContainerPoint(point(at));
  }

  /** Let a visitor move the chart, or not. */
  hold(isFree) {
    const act = isFree ? "enable" : "disable";
    this.#map.dragging[act]();
    this.#map.touchZoom[act]();
  }

  /** Take the room between two heights of the stage; without one, that of the style sheet. */
  place(room) {
    const { style } = this.element;
    const top = room ? `${Math.round(room.top)}px` : "";
    const height = room ? `${Math.round(Math.max(room.bottom - room.top, 0))}px` : "";
    if (style.top === top && style.height === height) return;
    style.top = top;
    style.height = height;
    style.bottom = room ? "auto" : "";
    style.visibility = room && room.bottom - room.top < LEAST ? "hidden" : "";
    this.resize();
  }

  /** The chart's place on the page has changed. */
  resize() {
    this.#map.invalidateSize({ animate: false, pan: false });
  }

  /** Whoever pushes the chart away finds its edge: the middle of the picture stays on it. */
  #stay() {
    const { west, north, width, height } = WINDOW;
    const { lat, lng } = this.#map.getCenter();
    const inside = [Math.min(Math.max(lat, north - height), north), Math.min(Math.max(lng, west), west + width)];
    if (inside[0] !== lat || inside[1] !== lng) this.#map.panTo(inside, { animate: false });
  }

  /** Bring both ends of the line, or the whole country, into what words and code leave free; tells whether there is room. */
  #look(at, signs, edges) {
    const size = at ? Math.max(Math.abs(at[0]), Math.abs(at[1]), CLOSEST) : Infinity;
    const least = [[-CLOSEST / 3, -CLOSEST / 3], [CLOSEST / 3, CLOSEST / 3]];
    const bounds = at ? L.latLngBounds([[0, 0], at]).extend(least) : L.latLngBounds(this.#map.dragging.enabled() ? WHOLE : NATION);
    this.#ground.dataset.sea = size < 300 ? "near" : size < 900 ? "mid" : "far";
    const sign = parseFloat(getComputedStyle(this.element).fontSize);
    const half = sign * Math.max(2.2, signs / 2 + 0.6); // of a name, above or below its dot
    const side = at ? half : 0;
    const { x: width, y: height } = this.#map.getSize();
    const words = at && edges ? edges.right - this.element.offsetLeft + sign : 0; // a name is no part of a sentence
    const left = Math.min(Math.max(words, 0), Math.max(width * (1 - FREE) - 2 * side, 0));
    const free = { left: left + side, top: at ? sign * 3 : 0, right: side, bottom: at ? sign * 2.2 : 0 };
    const code = edges?.code && { left: edges.code.left - this.element.offsetLeft - half, top: edges.code.top - sign * 2.2 };
    this.#fit(bounds, free);
    const ends = at ? [[0, 0], at] : [[0, 0]];
    const isHidden = code && ends.some((end) => isBehind(this.#map.latLngToContainerPoint(end), code));
    if (!isHidden) return true;
    const ways = [{ ...free, right: width - code.left }, { ...free, bottom: height - code.top }].filter((way) => this.#hasRoom(way));
    if (!ways.length) return !at;
    this.#fit(bounds, ways.sort((one, other) => this.#zoom(bounds, other) - this.#zoom(bounds, one))[0]);
    return true;
  }

  #hasRoom({ left, top, right, bottom }) {
    const { x: width, y: height } = this.#map.getSize();
    return left + right <= width * 0.9 && top + bottom <= height * 0.9;
  }

  #zoom(bounds, { left, top, right, bottom }) {
    return this.#map.getBoundsZoom(bounds, false, L.point(left + right, top + bottom));
  }

  #fit(bounds, { left, top, right, bottom }) {
    this.#map.fitBounds(bounds, { animate: false, paddingTopLeft: [left, top], paddingBottomRight: [right, bottom] });
  }

  #mark(at, className) {
    return L.circleMarker(at, { className, interactive: false, radius: 14 }).addTo(this.#map);
  }

  #label(at, text, kind) {
    const icon = L.divIcon({ className: `kiosk-chart__name kiosk-chart__name-${kind}`, iconSize: null });
    const marker = L.marker(at, { icon, interactive: false, keyboard: false }).addTo(this.#map);
    marker.getElement().textContent = text;
    return marker;
  }
}
