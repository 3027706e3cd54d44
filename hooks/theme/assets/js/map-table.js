// 地図の表: what is known of each town stands once, in the table; pop-ups and names are read from it.

const ENOUGH = 5; // ms in which a section gets its links, even on a slow phone
const rows = new Map();

/** The row of a town by its code. */
function rowOf(code) {
  if (!rows.size) {
    for (const row of document.querySelectorAll(".hub-places tbody tr")) rows.set((row.id || row.dataset.town).slice("partner=".length), row);
  }
  return rows.get(code);
}

/** The facts of a town as the table tells them. */
export function factsOf(code) {
  const [heading, bond, reach] = rowOf(code).cells;
  const [km, direction] = [...reach.childNodes].map((node) => node.textContent);
  const [name, kana] = [...heading.children].map((child) => child.textContent);
  const prefecture = rowOf(code).closest(".hub-places").querySelector(":is(h2, h3) a").textContent;
  return { code, name, kana, prefecture, bond: bond.textContent, km: km?.replace(" km", "") ?? "", direction: direction ?? "" };
}

/** What a mark is called: a town by its row, a place by itself. */
export function nameOf({ properties }) {
  if (properties.name) return properties.name;
  const { name, bond } = factsOf(properties.code);
  return [name, bond].filter(Boolean).join("、");
}

/** Adds to each row a link to its place on the map, some at a time: a script makes them, for without one they lead nowhere. */
export async function linkRows(codes, words) {
  let idle = await quiet();
  for (const section of document.querySelectorAll(".hub-places[id]")) {
    if (idle.timeRemaining() < ENOUGH) idle = await quiet();
    section.querySelector(":is(h2, h3)").append(link(section.id, section.querySelector(":is(h2, h3) a").textContent, words));
    section.querySelector("thead tr").append(heading(words));
    for (const row of section.querySelectorAll("tbody tr")) {
      const cell = document.createElement("td");
      const code = row.id.slice("partner=".length);
      if (codes.has(code)) cell.append(link(row.id, row.querySelector("a").ariaLabel ?? row.querySelector("a").textContent, words));
      row.append(cell);
    }
  }
}

/** The next time that the browser has nothing to do; where it cannot say so, soon, and for one section. */
function quiet() {
  return new Promise((resolve) => {
    if (globalThis.requestIdleCallback) requestIdleCallback(resolve);
    else setTimeout(() => resolve({ timeRemaining: () => 0 }));
  });
}

function heading({ map }) {
  const cell = document.createElement("th");
  cell.scope = "col";
  const text = document.createElement("span");
  text.className = "hub-hidden";
  text.textContent = map;
  cell.append(text);
  return cell;
}

function link(anchor, name, words) {
  const made = document.createElement("a");
  made.className = "hub-places__show";
  made.href = `#${anchor}`;
  made.textContent = words.map;
  made.setAttribute("aria-label", words.onMap.replace("{name}", name));
  return made;
}
