// The time as far as it can be trusted. A player's clock may be weeks off, so it counts as verified only after an
// independent Date was seen since the start, carried on by a clock that only goes forward. Knows no page and no network.
const LEAP = 60_000; // more than this between the two clocks: the machine slept or was set

export class Clock {
  #built;
  #floor;
  #declared;
  #anchor = null;

  /** `built` and `floor` are instants that are surely past; `declared` says that the device's clock may be believed. */
  constructor({ built = 0, floor = 0, declared = false } = {}, device = () => Date.now(), steady = () => performance.now()) {
    this.#built = built;
    this.#floor = Math.max(built, floor);
    this.#declared = declared;
    this.device = device;
    this.steady = steady;
  }

  /** Learn that a build was made on a day: the true time is later. */
  learnBuilt(built) {
    this.#built = Math.max(this.#built, built);
    this.#floor = Math.max(this.#floor, built);
  }

  /** Learn the time from an independent source. What lies before the build cannot be true. */
  confirm(instant) {
    if (!(instant >= this.#built)) return;
    this.#anchor = { instant, steady: this.steady(), device: this.device() };
    this.#floor = instant;
  }

  /** { now, floor, built, verified, quality }: quality is "server", "device", "behind" or "unverified". */
  read() {
    const device = this.device();
    const known = this.#anchored(device);
    if (known !== null) return this.#told(known, true, "server");
    if (device < this.#floor) return this.#told(this.#floor, false, "behind");
    return this.#told(device, this.#declared, this.#declared ? "device" : "unverified");
  }

  #anchored(device) {
    if (!this.#anchor) return null;
    const passed = this.steady() - this.#anchor.steady;
    const now = this.#anchor.instant + passed;
    this.#floor = Math.max(this.#floor, now);
    if (device - this.#anchor.device - passed <= LEAP) return now;
    this.#anchor = null; // the steady clock may have stood still while the machine slept
    return null;
  }

  #told(now, verified, quality) {
    this.#floor = Math.max(this.#floor, now);
    return { now, floor: this.#floor, built: this.#built, verified, quality };
  }
}

/** Whether a host answers with the device's own clock, which proves nothing. */
export function isLoopback(host) {
  return host === "localhost" || host.endsWith(".localhost") || /^127\.|^\[?::1\]?$/.test(host);
}

/** The instant that a response's headers tell, or NaN. */
export function toldBy(response) {
  return Date.parse(response.headers.get("date") ?? "") + Number(response.headers.get("age") ?? 0) * 1000;
}
