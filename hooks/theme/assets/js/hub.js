// Loads the elements that stand in the page, one file each, and does nothing else. What a reader has chosen comes first.
import "./hub-reading.js";

const NAMES = ["calendar", "finder", "moment", "search", "shortcut", "shortcut-switch", "sieve", "stale", "weekend"];

for (const name of NAMES) {
  if (document.querySelector(`hub-${name}`)) import(`./hub-${name}.js`);
}
