// Marks what was looked for in a text, and cuts the part where it stands out of a long one. Pure functions.

import { fold, foldSign } from "./folding.js";
import { terms } from "./matching.js";

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

/** The part of a long text where a term first stands, in pieces; nothing where none stands. */
export function excerpt(text, query, room = 60) {
  const whole = fold(text);
  const hits = variants(query).map((word) => whole.indexOf(word)).filter((at) => at >= 0);
  if (!hits.length) return [];
  const before = whole.length === text.length ? Math.min(...hits) : lengthBefore(text, Math.min(...hits));
  const start = Math.max(0, before - room / 3);
  const cut = text.slice(start, start + room);
  return pieces(`${start ? "…" : ""}${cut}${start + room < text.length ? "…" : ""}`, query);
}

/** How much of a text comes to so many folded signs. */
function lengthBefore(text, folded) {
  let [length, rest] = [0, folded];
  for (const sign of text) {
    rest -= foldSign(sign).length;
    if (rest < 0) break;
    length += sign.length;
  }
  return length;
}
