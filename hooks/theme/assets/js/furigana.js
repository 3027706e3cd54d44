// ふりがな: sets the readings of towns and prefectures above every name in the page. Asked for only when it is wanted.

const NEVER = "ruby, svg, script, template, select, textarea, input, [role=status]";

let names;
let pattern;
let watching;

async function load() {
  if (names) return;
  const answer = await fetch(new URL("../readings.json", import.meta.url));
  if (!answer.ok) throw new Error(`readings: ${answer.status}`);
  names = await answer.json();
  const longest = Object.keys(names).sort((one, other) => other.length - one.length);
  pattern = new RegExp(longest.join("|"), "g");
}

/** One name with its reading above what is not kana already. */
function ruby([before, above, reading, behind]) {
  const element = document.createElement("ruby");
  const annotation = document.createElement("rt");
  annotation.append(reading);
  element.append(above, annotation);
  element.dataset.set = "";
  return [before, element, behind].filter((part) => part);
}

/** The pieces of a text, names replaced; none if it names nothing. */
function pieces(text) {
  const found = [];
  let end = 0;
  for (const { 0: name, index } of text.matchAll(pattern)) {
    found.push(text.slice(end, index), ...ruby(names[name]));
    end = index + name.length;
  }
  return end ? [...found, text.slice(end)].filter((part) => part) : [];
}

function annotate(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    if (walker.currentNode.data.trim() && !walker.currentNode.parentElement.closest(NEVER)) texts.push(walker.currentNode);
  }
  for (const text of texts) {
    const parts = pieces(text.data);
    if (parts.length) text.replaceWith(...parts);
  }
}

/** Annotates what stands below the root, and what comes to stand there. */
export async function start(root) {
  await load();
  if (watching) return;
  watching = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (node.nodeType === Node.ELEMENT_NODE && node.isConnected && !node.matches(NEVER)) annotate(node);
      }
    }
  });
  annotate(root);
  watching.observe(root, { childList: true, subtree: true });
}

/** Takes away what was set; readings that the page was made with stay. */
export function stop() {
  watching?.disconnect();
  watching = undefined;
  for (const element of document.querySelectorAll("ruby[data-set]")) {
    const parent = element.parentNode;
    element.querySelector("rt").remove();
    element.replaceWith(...element.childNodes);
    parent.normalize();
  }
}
