// Finds records by what a reader writes: 漢字, かな, カナ, ローマ字, full or half width, one slip of the finger.
// Pure functions; knows the layout of the data (hub/search.py), no page and no network.

const [KIND, ADDRESS, NAME, KANA, ROMAJI, LINE, WORDS, TEXT, FACETS] = Array(9).keys();

// How well a term fits; less is better. A slip counts only where nothing else is found.
const FIT = {
  exact: 0, stem: 1, start: 8, reading: 10, word: 12, inWords: 14, title: 16, inName: 20, place: 24, inReading: 26,
  inPlace: 30, line: 36, text: 40, slip: 60, none: Infinity,
};

// Old forms of kanji beside the new.
const OLD = "澤邊邉國龍嶋濱櫻廣德瀨豐禮惠澁髙﨑槇竈曾檜籠鐵驛會實榮與繩淺總縣寶壽靜圓學擧鷗礒萬奧條";
const NEW = "沢辺辺国竜島浜桜広徳瀬豊礼恵渋高崎槙釜曽桧篭鉄駅会実栄与縄浅総県宝寿静円学挙鴎磯万奥条";
const MODERN = new Map([...OLD].map((sign, at) => [sign, NEW[at]]));
const OLD_SIGNS = new RegExp(`[${OLD}]`, "g");
const SUFFIXES = /(?<=.)(都|府|県|市|区|町|村|地区|地域)$/;
const KANA_SUFFIXES = { 都: /と$/, 府: /ふ$/, 県: /けん$/, 市: /し$/, 区: /く$/, 町: /(ちょう|まち)$/, 村: /(むら|そん)$/ };
// Forms of one word: whichever is written, all are looked for.
const FORMS = [["祭り", "まつり", "祭"], ["踊り", "おどり", "踊"], ["け", "が"]];
const PLACES = new Set(["prefecture", "partner"]);
const LATIN = /^[a-z][a-z'’.-]*$/;
const FILLERS = new Set(["city", "town", "village", "prefecture", "ward", "no", "the", "of", "in"]);

const ROWS = {
  "": "あいうえお", k: "かきくけこ", s: "さしすせそ", t: "たちつてと", n: "なにぬねの", h: "はひふへほ", m: "まみむめも",
  r: "らりるれろ", g: "がぎぐげご", z: "ざじずぜぞ", d: "だぢづでど", b: "ばびぶべぼ", p: "ぱぴぷぺぽ",
};
const SYLLABLES = new Map([["ya", "や"], ["yu", "ゆ"], ["yo", "よ"], ["wa", "わ"], ["wo", "を"], ["n", "ん"]]);
for (const [start, row] of Object.entries(ROWS)) {
  [...row].forEach((kana, at) => SYLLABLES.set(start + "aiueo"[at], kana));
  if (start) ["ゃ", "ゅ", "ょ"].forEach((small, at) => SYLLABLES.set(`${start}y${"auo"[at]}`, row[1] + small));
}

const LETTERS = new Map([...SYLLABLES].map(([letters, kana]) => [kana, letters]));

/** One character as it is compared: width, case, kana and old forms of kanji do not matter. */
function foldSign(sign) {
  let folded = sign.normalize("NFKC").toLowerCase();
  if (folded.length === 1) {
    const code = folded.charCodeAt(0);
    if (code === 0x30f6 || code === 0x3096) folded = "け";
    else if (code >= 0x30a1 && code <= 0x30f6) folded = String.fromCharCode(code - 0x60);
    else if (code === 0xd7) folded = "x";
    else folded = MODERN.get(folded) ?? folded;
  }
  return folded;
}

/** A text as it is compared. */
export function fold(text) {
  const plain = text.normalize("NFKC").toLowerCase();
  const signs = plain.replace(/[\u30a1-\u30f6]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60));
  return signs.replace(OLD_SIGNS, (sign) => MODERN.get(sign)).replace(/×/g, "x").replace(/ゖ/g, "け");
}

