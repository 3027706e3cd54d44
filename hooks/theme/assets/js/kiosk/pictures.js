// Pictures of the next slides, decoded once and let go of by hand: what a browser keeps of its own accord grows for weeks
// (fresh elements: hundreds of megabytes in an hour; kept elements: 30 MB with every fresh frame). Draws nothing.
const MOST = 16;

export class Pictures {
  #kept = new Map();

  /** A picture that is ready to be drawn, or null. */
  of(src) {
    return this.#kept.get(src) ?? null;
  }

  /** Begin a picture; resolves when it is ready. One that is missing or broken stays null. */
  async hold(src) {
    if (this.#kept.has(src)) return;
    this.#kept.set(src, null);
    for (const [old, picture] of [...this.#kept].slice(0, -MOST)) {
      picture?.close();
      this.#kept.delete(old);
    }
    try {
      const response = await fetch(src);
      const picture = await createImageBitmap(await response.blob());
      if (this.#kept.has(src)) this.#kept.set(src, picture);
      else picture.close();
    } catch {
      this.#kept.delete(src);
    }
  }
}
