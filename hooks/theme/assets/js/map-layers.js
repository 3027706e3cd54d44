// 層: which towns are on the map, and what is laid over them. Knows no pop-up.
import { codeOf } from "./map-marks.js";

/** What the reader may choose: towns by framework and theme, events, the nation's own map. */
export class Layers {
  #chosen = { framework: "", theme: "" };
  #places;
  #withPlaces = false;

  constructor(map, marks, towns, tiles) {
    Object.assign(this, { map, marks, towns, nation: tiles, shown: towns });
    this.#lay();
  }

  /** Leaves only the towns of a framework and a theme; says how many they are. */
  narrow(name, value) {
    this.#chosen[name] = value;
    const { framework, theme } = this.#chosen;
    const fits = ({ properties: { frameworks = [], themes = [] } }) =>
      (!framework || frameworks.includes(framework)) && (!theme || themes.includes(theme));
    this.shown = this.towns.filter(fits);
    this.#lay();
    return this.shown.length;
  }

  /** The events with their days, asked for when they are first wanted. */
  async events(isOn) {
    this.#withPlaces = isOn;
    if (isOn) this.#places ??= (await import(new URL("../map/events.js", import.meta.url))).geo_json_events_data.features;
    this.#lay();
  }

  /** A town with events has one mark, which tells the events. */
  #lay() {
    const places = (this.#withPlaces && this.#places) || [];
    const taken = new Set(places.map(codeOf));
    const towns = this.shown.filter((town) => !taken.has(codeOf(town)));
    this.marks.show([...towns, ...places].sort((one, other) => (codeOf(one) < codeOf(other) ? -1 : 1)));
  }

  /** 地理院タイル, asked for only while they are wanted. */
  tiles(isOn) {
    if (isOn) this.map.addLayer(this.nation);
    else this.map.removeLayer(this.nation);
  }
}
