// Imports the elements of the page, one per file, and does nothing else.
import "./hub-calendar.js";
import "./hub-finder.js";
import "./hub-moment.js";
import "./hub-reading.js";
import "./hub-search.js";
import "./hub-shortcut.js";
import "./hub-shortcut-switch.js";
import "./hub-stale.js";
import "./hub-weekend.js";
