// What may be shown, and in which order: pure functions, `plays` being the twin of hub/playing.py (tests/vectors/playing.yaml).
import { DAY, readRuns, stateAt } from "../moment.js";

const MARGIN = 30 * DAY;
const STALE = 120 * DAY;
const ROUND = 230; // seconds: within four minutes whatever is on now comes again
const MOST_EVENTS = 8;
const MOST_NOTICES = 4;
const LEAST_OTHERS = 3;

/** Whether something that is shown from `starts` (or NaN) until `ends` (or NaN) may be shown. */
export function plays(starts, ends, { now, floor, built, verified }) {
  if (now < starts) return false;
  if (Number.isNaN(ends)) return true;
  if (now >= ends) return false;
  return verified || (now <= built + STALE && ends > floor + MARGIN);
}

/** A deck whose instants are read once; pictures are named from the site's `root`. */
export function readDeck(deck, root = "/") {
  for (const item of deck.items) {
    if (item.image) item.image.src = root + item.image.src;
    item.starts = Date.parse(item.from ?? "");
    item.ends = Date.parse(item.until ?? "");
    for (const day of item.when ?? []) day.runs = readRuns(day.starts, day.ends);
  }
  return { ...deck, builtAt: Date.parse(deck.built) };
}

/** Whether an item of a deck may be shown on a screen. */
export function isPlayable(item, trust, screen) {
  const isHere = !item.screens || !screen || item.screens.includes(screen);
  return isHere && plays(item.starts, item.ends, trust);
}

/** The day of an event to tell at an instant, and its state; what is not verified is never said to be today. */
export function dayToTell(item, { now, verified }) {
  const ahead = item.when.filter((day) => now < day.runs.at(-1).ends);
  const standing = ahead.filter((day) => day.status !== "cancelled" && item.status !== "cancelled");
  const day = (standing.length ? standing : ahead.length ? ahead : item.when)[0];
  const status = ["cancelled", "postponed"].includes(item.status) ? item.status : day.status;
  const state = stateAt(day.runs, status, now);
  return { day, state: verified || status === "cancelled" || status === "postponed" ? state : "coming" };
}

/** Notices and events that may be shown, soonest first. */
export function dated(deck, trust, screen) {
  const begins = (item) => (item.when ? (dayToTell(item, trust).day.runs[0].starts ?? item.ends) : -Infinity);
  return deck.items
    .filter((item) => (item.kind === "event" || item.kind === "notice") && isPlayable(item, trust, screen))
    .sort((a, b) => begins(a) - begins(b));
}

/** The next round: what is dated, with what is always valid between; `cursor` says where the latter goes on. */
export function nextRound(deck, trust, screen, cursor) {
  const all = dated(deck, trust, screen);
  const events = all.filter((item) => item.kind === "event");
  const first = [...all.filter((item) => item.kind === "notice").slice(0, MOST_NOTICES), ...events.slice(0, MOST_EVENTS)];
  const turns = [...deck.order.map((position) => deck.items[position]), ...events.slice(MOST_EVENTS)].filter(
    (item) => !first.includes(item) && isPlayable(item, trust, screen),
  );
  let left = ROUND - first.reduce((sum, item) => sum + item.dwell, 0);
  const others = [];
  while (turns.length && others.length < turns.length) {
    const item = turns[(cursor + others.length) % turns.length];
    if (item.dwell > left && others.length >= LEAST_OTHERS) break;
    others.push(item);
    left -= item.dwell;
  }
  return { items: between(first, others), cursor: turns.length ? (cursor + others.length) % turns.length : 0 };
}

/** Two rows as one, the shorter spread evenly over the longer. */
function between(first, others) {
  const placed = [first, others].flatMap((row, which) =>
    row.map((item, index) => ({ item, at: (index + 0.5) / row.length + which * 1e-9 })),
  );
  return placed.sort((a, b) => a.at - b.at).map(({ item }) => item);
}
