// What may be said of a day at an instant: pure functions, the twin of hub/moments.py. Knows no page and no clock.
// Everything counts from fixed +09:00, whatever the device believes of its zone.
const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const JST = 9 * HOUR;

/** The runs written in data-starts and data-ends: [{ starts, ends }] in milliseconds; an unknown beginning is null. */
export function readRuns(starts, ends) {
  const beginnings = (starts ?? "").split(" ");
  return (ends ?? "")
    .split(" ")
    .filter(Boolean)
    .map((end, index) => {
      const start = Date.parse(beginnings[index] ?? "");
      return { starts: Number.isNaN(start) ? null : start, ends: Date.parse(end) };
    });
}

/** "coming", "today", "open", "closed" (between two runs) or "over". */
export function keyAt(runs, now) {
  if (now >= runs.at(-1).ends) return "over";
  const first = runs[0].starts;
  if (first === null) return "coming";
  if (now < first) return dayOf(first) === dayOf(now) ? "today" : "coming";
  if (!runs.some((run) => run.starts !== null && run.starts <= now && now < run.ends)) return "closed";
  return runs.at(-1).ends === midnightAfter(first) ? "today" : "open";
}

/** The state to show for an occurrence of which the record says `status`. */
export function stateAt(runs, status, now) {
  if (status === "cancelled" || status === "postponed" || status === "held") return status;
  const key = keyAt(runs, now);
  if (key !== "over") return key;
  return status === "unconfirmed" ? "unconfirmed" : "held";
}

/** The next instant after `now` at which something may have to be said anew: a beginning, an end, or midnight. */
export function nextBoundary(runs, now) {
  const instants = runs.flatMap((run) => [run.starts ?? 0, run.ends]);
  return Math.min(midnightAfter(now), ...instants.filter((instant) => instant > now));
}

/** Saturday 00:00 and Monday 00:00: this weekend if it has begun, else the next. */
export function weekendAt(now) {
  const weekday = new Date(now + JST).getUTCDay(); // 0 is Sunday
  const saturday = midnightAfter(now) - DAY + (weekday === 0 ? -1 : 6 - weekday) * DAY;
  return [saturday, saturday + 2 * DAY];
}

/** Whether something of the runs falls between two instants and is not yet over. */
export function fallsWithin(runs, from, to, now) {
  return runs.some((run) => run.starts !== null && run.starts < to && run.ends > Math.max(from, now));
}

/** The Japanese day of an instant, 2026-11-20. */
export function dayOf(instant) {
  return new Date(instant + JST).toISOString().slice(0, 10);
}

/** 00:00 of a Japanese day as an instant. */
export function midnightOf(day) {
  return Date.parse(`${day}T00:00+09:00`);
}

function midnightAfter(instant) {
  return midnightOf(dayOf(instant)) + DAY;
}
