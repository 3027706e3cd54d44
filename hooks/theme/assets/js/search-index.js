// Finds documents of the whole site by many small files (hub/search/index.py), of which a query needs few. Knows no page.

import { FIT, fit, namesRead, prepare, slip, terms } from "./matching.js";
import { load } from "./search-data.js";

const [NAME, START, PART, WORD, LINE, TEXT, ID] = Array(7).keys();
// How well a phrase fits by its role: being the term, beginning with it, holding it.
const POINTS = {
  [NAME]: [FIT.exact, FIT.title, FIT.inName], [START]: [FIT.title, FIT.title, FIT.inName], [PART]: [FIT.inName, FIT.inName, FIT.inName],
  [WORD]: [FIT.word, FIT.inWords, FIT.inWords], [LINE]: [FIT.line, FIT.line, FIT.line], [TEXT]: [FIT.text, FIT.text, FIT.text],
  [ID]: [FIT.inName, FIT.none, FIT.none],
};

let index; // names.json made ready

/** What is always needed: names, readings, and how the files are cut. */
export function ready() {
  index ??= load("search/names.json").then(open);
  index.catch(() => (index = undefined));
  return index;
}

function open({ pairs, documents, kinds, names }) {
  const kindOf = kinds.flatMap(([kind, count]) => Array(count).fill(kind));
  const starts = documents.reduce((all, count) => [...all, all.at(-1) + count], [0]);
  const numbers = names.flatMap(([first, rows]) => rows.map((_, at) => first + at));
  const rows = names.flatMap(([first, found]) => found.map((row, at) => [kindOf[first + at], ...row, "", ""]));
  const entries = prepare(rows).map((entry, at) => Object.assign(entry, { number: numbers[at] }));
  return { pairs, kindOf, starts, entries, byNumber: new Map(entries.map((entry) => [entry.number, entry])) };
}

/**
 * What holds every term, best first: `{ hits: [{ number, kind, score }], isWhole }`; with one slip in a name only if
 * there is nothing else. It is not whole where a file could not be had, so that only names were looked through.
 */
export async function look(query) {
  const known = await ready();
  const wanted = terms(query);
  if (!wanted.length) return { hits: [], isWhole: true };
  for (const term of wanted) if (term.key) term.names = namesRead(known.entries, term);
  const found = await Promise.all(wanted.map((term) => standing(known, term)));
  const isWhole = found.every((one) => one.isWhole);
  let hits = meeting(known, found);
  if (!hits.length) {
    found.forEach(({ points }, at) => known.entries.forEach((entry) => lower(points, entry.number, slip(entry, wanted[at]))));
    hits = meeting(known, found);
  }
  return { hits, isWhole };
}

/** The documents in which a term stands, with how well it fits. */
async function standing({ pairs, entries }, term) {
  const points = new Map();
  for (const entry of entries) lower(points, entry.number, fit(entry, term));
  const names = term.names.map((name) => [name, FIT.inName]);
  const texts = (term.isLatin ? [term.raw, term.kana] : term.raws).map((text) => [text, 0]);
  const words = term.key.length > 2 ? [[`#${term.key}`, 0]] : [];
  const asked = [...texts, ...names, ...words].filter(([text]) => [...text].length > 1 || /^[一-龠々]$/.test(text));
  const files = await Promise.allSettled(asked.map(([text]) => load(`search/pairs/${fileOf(text, pairs)}.json`)));
  files.forEach(({ value }, at) => value && read(value, ...asked[at], points));
  return { points, isWhole: files.every((file) => file.status === "fulfilled") };
}

function read(file, text, least, points) {
  for (const [phrase, roles] of Object.entries(file)) {
    const place = phrase === text ? 0 : phrase.indexOf(text);
    if (place < 0) continue;
    const way = phrase === text ? 0 : place ? 2 : 1;
    for (const [role, ...steps] of roles) {
      const score = Math.max(least, POINTS[role][way]);
      let number = 0;
      for (const step of steps) lower(points, (number += step), score);
    }
  }
}

function lower(points, number, score) {
  if (score < (points.get(number) ?? FIT.none)) points.set(number, score);
}

/** The file in which a text's first pair of signs stands; a single kanji has one too. */
function fileOf(text, count) {
  const [first, second] = [...text];
  return (first.codePointAt(0) * 31 + (second?.codePointAt(0) ?? 0)) % count;
}

function meeting({ kindOf }, found) {
  const [first, ...others] = found.map(({ points }) => points);
  const hits = [];
  for (const [number, score] of first) {
    const all = others.reduce((sum, points) => sum + (points.get(number) ?? FIT.none), score);
    if (all < FIT.none) hits.push({ number, kind: kindOf[number], score: all });
  }
  return hits.sort((one, other) => one.score - other.score || one.number - other.number);
}

/** What is shown of a document; of a place that could not be asked for, at least its name. */
export async function shown(number) {
  const { starts, byNumber } = await ready();
  const file = starts.findLastIndex((start) => start <= number);
  try {
    const rows = await load(`search/documents/${file}.json`);
    const [address, name, kana, line, words, text] = rows[number - starts[file]];
    return { address, name, kana, line, words, text };
  } catch {
    return byNumber.get(number) ?? null;
  }
}