/** Latin letters so that Hepburn and kunrei, with long vowels or without, are the same; line by line. */
export function romajiKey(text) {
  return text
    .normalize("NFD").toLowerCase().replace(/[^a-z\n]/g, "")
    .replace(/tch/g, "ch").replace(/ch/g, "ty").replace(/sh/g, "sy").replace(/ts/g, "t")
    .replace(/j/g, "zy").replace(/dz/g, "z").replace(/d([iuy])/g, "z$1").replace(/f/g, "h").replace(/l/g, "r")
    .replace(/([stz])y(?:i|$)/gm, (found, start) => start + (found.endsWith("i") ? "i" : "")).replace(/yy/g, "y")
    .replace(/m(?=[bp])/g, "n").replace(/oh(?![aiueoy])/g, "o").replace(/o[ou]+/g, "o").replace(/(.)\1+/g, "$1");
}

/** Latin letters as hiragana, or nothing where they are no Japanese. */
export function kanaOf(text) {
  let rest = text.normalize("NFD").toLowerCase().replace(/[^a-z]/g, "")
    .replace(/tch/g, "tty").replace(/ch/g, "ty").replace(/sh/g, "sy").replace(/ts/g, "t").replace(/j/g, "zy")
    .replace(/f/g, "h").replace(/l/g, "r").replace(/([stz])yi/g, "$1i").replace(/yy/g, "y").replace(/m(?=[bp])/g, "n");
  let kana = "";
  while (rest) {
    if (/^([^aiueon])\1/.test(rest)) {
      kana += "っ";
      rest = rest.slice(1);
      continue;
    }
    const size = [3, 2, 1].find((length) => rest.length >= length && SYLLABLES.has(rest.slice(0, length)));
    if (!size) return "";
    kana += SYLLABLES.get(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return kana;
}

/** Hiragana as a key of Latin letters. */
function keyOfKana(kana) {
  const letters = kana.replace(/っ/g, "").replace(/.[ゃゅょ]?/g, (sign) => LETTERS.get(sign) ?? LETTERS.get(sign[0]) ?? "");
  return romajiKey(letters);
}

/** What a reader wrote, as terms that must all be found. */
export function terms(query) {
  const folded = fold(query).replace(/[\s\u3000、。,]+/g, " ").trim();
  const parts = folded ? folded.split(" ") : [];
  const said = parts.length > 1 ? parts.filter((part) => !FILLERS.has(part)) : parts;
  return (said.length ? said : parts).map((raw) => {
    const isLatin = LATIN.test(raw.normalize("NFD").replace(/\p{M}/gu, ""));
    const isKana = /^[ぁ-ゖー]+$/.test(raw);
    const key = isLatin ? romajiKey(raw) : isKana ? keyOfKana(raw) : "";
    return { raw, raws: forms(raw), kana: isLatin ? kanaOf(raw) : "", key, isLatin, isKana, names: [] };
  });
}

function forms(raw) {
  const group = FORMS.find((words) => words.some((word) => raw.includes(word)));
  if (!group || (group[0] === "け" && !/[一-龠][けが][一-龠]/.test(raw))) return [raw];
  const written = group.find((word) => raw.includes(word));
  return group.map((word) => raw.replaceAll(written, word));
}

/** Records of a file made ready: what is shown, and `folded`, what is compared. Whole columns are folded at once. */
export function prepare({ records, frameworks }) {
  const column = (part, foldAll = fold) => foldAll(records.map(part).join("\n")).split("\n");
  const plain = (at) => column((row) => row[at].replaceAll("\n", " "));
  const [names, kanas, lines, words, texts] = [NAME, KANA, LINE, WORDS, TEXT].map(plain);
  const keys = column((row) => row[ROMAJI], romajiKey);
  const keyStems = column((row) => row[ROMAJI].replace(/-[^-]*$/, ""), romajiKey);
  const ids = column((row) => row[ADDRESS].replace(/\/$/, "").replace(/.*\//, ""), (text) => text);
  const known = new Map();
  const places = new Map();
  return records.map((row, at) => {
    const folded = { name: names[at], kana: kanas[at], line: lines[at], words: words[at], text: texts[at] };
    Object.assign(folded, stems(folded), { key: keys[at], keyStem: keyStems[at], items: folded.words.split("、") });
    const facets = facetsOf(row[FACETS], frameworks);
    if (row[KIND] === "prefecture") places.set(ids[at], folded);
    return {
      kind: row[KIND], address: row[ADDRESS], name: row[NAME], kana: row[KANA], line: row[LINE], words: row[WORDS],
      text: row[TEXT], facets, folded, ids: idKeys(ids[at], known), place: places.get(facets?.prefecture) ?? null,
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

function facetsOf(row, frameworks) {
  if (!row) return null;
  const [prefecture, bond, km, since, positions] = row;
  return { prefecture, bond, km, since, frameworks: positions.map((position) => frameworks[position]) };
}

function stems({ name, kana }) {
  const suffix = name.match(SUFFIXES)?.[0] ?? "";
  const ending = KANA_SUFFIXES[suffix];
  return { stem: name.slice(0, name.length - suffix.length), kanaStem: ending ? kana.replace(ending, "") : kana };
}

/** Entries that hold every term, best first; those with one slip only if there are no others. */
export function find(entries, query) {
  const wanted = terms(query);
  if (!wanted.length) return [];
  for (const term of wanted) if (term.key) term.names = namesRead(entries, term);
  const found = ranked(entries, (entry) => wanted.reduce((sum, term) => sum + fit(entry, term), 0));
  if (found.length) return found;
  return ranked(entries, (entry) => wanted.reduce((sum, term) => sum + Math.min(fit(entry, term), slip(entry, term)), 0));
}

/** Names of places that are read like the term: who writes りしり also means what stands under 利尻. */
function namesRead(entries, { raw, key, isLatin }) {
  const read = entries.filter(({ kind, folded }) => PLACES.has(kind) && folded.stem.length > 1
    && (isLatin ? folded.keyStem === key : folded.kanaStem === raw));
  return [...new Set(read.map(({ folded }) => folded.stem))];
}

function ranked(entries, score) {
  const found = [];
  entries.forEach((entry, at) => {
    const points = score(entry);
    if (points < FIT.none) found.push({ entry, score: points, at });
  });
  return found.sort((one, other) => one.score - other.score || one.at - other.at);
}

function fit(entry, term) {
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

function slip({ folded }, { raw, key, isLatin, isKana }) {
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

/** A text in pieces, `[piece, isHit]`, by what was written. */
export function pieces(text, query) {
  const signs = [...text];
  const folded = signs.map(foldSign);
  const starts = [];
  let whole = "";
  folded.forEach((sign) => { starts.push(whole.length); whole += sign; });
  const marked = new Uint8Array(signs.length);
  for (const word of variants(query)) {
    for (let hit = whole.indexOf(word); hit >= 0; hit = whole.indexOf(word, hit + word.length)) {
      starts.forEach((start, at) => { if (start < hit + word.length && start + folded[at].length > hit) marked[at] = 1; });
    }
  }
  const parts = [];
  signs.forEach((sign, at) => {
    const last = parts.at(-1);
    if (last && last[1] === Boolean(marked[at])) last[0] += sign;
    else parts.push([sign, Boolean(marked[at])]);
  });
  return parts;
}

function variants(query) {
  const words = terms(query).flatMap(({ raws, kana }) => [...raws, kana]);
  return words.filter((word) => word && (word.length > 1 || !/^[a-zぁ-ゖ]$/.test(word)));
}

/** The part of a long text where the first term stands, in pieces; nothing where it does not stand. */
export function excerpt(text, query, room = 60) {
  const parts = pieces(text, query);
  let before = 0;
  for (const [piece, isHit] of parts) {
    if (isHit) {
      const start = Math.max(0, before - room / 3);
      const cut = text.slice(start, start + room);
      return pieces(`${start ? "…" : ""}${cut}${start + room < text.length ? "…" : ""}`, query);
    }
    before += piece.length;
  }
  return [];
}
