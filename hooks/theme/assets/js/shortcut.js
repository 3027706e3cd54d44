// Whether the reader wants the shortcut key: a setting of this browser, kept only there and only if it is off.

const KEY = "hub-shortcut";

/** Whether the key works; where nothing can be kept, it does. */
export function isOn() {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

/** Switch the key on or off. */
export function turn(on) {
  try {
    if (on) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, "off");
  } catch {
    // Private windows may keep nothing: then it holds until the page is left.
  }
}
