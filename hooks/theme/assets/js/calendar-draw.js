// Draws a month as components/calendar.html does. Words come from the data- attributes of <hub-calendar>.
import { weekdayOf } from "./calendar-month.js";

const FALLEN = ["cancelled", "postponed"];
const ROOT = new URL("../../", import.meta.url);

/** An element with attributes (those that are empty are left out, true stands alone) and children. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter(Boolean));
  return element;
}

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const numberOf = (part) => String(Number(part));

export function drawGrid(grid, words) {
  return grid.map((week) => make("tr", {}, ...week.map((cell, index) => drawCell(cell, index, words))));
}

function drawCell(cell, index, words) {
  const [, month, day] = cell.day.split("-").map(numberOf);
  const isOff = cell.holiday || index === 6;
  const out = cell.isOut && make("small", {}, `${month}.`);
  return make(
    "td",
    { "data-day": cell.day, "data-out": cell.isOut, "data-off": Boolean(isOff), "data-sat": !isOff && index === 5 },
    make("span", { class: "hub-cal__d" }, out, day),
    cell.holiday && make("span", { class: "hub-cal__off" }, cell.holiday),
    ...cell.slots.map((slot) => (slot ? drawSlot(slot, `${month}.${day}`, words) : make("span", { class: "hub-cal__gap" }))),
  );
}

function drawSlot({ entry, tone, span, days }, day, words) {
  const isFallen = FALLEN.includes(entry.status);
  const text = entry.hours ?? (isFallen ? day : "");
  const link = make(
    "a",
    { class: "hub-cal__e", href: addressOf(entry), "data-tone": tone, "data-days": days, tabindex: tone && !days && "-1" },
    make(
      "span",
      { class: days || !tone ? "hub-cal__label" : "hub-hidden" },
      isFallen && make("strong", {}, words[entry.status]),
      make("b", {}, entry.title),
      text && make(isFallen ? "s" : "i", {}, text),
    ),
  );
  if (tone) link.dataset.span = span;
  if (isFallen) link.dataset.state = entry.status;
  return link;
}

export function drawStrip(grid, words) {
  return grid.flat().map((cell) => {
    const [, month, day] = cell.day.split("-").map(numberOf);
    const shared = { "data-day": cell.day, "data-out": cell.isOut };
    if (cell.target < 0) return make("b", { "aria-hidden": "true", ...shared }, day);
    const label = fill(words.day, { month, day });
    const href = `#entry-${cell.target + 1}`;
    return make("a", { ...shared, href, "aria-label": label, "data-one": !cell.isRun }, day);
  });
}

export function drawRows(entries, words, weekdays) {
  return entries.map((entry, index) => {
    const state = FALLEN.includes(entry.status) ? entry.status : entry.status === "held" ? "held" : "coming";
    const title = make("h3", { class: "hub-event__title" }, make("a", { href: addressOf(entry) }, entry.title, make("span", { class: "hub-hidden" }, ` ${sayDate(entry, words, weekdays)}`)));
    const meta = [entry.when ?? entry.hours, entry.place].filter(Boolean).join("　");
    const mark = make("span", { class: "hub-state", "data-state": state }, words[state]);
    return make(
      "li",
      { class: "hub-event", id: `entry-${index + 1}`, "data-state": state },
      drawDate(entry, words, weekdays),
      make("div", {}, title, meta && make("p", { class: "hub-event__meta" }, meta)),
      make("p", { class: "hub-event__state" }, mark),
    );
  });
}

function drawDate(entry, words, weekdays) {
  const iso = entry.spans[0]?.[0] ?? entry.month;
  const [year, month, day] = iso.split("-").map(numberOf);
  const status = ["scheduled", "moved"].includes(entry.status) ? "" : entry.status;
  const said = entry.spans.length ? [month, make("span", {}, "."), day] : [make("span", {}, entry.day)];
  return make(
    "time",
    { class: "hub-date", "aria-hidden": "true", datetime: iso, "data-starts": entry.starts, "data-ends": entry.ends, "data-status": status },
    make("span", { class: "hub-date__year" }, fill(words.year, { year })),
    make("span", { class: "hub-date__day" }, ...said),
    entry.spans.length && make("span", { class: "hub-date__week" }, weekdays[weekdayOf(iso)]),
  );
}

// As it is read aloud.
function sayDate(entry, words, weekdays) {
  const iso = entry.spans[0]?.[0] ?? entry.month;
  const [year, month, day] = iso.split("-").map(numberOf);
  if (!entry.spans.length) return fill(words.year, { year }) + entry.day;
  return fill(words.said, { year, month, day, week: weekdays[weekdayOf(iso)] });
}

const addressOf = (entry) => new URL(`events/${entry.id}/`, ROOT).href;
