// Sizes from the panel's inches and the distance of the reader, as custom properties. Knows no content.
const CAPITAL = 0.734; // the height of H in em, and of 木
const KANJI = 0.938;
const DEGREES = 0.7; // under which a headline's H is seen

/** The properties for a panel of `width` × `height` px. */
export function sizesOf(width, height, diag, dist) {
  const perMm = Math.hypot(width, height) / (diag * 25.4);
  const headMm = 2000 * dist * Math.tan((DEGREES / 2) * (Math.PI / 180));
  const px = (mm) => Math.ceil(mm * perMm);
  return {
    mm: perMm,
    head: px(headMm / CAPITAL),
    body: px((20 * dist) / 3 / KANJI),
    small: px((12 * dist) / 3 / KANJI),
    code: px(152),
    key: Math.max(px(22), 64),
    gap: px(8.5),
  };
}

/** Put them on an element. */
export function applySizes(element, sizes) {
  for (const [name, value] of Object.entries(sizes)) {
    element.style.setProperty(`--kiosk-${name}`, name === "mm" ? String(value) : `${value}px`);
  }
}

/** "landscape" or "portrait". */
export function orientOf(orient, width, height) {
  if (orient !== "auto") return orient;
  return width >= height ? "landscape" : "portrait";
}
