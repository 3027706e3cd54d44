// 表示: what the reader chose, set on the root before anything is drawn. Loaded in the head, and waited for.
try {
  const kept = JSON.parse(localStorage.getItem("hub-reading") ?? "{}");
  for (const name of ["ruby", "size", "scheme"]) {
    if (kept[name]) document.documentElement.dataset[name] = kept[name];
  }
} catch {
  // Nothing is kept, or nothing may be: the page stands as it was made.
}
