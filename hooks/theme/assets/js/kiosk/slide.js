// One of the two layers: a fixed set of elements that are filled anew for every item, never made or thrown away.
const NONE = "M0 0";
const STEPS = 6; // from generous to tight; texts go before names do

export class Slide {
  #parts = {};
  #states;

  constructor(element) {
    this.element = element;
    for (const part of element.querySelectorAll("[data-part]")) this.#parts[part.dataset.part] = part;
    this.#states = element.dataset;
    const image = document.createElement("img"); // the layer's only one, for as long as the page lives
    image.className = "kiosk-slide__image";
    image.hidden = true;
    element.querySelector(".kiosk-slide__body").append(image);
    this.#parts.image = image;
  }

  /** Show an item; `told` is the day and state of an event, `map` says whether the chart beside it means something. */
  fill(item, told) {
    const { element } = this;
    element.dataset.kind = item.kind;
    element.dataset.state = told?.state ?? "";
    element.dataset.place = item.at && item.km !== undefined ? "town" : "";
    this.#text("over", item.over);
    this.#text("title", item.title);
    this.#text("kana", item.kana);
    this.#text("second", item.second);
    this.#text("mark", item.mark);
    this.#text("state", told ? this.#word(told.state) : "");
    this.#text("year", told?.day.year);
    this.#text("day", told?.day.day);
    this.#text("hours", told?.day.hours);
    this.#text("except", told?.day.note);
    this.#text("place", item.place);
    this.#text("direction", item.direction);
    this.#text("km", item.km?.toLocaleString("ja-JP"));
    this.#text("text", item.text);
    this.#text("url", item.url?.replaceAll("-", "\u2060-\u2060").replaceAll("/", "/\u200b")); // broken at strokes only
    this.#parts.away.hidden = item.km === undefined;
    this.#parts.when.hidden = !told;
    this.#code(item.code ?? "");
    this.#image(item.image);
    this.#fit(item);
  }

  #text(name, text) {
    const part = this.#parts[name];
    part.textContent = text ?? "";
    part.hidden = !text;
  }

  #word(state) {
    return this.#states[`word${state[0].toUpperCase()}${state.slice(1)}`] ?? "";
  }

  /** The modules of a code, packed in base64, as one path. */
  #code(code) {
    this.#parts.code.hidden = !code;
    if (!code) {
      this.#parts.modules.setAttribute("d", NONE);
      return;
    }
    const bytes = atob(code);
    const size = Math.floor(Math.sqrt(bytes.length * 8));
    let path = "";
    for (let bit = 0; bit < size * size; bit += 1) {
      if ((bytes.charCodeAt(bit >> 3) >> (7 - (bit & 7))) & 1) path += `M${bit % size} ${Math.floor(bit / size)}h1v1h-1z`;
    }
    this.#parts.modules.setAttribute("d", path);
    this.#parts.modules.ownerSVGElement.setAttribute("viewBox", `-4 -4 ${size + 8} ${size + 8}`);
  }

  #image(image) {
    const part = this.#parts.image;
    part.hidden = !image;
    if (!image) return;
    if (part.getAttribute("src") !== image.src) part.src = image.src;
    part.alt = image.alt ?? "";
  }

  /** Long names make everything else give way, step by step, until nothing is cut. */
  #fit(item) {
    const { element } = this;
    element.style.setProperty("--kiosk-signs", String(Math.min(Math.max(item.title.length, 4), 9)));
    for (let step = 0; step <= STEPS; step += 1) {
      element.dataset.fit = String(step);
      if (!this.overflows()) return;
    }
  }

  /** The free heights between head and body, for the chart, where the panel stands upright. */
  room() {
    const head = this.element.querySelector(".kiosk-slide__head");
    const below = ["when", "place", "away", "mark", "text", "code"].map((name) => this.#parts[name]);
    const tops = below.filter((part) => !part.hidden && part.offsetHeight).map((part) => part.offsetTop);
    return { top: head.offsetTop + head.offsetHeight, bottom: Math.min(this.element.clientHeight * 0.93, ...tops) };
  }

  overflows() {
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = this.element;
    return scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1;
  }
}
