// What the display's address says about it: read once, kept, never a reason to fail. Knows no page.
const KEY = "hub-kiosk-params";

const number = (least, most) => (text) => (Number(text) >= least && Number(text) <= most ? Number(text) : undefined);
const word = (...words) => (text) => (words.includes(text) ? text : undefined);

const READERS = {
  screen: (text) => (/^[a-z0-9-]{1,60}$/.test(text) ? text : undefined),
  mode: word("signage", "touch"),
  orient: word("auto", "landscape", "portrait"),
  flip: word("0", "90", "180", "270"),
  diag: number(10, 120),
  dist: number(0.4, 10),
  lang: word("ja", "en", "zh", "ko"),
  ruby: word("on", "off"),
  reach: word("full", "low"),
  idle: number(60, 300),
  hours: (text) => (/^([01]\d|2[0-3])[0-5]\d-([01]\d|2[0-4])[0-5]\d$/.test(text) ? text : undefined),
  poll: number(30, 3600),
  motion: word("none", "fade"),
  clock: word("server", "device"),
  staff: (text) => (/^\d{4,8}$/.test(text) ? text : undefined), // asked for before the staff panel opens
  stall: number(5, 86_400), // seconds without a sign of life of the inner page
  patience: number(1, 600), // seconds that a file and the proof of a build may take
};

export const DEFAULTS = {
  screen: "", mode: "signage", orient: "auto", flip: "0", diag: 43, dist: 3, lang: "ja", ruby: "on", reach: "full",
  idle: 90, hours: "", poll: 60, motion: "fade", clock: "server", staff: "", stall: 6, patience: 30,
};

/** The settings of an address and those kept from an earlier one; `unknown` names what could not be used. */
export function readParams(search, storage) {
  const unknown = [];
  const given = {};
  for (const [name, text] of new URLSearchParams(search)) {
    const value = Object.hasOwn(READERS, name) ? READERS[name](text) : undefined;
    if (value === undefined) unknown.push(`${name}=${text}`.slice(0, 80));
    else given[name] = value;
  }
  const params = { ...DEFAULTS, ...kept(storage), ...given };
  try {
    storage.setItem(KEY, JSON.stringify({ ...kept(storage), ...given }));
  } catch {
    unknown.push("storage");
  }
  return { params, unknown };
}

function kept(storage) {
  try {
    const entries = Object.entries(JSON.parse(storage.getItem(KEY) ?? "{}"));
    return Object.fromEntries(entries.filter(([name, value]) => READERS[name]?.(String(value)) !== undefined));
  } catch {
    return {};
  }
}

/** Whether the display is out of hours at an instant, by fixed +09:00; hours past midnight are allowed. */
export function isNight(hours, now) {
  if (!hours) return false;
  const [opens, closes] = hours.split("-").map((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(2)));
  const minute = Math.floor((now + 9 * 3_600_000) / 60_000) % 1440;
  return opens <= closes ? minute < opens || minute >= closes : minute < opens && minute >= closes;
}
