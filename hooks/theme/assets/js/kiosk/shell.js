// The outer page of the lobby display: keeps the time, asks for news, holds the frames and watches over them.
// What is shown, and in which order, is the inner page's (app.js), which finds this one as `parent.hubKiosk`.
import { Builds } from "./builds.js";
import { Clock, isLoopback, toldBy } from "./clock.js";
import { Frames } from "./frames.js";
import { guard } from "./guard.js";
import { Journal, stampOf } from "./journal.js";
import { Notice } from "./notice.js";
import { readParams } from "./params.js";
import { Pictures } from "./pictures.js";
import { applySizes, orientOf, sizesOf } from "./sizes.js";
import { Staff } from "./staff.js";
import { dayOf } from "../moment.js";

const FLOOR = "hub-kiosk-floor";
const HEALTHY = 10 * 60_000; // until old builds go
const SWAP_HOUR = 3; // every night the frame is replaced
const DRIFT = 45_000; // no word of an emergency stays longer in one place
const EMERGENCY = 30_000;
const LATEST = 10 * 60_000; // between two questions when the network fails

const { params, unknown } = readParams(location.search, localStorage);
const root = new URL("../", location.href).pathname;
const builds = new Builds(root, params.patience * 1000);
const journal = new Journal(localStorage);
const clock = new Clock({
  floor: Number(localStorage.getItem(FLOOR) ?? 0),
  declared: params.clock === "device",
});
const frames = new Frames(document.querySelector("[data-part=frames]"));
const notice = new Notice(document.querySelector("[data-part=emergency]"), localStorage);
const plain = document.querySelector("[data-part=plain]");
const name = document.title;

let hasWorker = false;
let lastBeat = 0;
let failures = 0; // of the page on the screen, one after another
let shownAt = 0;
let night = "";
let told = ""; // how good the time was when it was last noted
let isBusy = false;
let delay = params.poll * 1000;
let polling = 0;

/** What the inner page may use. */
window.hubKiosk = {
  params,
  now: () => clock.read(),
  beat: (view) => {
    if (frames.shows(view)) lastBeat = performance.now();
  },
  ready: (view, built, begin) => {
    clock.learnBuilt(built);
    frames.ready(view, begin);
  },
  failed: (view, reason) => frames.failed(view, reason),
  boundary: (view) => {
    const isOver = frames.shows(view) && frames.candidate;
    if (isOver) swap();
    return !isOver;
  },
  shown: (view, id) => {
    if (frames.shows(view)) journal.shown(id, clock.read().now);
  },
  note,
  pictures: new Pictures(), // here they outlive the frames
  notice,
  look,
  polls: 0,
  recover: () => recover(),
  shellReady: (view) => frames.ready(view),
};

function note(kind, text) {
  journal.note(kind, text, clock.read().now);
}

function steady() {
  return performance.now();
}

// ── showing a build

async function prove(build) {
  const address = hasWorker ? `${root}k/${build}/kiosk/app/` : `${root}kiosk/app/`;
  await frames.prove(build, address, params.patience * 1000);
}

/** See that the outer page of a build starts too: it is loaded at the next start, when nobody is there to mend it. */
async function proveShell(build) {
  await frames.prove(build, `${root}k/${build}/kiosk/`, params.patience * 1000);
  frames.drop();
}

async function pins() {
  return hasWorker ? builds.pin() : {};
}

/** Bring the proved build to the front and make it the one of the next start. */
function swap() {
  const build = frames.candidate;
  frames.swap();
  plain.hidden = true;
  lastBeat = shownAt = steady();
  if (hasWorker) builds.commit(build).catch((error) => note("error", error));
}

/** Show the first of the kept builds that proves itself. */
async function start() {
  const { build, previous } = await builds.pin();
  for (const one of [build, previous]) {
    const list = await builds.whole(one);
    if (!list) continue;
    clock.learnBuilt(Date.parse(list.built));
    try {
      await prove(one);
      swap();
      note("start", one);
      return true;
    } catch (error) {
      note("error", error);
    }
  }
  return false;
}

/** The page on the screen stands still: replace it, and after three times by the build before it. */
async function recover() {
  if (isBusy) return;
  isBusy = true;
  const { build, previous } = await pins();
  failures = steady() - shownAt < 60_000 ? failures + 1 : 1;
  const next = failures > 3 && previous ? previous : frames.build || build;
  note("recovery", next);
  lastBeat = steady();
  try {
    await prove(next);
    swap();
  } catch (error) {
    note("error", error);
    frames.drop();
  }
  isBusy = false;
}

// ── asking for news

/** Ask for the list of files; stage, prove and hold ready what is new. */
async function update() {
  const { list, response } = await builds.offered();
  learnTime(response);
  const { now } = clock.read();
  if (isBusy || list.build === frames.candidate || !(await builds.mayTake(list, now))) return;
  isBusy = true;
  try {
    await builds.stage(list);
    await proveShell(list.build);
    await prove(list.build);
    note("build", `proved ${list.build}`);
    if (!frames.build) swap();
  } catch (error) {
    frames.drop();
    await builds.refuse(list.build, now);
    note("error", error);
  } finally {
    isBusy = false;
  }
}

