// 文字と色を変える: opens the panel for furigana, size of text and colours, and keeps what was chosen in this browser.
// Without script its link leads to the page that says how a browser does the same.

const KEY = "hub-reading";
const { dataset } = document.documentElement;

class HubReading extends HTMLElement {
  #listening;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.opener = this.querySelector("[data-opener]");
    this.panel = this.querySelector("dialog");
    this.form = this.querySelector("form");
    this.opener.setAttribute("role", "button");
    this.opener.setAttribute("aria-haspopup", "dialog");
    this.opener.addEventListener("click", (event) => this.#open(event), { signal });
    this.opener.addEventListener("keydown", (event) => event.key === " " && this.#open(event), { signal });
    this.panel.addEventListener("click", ({ target }) => target === this.panel && this.panel.close(), { signal });
    this.form.addEventListener("change", () => this.#choose(), { signal });
    if (dataset.ruby === "all") this.#annotate();
  }

  disconnectedCallback() {
    this.#listening.abort();
    this.furigana?.stop();
  }

  #open(event) {
    event.preventDefault();
    for (const radio of this.form.elements) {
      if (radio.type === "radio") radio.checked = radio.value === (dataset[radio.name] ?? "");
    }
    this.panel.showModal();
  }

  #choose() {
    const chosen = Object.fromEntries([...new FormData(this.form)].filter(([, value]) => value));
    for (const name of ["ruby", "size", "scheme"]) {
      if (chosen[name]) dataset[name] = chosen[name];
      else delete dataset[name];
    }
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {
      // Private windows may keep nothing: then it holds until the page is left.
    }
    if (dataset.ruby === "all") this.#annotate();
    else this.furigana?.stop();
  }

  async #annotate() {
    this.furigana ??= await import("./furigana.js");
    if (dataset.ruby === "all") await this.furigana.start(document.getElementById("main"));
  }
}

customElements.define("hub-reading", HubReading);
