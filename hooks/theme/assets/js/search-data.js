// Fetches data of the site, each file once and only when asked for. Knows no page.

/** The address of the site, wherever it lies. */
export const root = new URL("../../", import.meta.url);

const asked = new Map();

/** What stands in a file of the folder of assets, whatever that is called; one that could not be had is asked for again the next time. */
export function load(path) {
  if (!asked.has(path)) {
    const data = fetch(new URL(`../${path}`, import.meta.url)).then((answer) => {
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return answer.json();
    });
    data.catch(() => asked.delete(path));
    asked.set(path, data);
  }
  return asked.get(path);
}

/** The address of a page, written from the root, from anywhere on the site. */
export function addressOf(address) {
  return new URL(address.slice(1), root).href;
}
