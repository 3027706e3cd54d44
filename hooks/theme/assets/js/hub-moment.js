// <hub-moment>: says again, in the reader's browser, what is coming, on and over. The page within it is complete
// as it was built. Each date carries its instants (data-starts, data-ends) and what the record says (data-status).
import { nextBoundary, readRuns, stateAt } from "./moment.js";

const ROWS = ".hub-event, .hub-day, .hub-timetable__stand, .hub-cover__today, .hub-next";
const FALLEN = ["cancelled", "held"]; // said by the record: never decided anew

class HubMoment extends HTMLElement {
  connectedCallback() {
    this.leaving = new AbortController();
    const options = { signal: this.leaving.signal };
    const again = () => this.update();
    document.addEventListener("visibilitychange", again, options);
    window.addEventListener("pageshow", again, options);
    window.addEventListener("focus", again, options);
    this.addEventListener("hub-change", again, options);
    this.update();
  }

  disconnectedCallback() {
    this.leaving.abort();
    clearTimeout(this.timer);
  }

  update() {
    const now = Date.now();
    const runs = [];
    for (const row of this.querySelectorAll(ROWS)) runs.push(...this.updateRow(row, now));
    for (const turns of this.querySelectorAll("[data-turns]")) takeTurns(turns);
    for (const days of this.querySelectorAll(".hub-days")) markNext(days);
    for (const list of this.querySelectorAll("[data-list=ahead]")) {
      this.clear(list);
      putInOrder(list);
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.update(), nextBoundary(runs, now) - now);
    document.dispatchEvent(new CustomEvent("hub-moment", { detail: now }));
  }

  // Shows of a row's dates the first that stands and is not over, and says its state. Gives all their runs.
  updateRow(row, now) {
    const dates = [...row.querySelectorAll(":scope > time[data-ends]:not([data-ends=''])")].map((time) => read(time, now));
    if (!dates.length) return [];
    row.toggleAttribute("data-over", dates.every((date) => date.isOver));
    const standing = dates.filter((date) => !FALLEN.includes(date.status));
    const shown = standing.find((date) => !date.isOver) ?? (standing.includes(dates[0]) ? standing.at(-1) : null);
    if (shown) {
      for (const time of row.querySelectorAll(":scope > time")) time.hidden = time !== shown.time;
      const said = row.querySelector(".hub-event__title .hub-hidden"); // the day within the link's name
      const day = shown.time.querySelector(".hub-hidden"); // the first date has none: the link says it as built
      if (said && day) said.textContent = ` ${day.textContent}`;
      row.dataset.state = shown.state;
      const mark = row.querySelector(".hub-state");
      if (mark && mark.dataset.state !== shown.state) {
        mark.dataset.state = shown.state;
        mark.textContent = this.dataset[shown.state];
      }
    }
    return dates.flatMap((date) => date.runs);
  }

  // What is over leaves the list of what is to come, for the records where the page has them.
  clear(list) {
    const section = list.closest(".hub-section");
    const over = [...list.querySelectorAll(":scope > [data-over]:not([hidden])")];
    const records = this.querySelector("[data-list=records]");
    for (const row of over) records ? records.prepend(row) : (row.hidden = true);
    if (!over.length) return;
    const isEmpty = !section.querySelector("[data-list=ahead] > :not([hidden])");
    const lead = section.querySelector("[data-none]");
    if (lead) lead.textContent = isEmpty ? lead.dataset.none : lead.dataset.some;
    else section.hidden = isEmpty;
    const rest = list.closest("details");
    if (rest) rest.hidden = !list.querySelector(":scope > :not([hidden])");
    for (const link of this.querySelectorAll("a[data-some]")) link.textContent = link.dataset.some;
  }
}

function read(time, now) {
  const runs = readRuns(time.dataset.starts, time.dataset.ends);
  const status = time.dataset.status ?? "scheduled";
  return { time, runs, status, state: stateAt(runs, status, now), isOver: now >= runs.at(-1).ends };
}

// Of several blocks one that is on is shown, else the first that is not over, else the one that says so (data-else).
function takeTurns(turns) {
  const blocks = [...turns.children];
  const ahead = blocks.filter((block) => !block.matches("[data-over], [data-else]"));
  const isOn = (block) => ["today", "open"].includes(block.dataset.state);
  const shown = ahead.find(isOn) ?? ahead[0] ?? blocks.at(-1);
  for (const block of blocks) block.hidden = block !== shown;
}

// By the day now shown; the list is left alone while it is in order.
function putInOrder(list) {
  const orderOf = (row) => {
    const { starts = "." } = row.querySelector(":scope > time:not([hidden])").dataset; // none where it is past
    return starts.startsWith(".") ? row.querySelector("time").dateTime : starts;
  };
  const rows = [...list.children].map((row) => ({ row, order: orderOf(row) }));
  if (rows.every(({ order }, index) => !index || rows[index - 1].order <= order)) return;
  rows.sort((one, other) => (one.order < other.order ? -1 : Number(one.order > other.order)));
  list.replaceChildren(...rows.map(({ row }) => row));
}

function markNext(days) {
  const items = [...days.children];
  const next = items.find((item) => ["coming", "today", "open", "closed"].includes(item.dataset.state));
  for (const item of items) item.toggleAttribute("data-next", item === next);
}

customElements.define("hub-moment", HubMoment);
