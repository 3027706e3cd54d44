// The frames in which builds are shown: one on the screen, one that proves itself unseen. A frame comes to the front only
// when its page has said that it is ready; swapping shows no empty frame. Knows no network and no caches.
export class Frames {
  #shown = null;
  #unseen = null;
  #proof = null;
  #begin = null;

  constructor(place) {
    this.place = place;
  }

  get build() {
    return this.#shown?.dataset.build ?? "";
  }

  /** The build that has proved itself and waits to be shown. */
  get candidate() {
    return this.#unseen?.dataset.ready !== undefined ? this.#unseen.dataset.build : "";
  }

  /** Load a page unseen; resolves when it is ready, rejects after `patience` ms or when it fails. */
  prove(build, address, patience) {
    this.drop();
    const frame = document.createElement("iframe");
    frame.dataset.build = build;
    frame.tabIndex = -1;
    frame.title = "";
    frame.src = address;
    this.#unseen = frame;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#proof?.failed("not ready in time"), patience);
      this.#proof = {
        ready: () => {
          clearTimeout(timer);
          frame.dataset.ready = "";
          resolve();
        },
        failed: (reason) => {
          clearTimeout(timer);
          reject(new Error(`${build}: ${reason}`));
        },
      };
      this.place.append(frame);
    });
  }

  /** The page inside a frame says that it is ready; `begin` is called when it comes to the front. */
  ready(view, begin = null) {
    if (this.#unseen?.contentWindow !== view) return;
    this.#begin = begin;
    this.#proof.ready();
  }

  /** The page inside a frame says that it cannot be shown. */
  failed(view, reason) {
    if (this.#unseen?.contentWindow === view) this.#proof.failed(reason);
  }

  /** Bring the proved frame to the front; the other goes. */
  swap() {
    const old = this.#shown;
    this.#shown = this.#unseen;
    this.#unseen = null;
    this.#shown.dataset.shown = "";
    old?.remove();
    this.#shown.contentWindow.focus();
    this.#begin?.();
    this.#begin = null;
  }

  /** Forget the unseen frame. */
  drop() {
    this.#unseen?.remove();
    this.#unseen = null;
    this.#begin = null;
  }

  /** Whether a window is that on the screen. */
  shows(view) {
    return this.#shown?.contentWindow === view;
  }
}