function learnTime(response) {
  if (!isLoopback(location.hostname)) clock.confirm(toldBy(response));
}

async function poll() {
  clearTimeout(polling);
  try {
    await update();
    delay = params.poll * 1000;
  } catch {
    delay = Math.min(delay * 2, LATEST);
  }
  window.hubKiosk.polls += 1;
  clearTimeout(polling);
  polling = setTimeout(poll, delay * (0.9 + Math.random() * 0.2));
}

async function ask() {
  try {
    const response = await fetch(`${root}kiosk/data/emergency.json`, { cache: "no-store", signal: AbortSignal.timeout(20_000) });
    if (response.ok) {
      notice.take(await response.json());
      look();
      learnTime(response);
    }
  } catch {
    // what was known holds until its own end
  }
  setTimeout(ask, EMERGENCY);
}

// ── watching

function tick() {
  const { now, quality } = clock.read();
  if (quality !== told) note("time", quality);
  told = quality;
  look();
  if (frames.build && steady() - lastBeat > params.stall * 1000) recover();
  const today = dayOf(now - SWAP_HOUR * 3_600_000);
  if (night && night !== today && !isBusy) renew();
  night = today;
}

/** Bring the emergency notice on the screen or off it. */
function look() {
  const { body } = document;
  notice.tick(clock.read().now, steady());
  body.dataset.emergency = notice.level;
  body.dataset.turn = String(Math.floor(steady() / DRIFT) % 4);
  body.style.setProperty("--shell-left", String(notice.left));
}

/** Every night: a fresh frame, or all anew where the outer page itself has changed. */
async function renew() {
  const list = hasWorker ? await builds.whole((await pins()).build) : null;
  if (list && list.shell !== document.documentElement.dataset.shell) location.reload();
  else if (frames.build) prove(frames.build).catch((error) => note("error", error));
}

function measure() {
  const { innerWidth: width, innerHeight: height } = window;
  document.body.dataset.orient = orientOf("auto", width, height);
  applySizes(document.body, sizesOf(width, height, params.diag, params.dist));
}

function beat() {
  document.title = `${name} ${Math.round(steady() / 1000)}`; // the heartbeat that a watchdog outside can see
}

function keep() {
  localStorage.setItem(FLOOR, String(clock.read().floor));
  journal.save();
  if (hasWorker && frames.build && steady() - shownAt > HEALTHY && !isBusy) builds.prune(frames.candidate);
}

async function facts() {
  const { now, floor, quality } = clock.read();
  const { build, previous } = await pins();
  const space = await navigator.storage?.estimate?.();
  return {
    build: frames.build || "—",
    pinned: `${build ?? "—"} / ${previous ?? "—"}`,
    time: `${stampOf(now)} (${quality})`,
    floor: stampOf(floor),
    storage: space ? `${(space.usage / 1e6).toFixed(1)} MB` : "—",
    offline: hasWorker ? "○" : "×",
    shown: String(journal.count),
    params: [location.host, ...unknown].join(" "),
  };
}

/** The worker that is there serves at once: the browser may look for seconds whether there is another. */
async function register() {
  try {
    const registered = navigator.serviceWorker.register(`${root}sw.js`, { scope: `${root}k`, updateViaCache: "none" });
    registered.catch(() => {}); // said below where it matters
    const found = await navigator.serviceWorker.getRegistration();
    if (!found?.active) await registered;
    await navigator.serviceWorker.ready;
    hasWorker = true;
  } catch (error) {
    note("error", `no worker: ${error}`);
  }
}

async function main() {
  addEventListener("error", (event) => note("error", event.message));
  addEventListener("unhandledrejection", (event) => note("error", event.reason));
  guard(document);
  document.body.dataset.mode = params.mode;
  measure();
  addEventListener("resize", measure);
  new Staff({
    corner: document.querySelector("[data-part=corner]"),
    panel: document.querySelector("[data-part=staff]"),
    lock: document.querySelector("[data-part=lock]"),
    code: params.staff,
    facts,
    journal,
  });
  setInterval(tick, 2_000);
  setInterval(beat, 10_000);
  setInterval(keep, 60_000);
  beat();
  tick();
  ask();
  navigator.storage?.persist?.();
  navigator.wakeLock?.request("screen").catch(() => {});
  await register();
  if (!hasWorker) await prove("unkept").then(swap, (error) => note("error", error));
  else if (!(await start())) note("start", "nothing kept");
  if (!hasWorker) return;
  poll();
  addEventListener("online", poll); // the network is back: no need to wait
}

// A new build loads its own outer page unseen, to see that it starts: then there is nothing to watch over.
if (window.parent === window) main();
else window.parent.hubKiosk?.shellReady(window);
