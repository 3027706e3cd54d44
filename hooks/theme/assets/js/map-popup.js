// 吹き出し: what a pop-up says. Everything is a text node; nothing from the data becomes HTML.
const ROOT = new URL("../../", import.meta.url);

function make(tag, name, ...inner) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...inner);
  return node;
}

function link(address, text, target) {
  const node = make("a", "", text);
  node.href = new URL(address.replace(/^\//, ""), ROOT).href;
  if (target) node.target = target;
  return node;
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** The pop-up of a town, a place with events or a prefecture, and the same in one line for those who hear it. */
export function popup(kind, facts, words) {
  const { target } = words;
  const box = make("div", "");
  const said = [facts.name];
  const note = (text, name = "hub-atlas__note") => {
    if (!text) return;
    box.append(make("p", name, text));
    said.push(text);
  };
  if (kind === "town") box.append(make("p", "hub-atlas__note", `${facts.prefecture}　${facts.kana}`));
  box.append(make("p", "hub-atlas__name", facts.name));
  if (kind === "town") {
    said.push(facts.kana, facts.prefecture);
    note(facts.bond, "");
    note(facts.km && fill(words.reach, { ward: words.ward, ...facts }));
    if (facts.event) {
      box.append(make("p", "hub-atlas__event", `${words.next}　${facts.event.when}`, document.createElement("br"),
        link(facts.event.address, facts.event.title, target)));
      said.push(words.next, facts.event.when, facts.event.title);
    }
  } else if (kind === "place") {
    for (const { title, when, address } of facts.events) {
      box.append(make("p", "hub-atlas__event", when, document.createElement("br"), link(address, title, target)));
      said.push(when, title);
    }
    const rest = facts.count - facts.events.length;
    note(rest > 0 ? fill(words.more, { count: rest }) : "");
  } else if (kind === "group") {
    for (const { text, address } of facts.places) box.append(make("p", "hub-atlas__go", link(address, text, target)));
  } else {
    note(fill(words.count, facts));
  }
  const page = { town: words.page, place: words.page, prefecture: words.prefecture }[kind];
  if (facts.address) box.append(make("p", "hub-atlas__go", link(facts.address, page, target)));
  return { box, said: said.filter(Boolean).join("、") };
}

export { fill, make };
