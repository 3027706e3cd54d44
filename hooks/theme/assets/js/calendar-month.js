// The month as data: pure functions, the twin of hub/views/calendar.py. Days are texts, 2026-11-20. Knows no page.
import { DAY, dayOf, midnightOf } from "./moment.js";
import { fits } from "./sieve.js";

const TONES = ["solid", "wave"];

/** The day so many days later. */
export const daysLater = (day, days) => dayOf(midnightOf(day) + days * DAY);

/** The month so many months later: 2026-11 and 2 give 2027-01. */
export function monthsLater(month, months) {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
}

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (day) => (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;

/** The last day of a month. */
export const lastDayOf = (month) => daysLater(`${monthsLater(month, 1)}-01`, -1);

/** A month of the calendar: its weeks of cells, and the entries for the list. */
export function monthOf(data, month, chosen) {
  const first = `${month}-01`;
  const weeks = weeksOf(first, lastDayOf(month));
  const known = data.events.filter((event) => fits(event.marks, chosen)).map(withSpans);
  const touching = known.filter((entry) => touches(entry, weeks[0][0], weeks.at(-1)[6]));
  const listed = known.filter((entry) => entry.month === month || touches(entry, first, lastDayOf(month)));
  const bars = touching.filter((entry) => entry.spans.some(([start, end]) => end > start));
  const ids = [...new Set(bars.map((entry) => entry.id))];
  for (const entry of bars) entry.tone = TONES[ids.indexOf(entry.id) % 2];
  const grid = weeks.map((week) => {
    const lanes = lanesOf(week, bars);
    return week.map((day) => cellOf(data, month, week, day, lanes, touching, listed));
  });
  return { grid, listed, count: new Set(listed.map((entry) => entry.id)).size };
}

function withSpans(event) {
  return { ...event, spans: (event.days ?? []).map((span) => [span.slice(0, 10), span.slice(-10)]) };
}

const touches = (entry, from, to) => entry.spans.some(([start, end]) => start <= to && end >= from);

function weeksOf(first, last) {
  const weeks = [];
  for (let day = daysLater(first, -weekdayOf(first)); day <= last; day = daysLater(day, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, step) => daysLater(day, step)));
  }
  return weeks;
}

function lanesOf(week, bars) {
  const lanes = [];
  for (const entry of bars) {
    for (const [start, end] of entry.spans) {
      if (end === start || start > week[6] || end < week[0]) continue;
      const free = lanes.find((lane) => lane.every((other) => start > other.end));
      if (free) free.push({ entry, start, end });
      else lanes.push([{ entry, start, end }]);
    }
  }
  return lanes;
}

function cellOf(data, month, week, day, lanes, touching, listed) {
  const slots = lanes.map((lane) => barOf(lane, week, day));
  while (slots.length && !slots.at(-1)) slots.pop();
  const isOne = (entry) => entry.spans.some(([start, end]) => start === day && end === day);
  const ones = touching.filter(isOne);
  const isFirst = (entry) => entry === ones.find((one) => one.id === entry.id && one.status === entry.status);
  slots.push(...ones.filter(isFirst).map((entry) => ({ entry }))); // an event at several venues once
  return {
    day,
    isOut: !day.startsWith(month),
    holiday: data.holidays[day] ?? "",
    slots,
    target: listed.findIndex((entry) => touches(entry, day, day)),
    isRun: slots.some((slot) => slot?.tone),
  };
}

function barOf(lane, week, day) {
  const found = lane.find((bar) => bar.start <= day && day <= bar.end);
  if (!found) return null;
  const { entry, start, end } = found;
  const span = [start === day ? "first" : "", end === day ? "last" : ""].filter(Boolean).join(" ");
  const isLabelled = day === start || day === week[0];
  const last = end < week[6] ? end : week[6];
  return { entry, tone: entry.tone, span, days: isLabelled ? week.indexOf(last) - week.indexOf(day) + 1 : 0 };
}
