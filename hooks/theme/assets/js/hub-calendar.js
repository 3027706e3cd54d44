// <hub-calendar>: any month of the calendar, by buttons, address and keyboard. The built month is complete without it.
import { daysLater, lastDayOf, monthOf, monthsLater, weekdayOf } from "./calendar-month.js";
import { drawGrid, drawRows, drawStrip, fill } from "./calendar-draw.js";
import { dayOf } from "./moment.js";
import { askedOf, chosenIn, putInto, searchWith } from "./sieve.js";

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

class HubCalendar extends HTMLElement {
  connectedCallback() {
    this.leaving = new AbortController();
    const on = (target, name, act) => target.addEventListener(name, act, { signal: this.leaving.signal });
    this.table = this.querySelector(".hub-cal");
    this.form = this.querySelector("form") ?? document.createElement("form"); // without events nothing can be narrowed
    for (const tool of this.querySelectorAll(".hub-cal__nav, .hub-sieve")) tool.hidden = false;
    on(this.querySelector(".hub-cal__nav"), "click", (event) => this.press(event.target.closest("button")));
    on(this.form, "submit", (event) => event.preventDefault());
    on(this.form, "change", () => this.go(this.wanted));
    on(this.form, "reset", (event) => this.reset(event));
    on(this.table, "keydown", (event) => this.type(event));
    on(this.table, "focusin", (event) => this.rove(event.target.closest("td")));
    on(window, "popstate", () => this.show());
    on(document, "hub-moment", () => this.markToday());
    this.shown = this.dataset.month;
    this.asked = "";
    this.dress();
    this.show();
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  get address() {
    const asked = new URLSearchParams(location.search);
    const month = asked.get("m") ?? "";
    const isKnown = /^\d{4}-(0[1-9]|1[0-2])$/.test(month) && this.isWithin(month);
    return { month: isKnown ? month : this.thisMonth, chosen: askedOf(location.search, this.form) };
  }

  get thisMonth() {
    const month = dayOf(Date.now()).slice(0, 7);
    return this.isWithin(month) ? month : this.dataset.month;
  }

  isWithin(month) {
    return month >= this.dataset.first && month <= this.dataset.last;
  }

  async press(button) {
    if (!button || button.getAttribute("aria-disabled")) return;
    const step = button.dataset.step;
    await this.go(step === "now" ? this.thisMonth : monthsLater(this.wanted, Number(step)));
  }

  async go(month, chosen = chosenIn(this.form)) {
    if (!this.isWithin(month)) return;
    const asked = new URLSearchParams(searchWith(location.search, this.form, chosen));
    asked.set("m", month);
    history.pushState(null, "", `?${asked}`);
    await this.show();
  }

  async reset(event) {
    event.preventDefault();
    await this.go(this.wanted, {});
    this.form.querySelector("select").focus();
  }

  // Draws what the address asks for; the month as it was built needs nothing.
  async show() {
    const { month, chosen } = this.address;
    this.wanted = month; // steps count from here, also while the data are on their way
    putInto(this.form, chosen);
    const asked = searchWith("", this.form, chosen);
    if (month !== this.shown || asked !== this.asked) {
      const search = location.search;
      const data = await this.load();
      if (location.search !== search) return; // another was asked for meanwhile
      if (!data) {
        this.wanted = this.shown;
        return;
      }
      this.draw(data, month, chosen);
      this.asked = asked;
    }
    this.name();
  }

  async load() {
    try {
      this.loading ??= fetch(new URL("../calendar.json", import.meta.url)).then((response) => response.json());
      return await this.loading;
    } catch {
      this.loading = undefined;
      this.querySelector("[role=status]").className = "hub-cal__failed";
      this.querySelector("[role=status]").textContent = this.dataset.failed;
      return null;
    }
  }

  draw(data, month, chosen) {
    const { grid, listed, count } = monthOf(data, month, chosen);
    const weekdays = [...this.table.querySelectorAll("th")].map((head) => head.textContent);
    const strip = this.querySelector(".hub-strip");
    this.table.tBodies[0].replaceChildren(...drawGrid(grid, this.dataset));
    strip.replaceChildren(...[...strip.children].slice(0, 7), ...drawStrip(grid, this.dataset));
    strip.hidden = !listed.length;
    this.querySelector(".hub-calendar__list ol").replaceChildren(...drawRows(listed, this.dataset, weekdays));
    const text = count < 10 ? this.dataset.counts.split(" ")[count - 1] : fill(this.dataset.many, { count });
    const lead = count ? fill(this.dataset.some, { count: text }) : this.dataset.none;
    this.querySelector(".hub-section__lead").textContent = lead;
    this.querySelector("em").firstChild.data = this.yearText(month);
    this.querySelector("em").lastChild.data = eraOf(data, month);
    this.shown = month;
    this.dress();
    this.dispatchEvent(new CustomEvent("hub-change", { bubbles: true }));
    const status = this.querySelector("[role=status]");
    status.className = "hub-hidden";
    status.textContent = `${this.table.getAttribute("aria-label")}　${lead}`;
  }

  yearText(month) {
    const digits = [...month.slice(0, 4)].map((digit) => this.dataset.numerals[digit]).join("");
    return fill(this.dataset.year, { year: digits });
  }

  // The head, the buttons and the title of the page.
  name() {
    const number = (month) => Number(month.slice(5));
    const title = fill(this.dataset.title, { year: Number(this.shown.slice(0, 4)), month: number(this.shown) });
    document.title = document.title.replace(/^[^｜]*/, title);
    this.table.setAttribute("aria-label", title);
    this.querySelector("h1 .hub-num").textContent = number(this.shown);
    const label = this.dataset.labels.split(" ")[number(this.shown) - 1];
    this.querySelector(".hub-section__label").textContent = fill(this.dataset.label, { month: label });
    for (const button of this.querySelectorAll("button[data-step]:not([data-step=now])")) {
      const month = monthsLater(this.shown, Number(button.dataset.step));
      button.lastElementChild.textContent = fill(this.dataset.name, { month: number(month) });
      if (this.isWithin(month)) button.removeAttribute("aria-disabled");
      else button.setAttribute("aria-disabled", "true");
    }
  }

  // The table becomes a grid of one tab stop, as the ARIA pattern asks.
  dress() {
    this.table.setAttribute("role", "grid");
    for (const cell of this.table.querySelectorAll("td")) cell.setAttribute("role", "gridcell");
    for (const link of this.table.querySelectorAll("a")) link.tabIndex = -1;
    this.markToday();
    const days = this.table.querySelectorAll("td:not([data-out])");
    this.rove(this.table.querySelector("td[aria-current]:not([data-out])") ?? days[0]);
  }

  markToday() {
    const today = dayOf(Date.now());
    for (const day of this.querySelectorAll("[data-day][aria-current]")) day.removeAttribute("aria-current");
    for (const day of this.querySelectorAll(`[data-day="${today}"]`)) day.setAttribute("aria-current", "date");
  }

  rove(cell) {
    if (!cell) return;
    for (const other of this.table.querySelectorAll("td")) other.tabIndex = other === cell ? 0 : -1;
  }

  async type(event) {
    const cell = event.target.closest("td");
    if (!cell || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === "Escape") return this.enter(event, cell);
    const day = this.dayFor(event, cell.dataset.day);
    if (!day) return;
    event.preventDefault();
    const month = day.slice(0, 7);
    if (!this.isWithin(month)) return;
    if (month !== this.shown) await this.go(month);
    this.table.querySelector(`td[data-day="${day}"]`)?.focus();
  }

  // The day to which a key leads.
  dayFor({ key, shiftKey }, day) {
    if (key in STEPS) return daysLater(day, STEPS[key]);
    if (key === "Home") return daysLater(day, -weekdayOf(day));
    if (key === "End") return daysLater(day, 6 - weekdayOf(day));
    if (key !== "PageUp" && key !== "PageDown") return "";
    const month = monthsLater(day.slice(0, 7), (key === "PageUp" ? -1 : 1) * (shiftKey ? 12 : 1));
    const last = lastDayOf(month);
    const same = `${month}-${day.slice(8)}`;
    return same < last ? same : last;
  }

  // Enter goes into a day: to its one event, or from one of several to the next. Escape comes back.
  enter(event, cell) {
    const links = [...cell.querySelectorAll("a")];
    if (event.key === "Escape") return cell.focus();
    if (event.target !== cell || !links.length) return;
    event.preventDefault();
    if (links.length === 1) links[0].click();
    else for (const link of links) link.tabIndex = 0;
    links[0].focus();
  }
}

function eraOf(data, month) {
  const known = Object.keys(data.eras).filter((from) => from <= month);
  return data.eras[known.at(-1)] ?? "";
}

customElements.define("hub-calendar", HubCalendar);
