// Fetches what is searched, once each and only when asked for. Knows no page.

import { prepare } from "./matching.js";

/** The address of the site, wherever it lies. */
export const root = new URL("../../", import.meta.url);

const asked = new Map();

/** The entries of a file of `/assets/`: `search` (places) or `search-pages`. */
export function load(name) {
  if (!asked.has(name)) {
    const entries = fetch(new URL(`assets/${name}.json`, root)).then(async (answer) => {
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      return prepare(await answer.json());
    });
    entries.catch(() => asked.delete(name));
    asked.set(name, entries);
  }
  return asked.get(name);
}

/** The address of an entry's page from anywhere on the site. */
export function addressOf(entry) {
  return new URL(entry.address.slice(1), root).href;
}
