// Conditions of a list of events: the form, the address and the marks of an event, key:value. Pure but for the form.

/** The conditions an address asks for that the form can offer: { fee: "free" }. */
export function askedOf(search, form) {
  const asked = new URLSearchParams(search);
  const known = [...form.querySelectorAll("select")].filter((select) => {
    const value = asked.get(select.name);
    return value && [...select.options].some((option) => option.value === value);
  });
  return Object.fromEntries(known.map((select) => [select.name, asked.get(select.name)]));
}

/** The conditions chosen in the form. */
export function chosenIn(form) {
  const selects = [...form.querySelectorAll("select")].filter((select) => select.value);
  return Object.fromEntries(selects.map((select) => [select.name, select.value]));
}

/** Puts conditions into the form; folded ones that are set come into sight. */
export function putInto(form, chosen) {
  for (const select of form.querySelectorAll("select")) select.value = chosen[select.name] ?? "";
  const reset = form.querySelector("[type=reset]");
  if (reset) reset.hidden = !Object.keys(chosen).length;
  const rest = form.querySelector("details");
  if (rest && [...rest.querySelectorAll("select")].some((select) => select.value)) rest.open = true;
}

/** An address's query with these conditions and no others of the form. */
export function searchWith(search, form, chosen) {
  const asked = new URLSearchParams(search);
  for (const { name } of form.querySelectorAll("select")) {
    if (chosen[name]) asked.set(name, chosen[name]);
    else asked.delete(name);
  }
  return String(asked);
}

/** Whether marks meet every condition. */
export function fits(marks, chosen) {
  const known = marks.split(" ");
  return Object.entries(chosen).every(([key, value]) => known.includes(`${key}:${value}`));
}
