// What a browser does by itself and a lobby must not: its menus, its keys, dragging, zoom. For both pages, in either mode.
// New windows and closing belong to the browser alone: no keyboard stays at a display (/about/kiosk/).
const OWN = /^(F\d+|Browser.*|Launch.*|Help|Print|PrintScreen|ContextMenu)$/;

/** Refuse all that on this page. */
export function guard(page) {
  for (const type of ["contextmenu", "dragstart", "selectstart", "gesturestart", "auxclick"]) {
    page.addEventListener(type, (event) => event.preventDefault(), { capture: true });
  }
  page.addEventListener("wheel", (event) => event.ctrlKey && event.preventDefault(), { capture: true, passive: false });
  page.addEventListener("keydown", refuse, { capture: true });
}

function refuse(event) {
  const isCommand = event.ctrlKey || event.metaKey || event.altKey;
  if (!isCommand && !OWN.test(event.key)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}
