// The inner page of the lobby display: reads the deck, plays it, and tells the outer page that it lives.
import { Chart } from "./chart.js";
import { guard } from "./guard.js";
import { DEFAULTS, isNight, readParams } from "./params.js";
import { Pictures } from "./pictures.js";
import { Player } from "./player.js";
import { readDeck } from "./schedule.js";
import { applySizes, orientOf, sizesOf } from "./sizes.js";
import { Slide } from "./slide.js";
import { Touch } from "./touch.js";

const DRIFT = 45_000; // nothing that is fixed stays longer in one place
const RADIUS = 12; // px, in eight places on a circle: each at least 8 px from the last
const body = document.body;
const part = (name) => document.querySelector(`[data-part=${name}]`);
const host = hostOf(window.parent === window ? null : window.parent.hubKiosk);

/** The outer page as the inner one uses it; alone (for trying a page), the device's clock and no log. */
function hostOf(outer) {
  const alone = { params: { ...DEFAULTS, ...readParams(location.search, sessionStorage).params }, now: aloneNow };
  const { params, now } = outer ?? alone;
  return {
    params,
    now,
    screen: params.screen,
    beat: () => outer?.beat(window),
    boundary: () => outer?.boundary(window) ?? true,
    shown: (id) => outer?.shown(window, id),
    pictures: outer?.pictures ?? new Pictures(),
    ready: (built, begin) => (outer ? outer.ready(window, built, begin) : begin()),
    failed: (reason) => outer?.failed(window, reason),
  };
}

function aloneNow() {
  const now = Date.now();
  return { now, floor: now, built: 0, verified: true, quality: "device" };
}

// ── size and place

function measure() {
  const { innerWidth: width, innerHeight: height } = window;
  const { orient, diag, dist, flip } = host.params;
  const isTurned = flip === "90" || flip === "270";
  const [wide, high] = isTurned ? [height, width] : [width, height];
  body.dataset.orient = orientOf(orient, wide, high);
  body.dataset.flip = flip;
  applySizes(body, sizesOf(wide, high, diag, dist));
}

let drifted = 0;
let turn = 0;

/** Move everything a little, at once, so that no edge burns in. */
function drift(now) {
  if (now - drifted < DRIFT) return;
  drifted = now;
  turn = (turn + 1) % 8;
  const angle = (turn * Math.PI) / 4;
  for (const { style } of [part("stage"), part("night")]) {
    style.setProperty("--kiosk-x", `${Math.round(RADIUS * Math.cos(angle))}px`);
    style.setProperty("--kiosk-y", `${Math.round(RADIUS * Math.sin(angle))}px`);
  }
}

// ── start

async function main() {
  guard(document);
  measure();
  const response = await fetch("../data/deck.json");
  const deck = readDeck(await response.json(), new URL("../../", location.href).pathname);
  body.dataset.motion = host.params.motion;
  if (host.params.ruby === "on") body.dataset.ruby = "";
  part("here").textContent = deck.screens[host.params.screen]?.here ?? "";
  part("note").textContent = deck.note;
  const chart = new Chart(part("chart"), { ground: part("ground"), home: part("home"), ward: deck.ward });
  const slides = [...document.querySelectorAll(".kiosk-slide")].map((element) => new Slide(element, host.pictures));
  const player = new Player({ deck, slides, chart, host, isUpright });
  window.kioskPlayer = player; // for whoever looks at one slide after another
  const isTouch = host.params.mode === "touch";
  body.dataset.mode = host.params.mode;
  const touch = isTouch ? new Touch({ body, part, player, chart, host, resize: () => place(chart, player) }) : null;
  host.boundary = boundaryOf(host.boundary, touch);
  addEventListener("resize", () => {
    measure();
    place(chart, player);
  });
  await document.fonts.ready;
  chart.resize();
  if (!player.playable) throw new Error("nothing to show");
  player.pause(); // unseen: the first slide's time runs from when it is on the screen
  player.step();
  host.ready(deck.builtAt, () => begin(player));
  setInterval(() => second(player, touch), 1000);
}

function begin(player) {
  host.shown(player.current.id);
  player.resume();
}

function isUpright() {
  return body.dataset.orient === "portrait";
}

/** The chart has another place on the page. */
function place(chart, player) {
  if (body.dataset.view === "attract" || body.dataset.view === "slide") player.refit();
  else chart.place(null);
  chart.resize();
  if (body.dataset.view === "choose" || body.dataset.view === "map") chart.show({});
}

/** A new build comes in between two slides, never under a visitor's hand. Tells whether this page is still to play. */
function boundaryOf(boundary, touch) {
  return () => touch?.isHeld || boundary();
}

function second(player, touch) {
  host.beat();
  const { now } = host.now();
  const isDark = isNight(host.params.hours, now);
  part("night").hidden = !isDark;
  body.dataset.night = String(isDark);
  drift(now);
  player.tick();
  touch?.tick();
}

main().catch((error) => {
  host.failed(String(error));
  throw error;
});
