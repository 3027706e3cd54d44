// Plays the rounds: two layers, filled in turn, with one synchronous step. Never waits for anything, so that it cannot
// stand still; what takes time (pictures) is begun one slide ahead and shown or left out.
import { dayToTell, isPlayable, nextRound } from "./schedule.js";

const MEMORY = 20; // slides to which a visitor can go back

export class Player {
  #queue = [];
  #cursor = 0;
  #timer = 0;
  #front = 0;
  #paused = false;

  /** `slides` are the two layers, `chart` moves with them, `host` tells the time and takes the log. */
  constructor({ deck, slides, chart, host, isUpright }) {
    this.deck = deck;
    this.slides = slides;
    this.chart = chart;
    this.host = host;
    this.isUpright = isUpright;
    this.current = null;
    this.seen = [];
  }

  /** How many items could be shown now. */
  get playable() {
    const trust = this.host.now();
    return this.deck.items.filter((item) => isPlayable(item, trust, this.host.screen)).length;
  }

  get isPaused() {
    return this.#paused;
  }

  /** Show the next item, and go on after its time. */
  step = () => {
    if (!this.host.boundary()) return; // another frame has come to the front
    const item = this.#next();
    if (item) this.show(item);
    if (!this.#paused) this.#wait(item?.dwell ?? 8);
  };

  /** Show one item at once. */
  show(item) {
    const trust = this.host.now();
    const back = 1 - this.#front;
    const slide = this.slides[back];
    this.#fill(slide, item, trust);
    slide.element.dataset.on = "";
    slide.element.removeAttribute("aria-hidden");
    const old = this.slides[this.#front].element;
    delete old.dataset.on;
    old.setAttribute("aria-hidden", "true");
    this.#front = back;
    this.current = item;
    this.seen.push(item);
    if (this.seen.length > MEMORY) this.seen.shift();
    this.host.shown(item.id);
    if (item.image && !this.host.pictures.of(item.image.src)) this.#await(item);
  }

  pause() {
    this.#paused = true;
    clearTimeout(this.#timer);
  }

  /** Go on, with all of its time for what is on the screen. */
  resume() {
    this.#paused = false;
    this.#wait(this.current?.dwell ?? 1);
  }

  /** Set the item on the screen anew: there is more room, or less. */
  refit() {
    const { current } = this;
    if (current) this.#fill(this.slides[this.#front], current, this.host.now());
  }

  /** The item that was shown before. */
  back() {
    this.seen.pop();
    const item = this.seen.pop();
    if (item) this.show(item);
  }

  /** Called every second: what has ended meanwhile goes at once, what has begun to be today says so. */
  tick() {
    const { current } = this;
    if (!current) return;
    if (!isPlayable(current, this.host.now(), this.host.screen)) {
      this.step();
    } else if (current.when) {
      const told = dayToTell(current, this.host.now());
      const { element } = this.slides[this.#front];
      if (element.dataset.state !== told.state) this.refit();
    }
  }

  /** A picture that nobody foresaw comes when it comes. */
  async #await(item) {
    await this.host.pictures.hold(item.image.src);
    if (this.current === item && this.host.pictures.of(item.image.src)) this.refit();
  }

  #fill(slide, item, trust) {
    slide.fill(item, item.when ? dayToTell(item, trust) : null);
    this.chart.element.dataset.picture = slide.element.dataset.picture; // it stands where the chart would
    this.chart.place(this.isUpright() ? slide.room() : null);
    this.chart.show(item, this.isUpright() ? null : slide.edges());
  }

  #next() {
    const trust = this.host.now();
    for (let tries = 0; tries < 2; tries += 1) {
      while (this.#queue.length) {
        const item = this.#queue.shift();
        if (isPlayable(item, trust, this.host.screen)) {
          if (this.#queue[0]?.image) this.host.pictures.hold(this.#queue[0].image.src);
          return item;
        }
      }
      const round = nextRound(this.deck, trust, this.host.screen, this.#cursor);
      this.#queue = round.items;
      this.#cursor = round.cursor;
    }
    return null;
  }

  #wait(seconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.step, seconds * 1000);
  }
}
