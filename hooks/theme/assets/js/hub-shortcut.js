// 「/」で探す: the key leads to the field of the page, or follows the link that this element wraps.
// It can be switched off (WCAG 2.1.4): see hub-shortcut-switch.js.

import { isOn } from "./shortcut.js";

class HubShortcut extends HTMLElement {
  #listening;

  connectedCallback() {
    this.#listening = new AbortController();
    document.addEventListener("keydown", (event) => this.#onKey(event), { signal: this.#listening.signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  #onKey(event) {
    const isPlain = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    if (!isPlain || event.defaultPrevented || !isOn() || isTyping(event.target)) return;
    event.preventDefault();
    const field = document.querySelector("[role=search] [name=q]");
    if (field) field.focus();
    else this.querySelector("a").click();
  }
}

function isTyping(target) {
  return target.isContentEditable || target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
}

customElements.define("hub-shortcut", HubShortcut);
