// 順: markers stand in the document, and so under the Tab key, in the order of their codes; a cluster by its first.
import { nameOf } from "./map-table.js";

const layers = new WeakMap();

const codeOf = (layer) => layer.feature?.properties.code ?? "";
const firstOf = (cluster) => cluster.getAllChildMarkers().reduce((a, b) => (codeOf(a) <= codeOf(b) ? a : b));
const isCluster = (layer) => typeof layer.getAllChildMarkers === "function";

/** The layer of a marker's element. */
export const layerOf = (element) => layers.get(element);

/** The town with the lowest code in a cluster. */
export { firstOf, isCluster };

/** Names every marker as it appears and keeps the pane in order. */
export function keepOrder(map, words) {
  const pane = map.getPane("markerPane");
  let waiting = 0;

  function sort() {
    waiting = 0;
    const held = document.activeElement;
    const now = [...pane.children];
    const wanted = now.toSorted((a, b) => (a.dataset.code ?? "").localeCompare(b.dataset.code ?? ""));
    if (wanted.every((element, at) => element === now[at])) return;
    pane.append(...wanted);
    if (pane.contains(held)) held.focus({ preventScroll: true });
  }

  function name(layer) {
    const element = layer.getElement?.();
    if (element?.parentNode !== pane) return;
    layers.set(element, layer);
    if (isCluster(layer)) {
      element.dataset.code = codeOf(firstOf(layer));
      element.setAttribute("aria-label", words.cluster.replace("{count}", layer.getChildCount()));
    } else if (layer.feature) {
      element.dataset.code = codeOf(layer);
      element.setAttribute("aria-label", nameOf(layer));
    }
    waiting ||= requestAnimationFrame(sort);
  }

  map.on("layeradd", ({ layer }) => name(layer));
  map.eachLayer(name);
}
