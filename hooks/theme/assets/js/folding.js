// Texts as they are compared: width, case, kana, spellings in Latin letters and old forms of kanji do not matter.
// The twin of hub/search/folding.py, held together by tests/vectors/folding.yaml. Pure functions.

// Old forms of kanji beside the new.
const OLD = "澤邊邉國龍嶋濱櫻廣德瀨豐禮惠澁髙﨑槇竈曾檜籠鐵驛會實榮與繩淺總縣寶壽靜圓學擧鷗礒萬奧條藏螢溫";
const NEW = "沢辺辺国竜島浜桜広徳瀬豊礼恵渋高崎槙釜曽桧篭鉄駅会実栄与縄浅総県宝寿静円学挙鴎磯万奥条蔵蛍温";
const MODERN = new Map([...OLD].map((sign, at) => [sign, NEW[at]]));
const OLD_SIGNS = new RegExp(`[${OLD}]`, "g");
// Where a text is taken apart; 2024年3月 is two phrases, so that each of them stands in many texts.
const BREAK = /[\s、。,!?:;()[\]{}「」『』【】〈〉《》"“”〜~|]+|(?<=年)(?=[0-9])/;

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
export function foldSign(sign) {
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
export function keyOfKana(kana) {
  const letters = kana.replace(/っ/g, "").replace(/.[ゃゅょ]?/g, (sign) => LETTERS.get(sign) ?? LETTERS.get(sign[0]) ?? "");
  return romajiKey(letters);
}

/** The phrases of a folded text, in its order. */
export function phrases(text) {
  return text.split(BREAK).filter(Boolean);
}
