// Builds as data: staged whole into a cache of their own, checked by hash, pinned only when proved, the previous one
// kept. The service worker serves what stands here. Draws nothing and decides nothing about time on the screen.
const PINS = "hub-kiosk";
const PREFIX = "hub-kiosk-";
const LIST = "precache.json";
const KEPT = "kept.json";
const REST = 30 * 60_000; // a build that failed is not tried again for so long
const REQUIRED = [/^kiosk\/index\.html$/, /^kiosk\/app\/index\.html$/, /^kiosk\/data\/deck\.json$/, /^assets[^/]*\/kiosk\.css$/, /^assets[^/]*\/js\/kiosk\/app\.js$/];

export class Builds {
  #refused = new Map();

  /** `root` is the path of the site; `patience` how many milliseconds one file may take. */
  constructor(root, patience) {
    this.root = root;
    this.patience = patience;
  }

  /** { build, previous } as pinned, or {}. */
  async pin() {
    const found = await (await caches.open(PINS)).match(`${this.root}k/pin.json`);
    return found ? found.json() : {};
  }

  /** The list that the server has now, with the response it came in. */
  async offered() {
    const response = await this.#fetch(LIST);
    if (!response.ok) throw new Error(`list: ${response.status}`);
    const list = await response.clone().json();
    const missing = REQUIRED.filter((wanted) => !list.files?.some((file) => wanted.test(file.url)));
    const isSound = /^[0-9a-f]{12}$/.test(list.build) && !Number.isNaN(Date.parse(list.built)) && !missing.length;
    if (!isSound || !list.files.every(isFile)) throw new Error("list: not sound");
    return { list, response };
  }

  /** The list of a build that is kept here, if every file of it is. */
  async whole(build) {
    if (!build || !(await caches.has(PREFIX + build))) return null;
    const cache = await caches.open(PREFIX + build);
    const found = await cache.match(this.#at(build, KEPT));
    if (!found) return null;
    const list = await found.json();
    const kept = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
    return list.files.every((file) => kept.has(this.#at(build, file.url))) ? list : null;
  }

  /** Whether a build may be taken: not refused lately, not older than the one that is pinned. */
  async mayTake(list, now) {
    const { build } = await this.pin();
    if (now < (this.#refused.get(list.build) ?? 0)) return false;
    const pinned = await this.whole(build);
    if (pinned && build === list.build) return false;
    return !pinned || list.rollback === true || Date.parse(list.built) >= Date.parse(pinned.built);
  }

  /** Put every file of a build into its cache; what is there already or unchanged is not fetched again. */
  async stage(list) {
    const cache = await caches.open(PREFIX + list.build);
    const { build: active } = await this.pin();
    const donor = await this.whole(active);
    for (const file of list.files) {
      if (await cache.match(this.#at(list.build, file.url))) continue;
      const same = donor?.files.find((old) => old.url === file.url && old.sha256 === file.sha256);
      const old = same && (await (await caches.open(PREFIX + active)).match(this.#at(active, file.url)));
      const response = old ?? (await this.#fetch(file.url));
      if (!response.ok) throw new Error(`${file.url}: ${response.status}`);
      await this.#keep(cache, list.build, file, response);
    }
    await cache.put(this.#at(list.build, KEPT), wrapped(new TextEncoder().encode(JSON.stringify(list)), "application/json"));
  }

  /** Make a build the one that is shown at the next start; the one before it stays. */
  async commit(build) {
    const { build: previous } = await this.pin();
    if (previous === build) return;
    const pin = JSON.stringify({ build, previous: previous ?? null });
    await (await caches.open(PINS)).put(`${this.root}k/pin.json`, wrapped(new TextEncoder().encode(pin), "application/json"));
  }

  /** Forget a build that failed and do not try it again for half an hour. */
  async refuse(build, now) {
    this.#refused.set(build, now + REST);
    for (const [old, until] of this.#refused) if (until < now) this.#refused.delete(old);
    await caches.delete(PREFIX + build);
  }

  /** Keep only the pinned build, the one before it, and one that is being staged. */
  async prune(staged = "") {
    const { build, previous } = await this.pin();
    for (const name of await caches.keys()) {
      const kept = [build, previous, staged].some((one) => one && name === PREFIX + one);
      if (name.startsWith(PREFIX) && !kept) await caches.delete(name);
    }
  }

  /** Any file of the site, never from a cache, never waited for without end. */
  #fetch(url) {
    const address = this.root + url.replace(/(^|\/)index\.html$/, "$1"); // some servers send folders elsewhere
    return fetch(address, { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(this.patience) });
  }

  async #keep(cache, build, file, response) {
    const bytes = await response.arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (hash !== file.sha256) throw new Error(`${file.url}: not the listed bytes`);
    await cache.put(this.#at(build, file.url), wrapped(bytes, typeOf(file.url)));
  }

  #at(build, url) {
    return `${this.root}k/${build}/${url}`;
  }
}

/**
 * A response of our own: one from the network keeps its address, and what it loads would escape from its build. It never
 * changes, and says so: a picture that had to be asked for again would be decoded and kept again for every slide.
 */
function wrapped(bytes, type) {
  return new Response(bytes, { headers: { "content-type": type, "cache-control": "max-age=31536000, immutable" } });
}

const TYPES = {
  html: "text/html; charset=utf-8", css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8",
  json: "application/json", svg: "image/svg+xml", png: "image/png", jpg: "image/jpeg", webp: "image/webp",
};

function typeOf(url) {
  return TYPES[url.split(".").at(-1)] ?? "application/octet-stream";
}

function isFile(file) {
  return /^(?!\/)(?!.*\.\.)[\w./-]+$/.test(file.url) && /^[0-9a-f]{64}$/.test(file.sha256);
}
