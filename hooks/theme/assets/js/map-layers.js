// 層: which towns are on the map, and what is laid over them. Knows no pop-up.

/** What the reader may choose: towns by framework and theme, events, the nation's own map. */
export class Layers {
  #chosen = { framework: "", theme: "" };
  #events;

  constructor(map, cluster, markers) {
    Object.assign(this, { map, cluster, markers });
  }

  /** Leaves only the towns of a framework and a theme; says how many they are. */
  narrow(name, value) {
    this.#chosen[name] = value;
    const { framework, theme } = this.#chosen;
    const fits = ({ feature: { properties: { frameworks = [], themes = [] } } }) =>
      (!framework || frameworks.includes(framework)) && (!theme || themes.includes(theme));
    const shown = [...this.markers.values()].filter(fits);
    this.cluster.clearLayers();
    this.cluster.addLayers(shown);
    return shown.length;
  }

  /** The events with their days, asked for when they are first wanted; `dress` is told each marker once. */
  async events(isOn, dress) {
    if (isOn && !this.#events) {
      ({ marker_cluster_events: this.#events } = await import(new URL("../map/events.js", import.meta.url)));
      this.#events.eachLayer(dress);
    }
    if (!this.#events) return;
    if (isOn) this.map.addLayer(this.#events);
    else this.map.removeLayer(this.#events);
  }

  /** 地理院タイル, asked for only while they are wanted. */
  tiles(isOn) {
    const { tile_layer_gsi: tiles } = globalThis;
    if (isOn) this.map.addLayer(tiles);
    else this.map.removeLayer(tiles);
  }
}
