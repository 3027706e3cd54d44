// 「/」の切りかえ: the box that switches the shortcut key on and off.

import { isOn, turn } from "./shortcut.js";

class HubShortcutSwitch extends HTMLElement {
  #listening;

  connectedCallback() {
    this.#listening = new AbortController();
    const box = this.querySelector("input");
    box.checked = isOn();
    this.hidden = false;
    box.addEventListener("change", () => turn(box.checked), { signal: this.#listening.signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
  }
}

customElements.define("hub-shortcut-switch", HubShortcutSwitch);
