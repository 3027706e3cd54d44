// One of the two layers: a fixed set of elements that are filled anew for every item, never made or thrown away.
const NONE = "M0 0";
const STEPS = 8; // from generous to tight; pictures go with the texts, texts before names
const WORD = /(?<![ァ-ヶー・「(])(?=[ァ-ヶー]{3})|(?<=[ァ-ヶー]{3})(?=\p{Script=Han})/gu; // where one begins or ends
/** A text that may break about its words in katakana, and not behind the 第 of a number. */
export const aboutWords = (text) => text.replace(WORD, "\u200b").replace(/第(?=\d)/g, "第\u2060");
const FIRST = /^.+?。(?!」)/; // a sentence

export class Slide {
  #parts = {};
  #states;
  #range = document.createRange();

  constructor(element, pictures) {
    this.element = element;
    this.pictures = pictures;
    for (const part of element.querySelectorAll("[data-part]")) this.#parts[part.dataset.part] = part;
    this.#states = element.dataset;
  }

  /** Show an item; `told` is the day and state of an event, `map` says whether the chart beside it means something. */
  fill(item, told) {
    const { element } = this;
    element.dataset.kind = item.kind;
    element.dataset.state = told?.state ?? "";
    element.dataset.place = item.at && item.km !== undefined ? "town" : "";
    element.dataset.code = item.code ? "yes" : "no";
    element.dataset.words = told || item.km !== undefined ? "some" : "only"; // no day and no distance: the sentence says it all
    this.#text("over", item.over);
    this.#text("title", item.title);
    this.#text("kana", item.kana);
    this.#text("second", item.second);
    this.#text("mark", item.mark);
    this.#text("state", told ? this.#word(told.state) : "");
    this.#text("year", told?.day.year);
    this.#text("day", told?.day.day.replace("〜", "〜\u200b").replaceAll("(", "\u2060(")); // broken there only
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
    const picture = image ? this.pictures.of(image.src) : null;
    part.hidden = !picture;
    this.element.dataset.picture = picture ? "yes" : "no";
    this.#text("credit", picture ? image.credit : "");
    if (!picture) return;
    part.width = picture.width;
    part.height = picture.height;
    part.getContext("2d").drawImage(picture, 0, 0);
    part.setAttribute("aria-label", image.alt);
  }

  /** Long names make everything else give way, step by step, until nothing is cut. */
  #fit(item) {
    const { element } = this;
    element.style.setProperty("--kiosk-signs", String(Math.min(Math.max(item.title.length, 4), 9)));
    for (let step = 0; step <= STEPS; step += 1) {
      element.dataset.fit = String(step);
      if (step === 3) this.#text("text", FIRST.exec(item.text ?? "")?.[0] ?? item.text);
      if (step === 4) this.#image(null);
      this.#break(item.title);
      if (!this.overflows()) return;
    }
  }

  /** A title breaks between phrases; where one is longer than the line, about words in katakana; else anywhere, evenly. */
  #break(title) {
    const part = this.#parts.title;
    for (const breaks of ["phrases", "words", "signs"]) {
      this.element.dataset.breaks = breaks;
      part.textContent = breaks === "words" ? aboutWords(title) : title;
      const room = part.clientWidth;
      part.style.inlineSize = "min-content";
      const longest = part.offsetWidth;
      part.style.inlineSize = "";
      if (longest <= room + 1 && !this.#isAlone(part.firstChild)) return;
    }
  }

  /** Whether the first or the last sign of a text stands on a line of its own. */
  #isAlone(text) {
    const { length } = text;
    const [first, second, before, last] = [0, 1, length - 2, length - 1].map((at) => {
      this.#range.setStart(text, Math.max(at, 0));
      this.#range.setEnd(text, Math.min(Math.max(at, 0) + 1, length));
      return this.#range.getBoundingClientRect().top;
    });
    return length > 1 && (second > first + 1 || last > before + 1);
  }

  /** The free heights between head and body, for the chart, where the panel stands upright. */
  room() {
    const head = this.element.querySelector(".kiosk-slide__head");
    const below = ["when", "place", "away", "mark", "text", "code"].map((name) => this.#parts[name]);
    const tops = below.filter((part) => !part.hidden && part.offsetHeight).map((part) => part.offsetTop);
    return { top: head.offsetTop + head.offsetHeight, bottom: Math.min(this.element.clientHeight * 0.93, ...tops) };
  }

  /** How far to the right the words go and where the code begins, for the chart, where the panel lies. */
  edges() {
    const box = this.element.getBoundingClientRect();
    const scale = box.width / this.element.clientWidth; // the stage may be drawn smaller, within a visitor's reach
    let right = 0;
    for (const part of this.element.querySelectorAll("[data-part]:not([hidden])")) {
      if (part.closest(".kiosk-slide__code") || part.querySelector("[data-part]")) continue;
      this.#range.selectNodeContents(part);
      for (const line of this.#range.getClientRects()) right = Math.max(right, (line.right - box.left) / scale);
    }
    const { offsetLeft, offsetTop, offsetHeight } = this.#parts.code;
    return { right, code: offsetHeight ? { left: offsetLeft, top: offsetTop } : null };
  }

  overflows() {
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = this.element;
    return scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1;
  }
}
