// Touch mode: from the loop into the hands of a visitor and back. Any touch stops the loop where it is; who walks away is
// asked, and then everything is as it was. There is no way out: no links, no typing, no zoom but the chart's.
import { Browse } from "./browse.js";

const WARNING = 30; // seconds in which to say that one is still there
const LANGUAGES = ["ja", "en", "zh", "ko"];

export class Touch {
  #left = 0; // seconds until the warning
  #warned = 0; // seconds until all is reset, 0 while there is no warning
  #list = [];

  constructor({ body, part, player, chart, host, resize }) {
    Object.assign(this, { body, part, player, chart, host, resize });
    this.browse = new Browse({ part, player, chart, host, open: (item, list) => this.#open(item, list) });
    this.start = { lang: host.params.lang, ruby: host.params.ruby, reach: host.params.reach };
    body.addEventListener("pointerdown", (event) => this.#touched(event), { capture: true });
    body.addEventListener("keydown", (event) => this.#key(event));
    body.addEventListener("click", (event) => this.#click(event));
    still(body, part("chart"));
    this.reset();
  }

  /** Whether a visitor holds the screen. */
  get isHeld() {
    return this.body.dataset.view !== "attract";
  }

  /** Called every second. */
  tick() {
    if (!this.isHeld) return;
    if (this.#warned > 0) {
      this.#warned -= 1;
      this.part("seconds").textContent = String(this.#warned);
      if (this.#warned === 0) this.reset();
    } else {
      this.#left -= 1;
      if (this.#left <= 0) this.#warn();
    }
  }

  /** The loop, in the language and size it began with. */
  reset() {
    this.#warned = 0;
    this.#list = [];
    this.#view("attract");
    this.#language(this.start.lang);
    this.#toggle("ruby", this.start.ruby === "on");
    this.#toggle("low", this.start.reach === "low");
    this.part("idle").hidden = true;
    if (this.player.isPaused) this.player.resume();
    this.#paused();
  }

  #touched(event) {
    const wasHeld = this.isHeld;
    this.#stay();
    this.swallow = false;
    if (wasHeld) {
      if (!this.part("idle").contains(event.target)) this.#continue(); // whoever goes on is there
      return;
    }
    this.player.pause();
    this.#view("slide");
    this.#paused();
    event.preventDefault();
    this.swallow = true; // the first touch only wakes: what appears under the finger is not meant
  }

  #stay() {
    this.#left = this.host.params.idle;
  }

  #warn() {
    this.#warned = WARNING;
    this.part("seconds").textContent = String(WARNING);
    this.part("idle").hidden = false;
    this.part("idle").querySelector("button").focus();
  }

  #key(event) {
    const wasHeld = this.isHeld;
    this.#stay();
    if (event.key === "p" || (event.key === " " && event.target === this.body)) {
      if (!wasHeld) this.#view("slide");
      this.#do("pause");
    } else if (!wasHeld) {
      this.player.pause();
      this.#view("slide");
      this.#paused();
    }
  }

  #click(event) {
    const { swallow } = this;
    this.swallow = false;
    const button = event.target.closest("button");
    if (swallow || !button || button.disabled) return;
    if (button.dataset.slot !== undefined) this.browse.choose(Number(button.dataset.slot));
    else this.#do(button.dataset.do);
  }

  #do(name) {
    const acts = {
      previous: () => this.#go(-1),
      next: () => this.#go(1),
      home: () => this.reset(),
      continue: () => this.#continue(),
      pause: () => this.#pause(),
      language: () => this.#language(LANGUAGES[(LANGUAGES.indexOf(this.body.dataset.lang) + 1) % LANGUAGES.length]),
      ruby: () => this.#toggle("ruby", this.body.dataset.ruby === undefined),
      low: () => this.#toggle("low", this.body.dataset.low === undefined),
    };
    if (acts[name]) acts[name]();
    else this.#enter(name);
  }

  #enter(name) {
    const view = this.browse.enter(name);
    if (view && !(view === "map" && this.body.dataset.view === "map")) this.#view(view); // what is on the map stays there
  }

  #continue() {
    this.#warned = 0;
    this.part("idle").hidden = true;
    this.#stay();
  }

  #open(item, list) {
    this.#list = list;
    this.player.pause();
    this.#view("slide");
    this.player.show(item);
    this.#paused();
  }

  /** The item before or after, in the list from which this one was chosen, else in the loop. */
  #go(way) {
    if (this.body.dataset.view === "choose" && this.browse.turn(way)) return;
    this.#view("slide");
    const at = this.#list.indexOf(this.player.current);
    if (at >= 0) this.player.show(this.#list[(at + way + this.#list.length) % this.#list.length]);
    else if (way > 0) this.player.step();
    else this.player.back();
    this.#paused();
  }

  #pause() {
    this.#continue();
    if (this.player.isPaused) this.player.resume();
    else this.player.pause();
    this.#paused();
  }

  #paused() {
    const button = this.part("keys").querySelector("[data-do=pause]");
    button.setAttribute("aria-pressed", String(this.player.isPaused));
    this.part("stage").dataset.paused = String(this.player.isPaused);
  }

  #language(lang) {
    this.body.dataset.lang = lang;
    document.documentElement.lang = lang;
  }

  #toggle(name, isOn) {
    if (isOn) this.body.dataset[name] = "";
    else delete this.body.dataset[name];
    this.part("keys").querySelector(`[data-do=${name}]`).setAttribute("aria-pressed", String(isOn));
    this.resize();
  }

  #view(view) {
    this.body.dataset.view = view;
    const isHeld = view !== "attract";
    this.part("keys").hidden = !isHeld;
    this.part("invite").hidden = isHeld;
    this.part("choose").hidden = view !== "choose";
    this.part("pick").hidden = view !== "map";
    this.chart.hold(view === "map");
    this.resize();
  }
}

/** Two fingers move the chart and nothing else. */
function still(body, chart) {
  body.addEventListener(
    "touchmove",
    (event) => {
      if (!chart.contains(event.target)) event.preventDefault();
    },
    { passive: false },
  );
}
