// The emergency notice: read from its own small file, shown over everything or as a band, gone by itself at its end,
// also without a network. Says nothing of its own: all words come from the file and the page.
const KEY = "hub-kiosk-emergency";
const LONGEST = 24 * 3_600_000;

export class Notice {
  #data = { level: "none" };
  #since = new Map(); // by id, on the steady clock: whatever the device's clock says, a day is a day

  constructor(layer, storage) {
    this.layer = layer;
    this.storage = storage;
    try {
      this.take(JSON.parse(storage.getItem(KEY) ?? "null"));
    } catch {
      // a damaged copy is no notice
    }
  }

  /** Take what the file says; anything that is not whole leaves what was. */
  take(data) {
    const isNone = data?.level === "none";
    const lasts = Date.parse(data?.ends) - Date.parse(data?.starts);
    const isWhole = ["banner", "full"].includes(data?.level) && lasts > 0 && lasts <= LONGEST && data.words?.length > 0;
    if (!isNone && !isWhole) return false;
    this.#data = data;
    this.storage.setItem(KEY, JSON.stringify(data));
    return true;
  }

  /** Show or take away what holds at an instant; `steady` is a clock that only goes forward. */
  tick(now, steady) {
    const level = this.#levelAt(now, steady);
    const shown = level === "none" ? "none" : `${level} ${this.#data.id} ${this.#data.added}`;
    if (this.layer.dataset.shown === shown) return;
    this.layer.dataset.shown = shown;
    this.layer.dataset.level = level;
    if (level !== "none") this.#fill();
  }

  /** How much of the screen's height a band leaves to the picture. */
  get left() {
    return this.level === "banner" ? 1 - this.layer.offsetHeight / innerHeight : 1;
  }

  get level() {
    return this.layer.dataset.level ?? "none";
  }

  #levelAt(now, steady) {
    const { level, id, starts, ends } = this.#data;
    if (level === "none" || now < Date.parse(starts) || now >= Date.parse(ends)) return "none";
    if (!this.#since.has(id)) this.#since.set(id, steady);
    return steady - this.#since.get(id) < LONGEST ? level : "none";
  }

  #fill() {
    const rows = [...this.layer.querySelectorAll("[data-row]")];
    rows.forEach((row, index) => {
      const words = this.#data.words[index];
      row.hidden = !words;
      if (!words) return;
      row.lang = words.lang === "easy" ? "ja" : words.lang;
      row.querySelector("[data-part=title]").textContent = words.title;
      row.querySelector("[data-part=text]").textContent = words.text;
    });
    for (const part of ["added", "until", "note"]) {
      this.layer.querySelector(`[data-part=${part}]`).textContent = this.#data[part] ?? "";
    }
    for (const step of ["0", "1", "2", "3"]) {
      this.layer.dataset.fit = step;
      if (this.layer.scrollHeight <= this.layer.clientHeight) break;
    }
  }
}
