// A QR code of one fixed size (version 20, level L, mask 0: 97 modules a side), in which the log leaves the display without
// a network. The codes of slides are made by the build (hub/kiosk/codes.py). Knows no page.
export const MOST = 858; // bytes
const SIZE = 97;
const BLOCKS = [107, 107, 107, 108, 108, 108, 108, 108]; // bytes of data in each
const CHECKS = 28; // bytes of correction after each
const CENTRES = [6, 34, 62, 90]; // of the small squares
const FORMAT = 0x77c4; // level L and mask 0, as they are written beside the large squares
const VERSION = 0x149a6; // 20, likewise

const [POWERS, LOGS] = field();
const FACTORS = factors();

/** The modules of a text of at most MOST bytes, as the path of a drawing of SIZE + 8 units a side. */
export function pathOf(text) {
  const { dark, isSet } = frame();
  fill(dark, isSet, wordsOf(new TextEncoder().encode(text).slice(0, MOST)));
  let path = "";
  dark.forEach((one, at) => (path += one ? `M${at % SIZE} ${Math.floor(at / SIZE)}h1v1h-1z` : ""));
  return path;
}

export const VIEW = `-4 -4 ${SIZE + 8} ${SIZE + 8}`;

// ── the words: length, bytes, padding, correction, interleaved

function wordsOf(bytes) {
  const size = bytes.length;
  const nibbles = [4, size >> 12, (size >> 8) & 15, (size >> 4) & 15, size & 15];
  for (const byte of bytes) nibbles.push(byte >> 4, byte & 15);
  nibbles.push(0);
  const whole = BLOCKS.reduce((sum, one) => sum + one);
  const words = Array.from({ length: whole }, (_, at) => {
    if (at * 2 < nibbles.length) return (nibbles[at * 2] << 4) | (nibbles[at * 2 + 1] ?? 0);
    return (at - Math.ceil(nibbles.length / 2)) % 2 ? 0x11 : 0xec;
  });
  let from = 0;
  const data = BLOCKS.map((length) => words.slice(from, (from += length)));
  const checks = data.map(checksOf);
  const columns = (rows, length) => Array.from({ length }, (_, at) => rows.map((row) => row[at])).flat();
  return [...columns(data, Math.max(...BLOCKS)), ...columns(checks, CHECKS)].filter((word) => word !== undefined);
}

function field() {
  const powers = [];
  const logs = [];
  for (let power = 0, value = 1; power < 255; power += 1, value = (value << 1) ^ (value > 127 ? 0x11d : 0)) {
    powers[power] = value;
    logs[value] = power;
  }
  return [powers, logs];
}

function times(a, b) {
  return a && b ? POWERS[(LOGS[a] + LOGS[b]) % 255] : 0;
}

/** The polynomial by which the data are divided, without its leading 1. */
function factors() {
  let found = [1];
  for (let power = 0; power < CHECKS; power += 1) {
    const next = [...found, 0];
    found.forEach((one, at) => (next[at + 1] ^= times(one, POWERS[power])));
    found = next;
  }
  return found.slice(1);
}

function checksOf(data) {
  let rest = Array(CHECKS).fill(0);
  for (const word of data) {
    const lead = word ^ rest[0];
    rest = [...rest.slice(1), 0].map((one, at) => one ^ times(FACTORS[at], lead));
  }
  return rest;
}

// ── the drawing

function frame() {
  const dark = Array(SIZE * SIZE).fill(false);
  const isSet = Array(SIZE * SIZE).fill(false);
  const set = (x, y, value) => {
    if (x < 0 || y < 0 || x >= SIZE || y >= SIZE) return;
    dark[y * SIZE + x] = Boolean(value);
    isSet[y * SIZE + x] = true;
  };
  const rings = (x, y, reach, light) => {
    for (let down = -reach; down <= reach; down += 1) {
      for (let across = -reach; across <= reach; across += 1) {
        set(x + across, y + down, !light.includes(Math.max(Math.abs(across), Math.abs(down))));
      }
    }
  };
  for (let at = 0; at < SIZE; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  for (const [x, y] of [[3, 3], [SIZE - 4, 3], [3, SIZE - 4]]) rings(x, y, 4, [2, 4]);
  const last = CENTRES.at(-1);
  for (const x of CENTRES) {
    for (const y of CENTRES) {
      const isTaken = (x === 6 && y === 6) || (x === 6 && y === last) || (x === last && y === 6);
      if (!isTaken) rings(x, y, 2, [1]);
    }
  }
  for (let bit = 0; bit < 15; bit += 1) {
    const value = (FORMAT >> bit) & 1;
    if (bit < 6) set(8, bit, value);
    else if (bit < 8) set(8, bit + 1, value);
    else set(bit === 8 ? 7 : 14 - bit, 8, value);
    if (bit < 8) set(SIZE - 1 - bit, 8, value);
    else set(8, SIZE - 15 + bit, value);
  }
  set(8, SIZE - 8, true);
  for (let bit = 0; bit < 18; bit += 1) {
    const value = (VERSION >> bit) & 1;
    const [near, far] = [Math.floor(bit / 3), SIZE - 11 + (bit % 3)];
    set(near, far, value);
    set(far, near, value);
  }
  return { dark, isSet };
}

/** The bits of the words, in pairs of columns from the right, up and down; every other module turned over (mask 0). */
function fill(dark, isSet, words) {
  let bit = 0;
  let isUp = true;
  for (let right = SIZE - 1; right > 0; right -= 2, isUp = !isUp) {
    if (right === 6) right = 5;
    for (let step = 0; step < SIZE; step += 1) {
      const y = isUp ? SIZE - 1 - step : step;
      for (const x of [right, right - 1]) {
        const at = y * SIZE + x;
        if (isSet[at]) continue;
        const value = ((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
        dark[at] = Boolean(value) !== ((x + y) % 2 === 0);
        bit += 1;
      }
    }
  }
}
