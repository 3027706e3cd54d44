// 絞り込み: the values of each facet of a partner, and how many towns each choice would leave. Pure functions.

import { DAY, dayOf } from "./moment.js";

export const FACETS = ["bond", "framework", "theme", "event", "region", "pref", "district"];
const SOON = 30 * DAY;

/** The values of a partner by facet, from its row and the lists at the head of the file (hub/search/finder.py). */
export function valuesOf([pref, bond, , , frameworks, themes, districts, days], head, now) {
  return {
    bond: [bond],
    framework: frameworks.map((at) => head.frameworks[at]),
    theme: themes.map((at) => head.themes[at]),
    event: eventValues(days, numberOf(now), numberOf(now + SOON)),
    region: [head.regions[pref] ?? ""],
    pref: [pref],
    district: districts.map((at) => head.districts[at]),
  };
}

/** A day as the number that the file has: 20261120. */
function numberOf(instant) {
  return Number(dayOf(instant).replaceAll("-", ""));
}

function eventValues(days, today, soon) {
  const ahead = days.filter(([, last]) => last >= today);
  return [...(ahead.length ? ["ahead"] : []), ...(ahead.some(([first]) => first <= soon) ? ["soon"] : [])];
}

/**
 * The hits that hold in every facet, and beside each choice how many towns it would leave, the others being as they are.
 */
export function narrow(hits, choice) {
  const counts = Object.fromEntries(FACETS.map((name) => [name, new Map()]));
  const chosen = FACETS.filter((name) => choice[name]);
  const shown = [];
  for (const hit of hits) {
    const { values, isTown } = hit.entry;
    const failed = chosen.filter((name) => !values[name].includes(choice[name]));
    if (!failed.length) shown.push(hit);
    if (failed.length > 1 || !isTown) continue;
    for (const name of failed.length ? failed : FACETS) {
      const count = counts[name];
      count.set("", (count.get("") ?? 0) + 1);
      for (const value of values[name]) count.set(value, (count.get(value) ?? 0) + 1);
    }
  }
  return { shown, counts };
}
