// Finds records by what a reader writes: 漢字, かな, カナ, ローマ字, full or half width, one slip of the finger.
// Pure functions; knows the layout of records (hub/search/finder.py), no page and no network.

import { fold, kanaOf, keyOfKana, phrases, romajiKey } from "./folding.js";

const [KIND, ADDRESS, NAME, KANA, ROMAJI, LINE, WORDS, TEXT, FACETS, KEYWORDS] = Array(10).keys();

// How well a term fits; less is better. A slip counts only where nothing else is found.
export const FIT = {
  exact: 0, stem: 1, start: 8, reading: 10, word: 12, inWords: 14, title: 16, inName: 20, place: 24, inReading: 26,
  inPlace: 30, line: 36, text: 40, slip: 60, none: Infinity,
};

const SUFFIXES = /(?<=.)(都|府|県|市|区|町|村|地区|地域)$/;
const KANA_SUFFIXES = { 都: /と$/, 府: /ふ$/, 県: /けん$/, 市: /し$/, 区: /く$/, 町: /(ちょう|まち)$/, 村: /(むら|そん)$/ };
// Forms of one word: whichever is written, all are looked for.
const FORMS = [["祭り", "まつり", "祭"], ["踊り", "おどり", "踊"], ["け", "が"]];
const PLACES = new Set(["prefecture", "partner"]);
const LATIN = /^[a-z][a-z'’.-]*$/;
const FILLERS = new Set(["city", "town", "village", "prefecture", "ward", "no", "the", "of", "in"]);

/** What a reader wrote, as terms that must all be found. */
export function terms(query) {
  const parts = fold(query).split(/\s+/).flatMap(longPhrases);
  const said = parts.length > 1 ? parts.filter((part) => !FILLERS.has(part)) : parts;
  return (said.length ? said : parts).map((raw) => {
    const isLatin = LATIN.test(raw.normalize("NFD").replace(/\p{M}/gu, ""));
    const isKana = /^[ぁ-ゖー]+$/.test(raw);
    const key = isLatin ? romajiKey(raw) : isKana ? keyOfKana(raw) : "";
    return { raw, raws: forms(raw), kana: isLatin ? kanaOf(raw) : "", key, isLatin, isKana, names: [] };
  });
}

/** The phrases of a word, but for single signs beside longer ones: 2024年6 is looked for as 2024年. */
function longPhrases(word) {
  const parts = phrases(word);
  const long = parts.filter((part) => part.length > 1);
  return long.length ? long : parts;
}

function forms(raw) {
  const group = FORMS.find((words) => words.some((word) => raw.includes(word)));
  if (!group || (group[0] === "け" && !/[一-龠][けが][一-龠]/.test(raw))) return [raw];
  const written = group.find((word) => raw.includes(word));
  return group.map((word) => raw.replaceAll(written, word));
}

/** Records made ready: what is shown, and `folded`, what is compared. Whole columns are folded at once. */
export function prepare(records) {
  const column = (part, foldAll = fold) => foldAll(records.map(part).join("\n")).split("\n");
  const plain = (...ats) => column((row) => ats.map((at) => row[at]).filter(Boolean).join("、").replaceAll("\n", " "));
  const [names, kanas, lines, words, texts] = [[NAME], [KANA], [LINE], [WORDS, KEYWORDS], [TEXT]].map((ats) => plain(...ats));
  const keys = column((row) => row[ROMAJI], romajiKey);
  const keyStems = column((row) => row[ROMAJI].replace(/-[^-]*$/, ""), romajiKey);
  const ids = records.map((row) => row[ADDRESS].replace(/\/$/, "").replace(/.*\//, ""));
  const known = new Map();
  const places = new Map();
  return records.map((row, at) => {
    const folded = { name: names[at], kana: kanas[at], line: lines[at], words: words[at], text: texts[at] };
    Object.assign(folded, stems(folded), { key: keys[at], keyStem: keyStems[at], items: folded.words.split("、") });
    if (row[KIND] === "prefecture") places.set(ids[at], folded);
    const prefecture = row[FACETS]?.[0] ?? (row[KIND] === "partner" && /^\d{6}$/.test(ids[at]) ? ids[at].slice(0, 2) : "");
    return {
      kind: row[KIND], address: row[ADDRESS], name: row[NAME], kana: row[KANA], line: row[LINE], words: row[WORDS],
      text: row[TEXT], facets: row[FACETS] ?? null, folded, ids: idKeys(ids[at], known), place: places.get(prefecture) ?? null,
    };
  });
}

/** The words of an id, which staff write in Latin letters: hotaru-2017 is found by ほたる. */
function idKeys(id, known) {
  const wordsOf = id.split("-").filter((part) => /^[a-z]{3,}$/.test(part));
  return wordsOf.map((word) => {
    if (!known.has(word)) known.set(word, romajiKey(word));
    return known.get(word);
  });
}

function stems({ name, kana }) {
  const suffix = name.match(SUFFIXES)?.[0] ?? "";
  const ending = KANA_SUFFIXES[suffix];
  return { stem: name.slice(0, name.length - suffix.length), kanaStem: ending ? kana.replace(ending, "") : kana };
}

/** Entries with one text of all that they hold, in which a term is looked for once instead of in each. */
export function gather(entries) {
  const held = entries.map(({ folded, place, ids }) => [folded, place ?? {}]
    .flatMap(({ name, kana, key, keyStem }) => [name, kana, key, keyStem])
    .concat(folded.words, folded.line, folded.text, ids).join(" "));
  const ends = new Uint32Array(entries.length);
  held.forEach((text, at) => (ends[at] = (at ? ends[at - 1] : 0) + text.length + 1));
  return { entries, ends, text: held.join("\n"), places: [...new Set(entries.map(({ place }) => place).filter(Boolean))] };
}

/** Entries that hold every term, best first; those with one slip only if there are no others. */
export function find(gathered, query) {
  const { entries, places } = gathered;
  const wanted = terms(query);
  if (!wanted.length) return [];
  for (const term of wanted) if (term.key) term.names = namesRead(entries, term);
  const holding = wanted.map((term) => standing(gathered, needles(term, places)));
  const fitting = (at, which) => (holding[which][at] ? fit(entries[at], wanted[which]) : FIT.none);
  const found = ranked(entries, (at) => wanted.reduce((sum, _, which) => sum + fitting(at, which), 0));
  if (found.length) return found;
  return ranked(entries, (at) => wanted.reduce((sum, term, which) => sum + Math.min(fitting(at, which), slip(entries[at], term)), 0));
}

/** What an entry must hold, one of them at least, to fit a term (see `fit`). */
function needles({ raw, raws, kana, key, names }, places) {
  const rests = places.filter(({ stem }) => raw.startsWith(stem)).map((place) => withoutPlace(raw, place));
  return [...new Set([...raws, kana, key, ...names, ...rests])].filter(Boolean);
}

/** Which entries hold one of some texts: a 1 for each. */
function standing({ text, ends }, sought) {
  const found = new Uint8Array(ends.length);
  for (const needle of sought) {
    let entry = 0;
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, ends[entry])) {
      while (ends[entry] <= at) entry += 1;
      found[entry] = 1;
    }
  }
  return found;
}

/** Names of places that are read like the term: who writes りしり also means what stands under 利尻. */
export function namesRead(entries, { raw, key, isLatin }) {
  const read = entries.filter(({ kind, folded }) => PLACES.has(kind) && folded.stem.length > 1
    && (isLatin ? folded.keyStem === key : folded.kanaStem === raw));
  return [...new Set(read.map(({ folded }) => folded.stem))];
}

function ranked(entries, score) {
  const found = [];
  entries.forEach((entry, at) => {
    const points = score(at);
    if (points < FIT.none) found.push({ entry, score: points, at });
  });
  return found.sort((one, other) => one.score - other.score || one.at - other.at);
}

/** How well a term fits an entry. */
export function fit(entry, term) {
  let best = term.isLatin ? Math.min(fitLatin(entry, term), fitWritten(entry, term)) : FIT.none;
  if (!term.isLatin) for (const raw of term.raws) best = Math.min(best, fitJapanese(entry, raw, term.isKana));
  if (best <= FIT.inName) return best;
  for (const name of term.names) best = Math.min(best, Math.max(FIT.inName, fitJapanese(entry, name, false)));
  return term.key.length > 2 && entry.ids.includes(term.key) ? Math.min(best, FIT.inName) : best;
}

function fitLatin({ folded, place }, { key }) {
  if (!key) return FIT.none;
  if (folded.key && (folded.keyStem === key || folded.key === key)) return FIT.exact;
  if (folded.key.startsWith(key)) return FIT.reading;
  if (place && (place.keyStem === key || place.key === key)) return FIT.place;
  if (key.length > 2 && folded.key.includes(key)) return FIT.inReading;
  return place && key.length > 2 && place.key.startsWith(key) ? FIT.inPlace : FIT.none;
}

/** Latin letters that stand so in the data (SDGs, JR), or that are kana there. */
function fitWritten({ kind, folded }, { raw, kana }) {
  if (folded.name.startsWith(raw)) return folded.name === raw ? FIT.exact : startOf(kind);
  for (const text of [raw, kana]) {
    if (text.length < 2) continue;
    if (folded.words.includes(text)) return FIT.inWords;
    if (folded.name.includes(text)) return insideOf(kind);
    if (folded.line.includes(text)) return FIT.line;
    if (folded.text.includes(text)) return FIT.text;
  }
  return FIT.none;
}

function fitJapanese({ kind, folded, place }, raw, isKana) {
  if (folded.name === raw) return FIT.exact;
  if (folded.stem === raw || folded.kana === raw || folded.kanaStem === raw) return FIT.stem;
  if (place && raw.startsWith(place.stem) && [folded.name, folded.stem].includes(withoutPlace(raw, place))) return FIT.exact;
  if (folded.name.startsWith(raw)) return startOf(kind);
  if (isKana && folded.kana.startsWith(raw)) return FIT.reading;
  if (folded.items.includes(raw)) return FIT.word;
  if (isKana && raw.length < 2) return FIT.none;
  if (folded.words.includes(raw)) return FIT.inWords;
  if (folded.name.includes(raw)) return insideOf(kind);
  if (place && (place.name === raw || place.stem === raw || place.kana === raw || place.kanaStem === raw)) return FIT.place;
  if (isKana && folded.kana.includes(raw)) return FIT.inReading;
  if (place && (place.name.startsWith(raw) || (isKana && place.kana.startsWith(raw)))) return FIT.inPlace;
  if (folded.line.includes(raw)) return FIT.line;
  return folded.text.includes(raw) ? FIT.text : FIT.none;
}

function startOf(kind) {
  return PLACES.has(kind) ? FIT.start : FIT.title;
}

/** A place's own page comes before pages whose titles mention it. */
function insideOf(kind) {
  return PLACES.has(kind) ? FIT.inWords : FIT.inName;
}

function withoutPlace(raw, { name, stem }) {
  return raw.slice(raw.startsWith(name) ? name.length : stem.length);
}

/** How well a term fits but for one slip. */
export function slip({ folded }, { raw, key, isLatin, isKana }) {
  const [written, texts] = isLatin
    ? [key, [folded.key, folded.keyStem]]
    : [raw, isKana ? [folded.kana, folded.kanaStem, folded.name] : [folded.name, folded.stem, ...folded.items]];
  const least = isLatin ? 5 : 3;
  return written.length >= least && texts.some((text) => isOneSlipFromStart(written, text)) ? FIT.slip : FIT.none;
}

/** Whether a text begins like this but for one sign that is wrong, missing, too much or swapped with the next. */
export function isOneSlipFromStart(written, text) {
  let at = 0;
  while (at < written.length && written[at] === text[at]) at += 1;
  if (at === written.length) return true;
  const [rest, after] = [written.slice(at + 1), text.slice(at)];
  return after.slice(1).startsWith(rest) && after.length > 0
    || after.startsWith(rest) && written.length > 3
    || after.slice(1).startsWith(written.slice(at))
    || (written[at] === after[1] && written[at + 1] === after[0] && after.slice(2).startsWith(written.slice(at + 2)));
}
