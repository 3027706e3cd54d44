// Words that templates keep in data- attributes, with their numbers put in.

/** A sentence such as 「{count}のまち」 with its values; numbers get separators. */
export function said(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (found, name) => {
    const value = values[name] ?? found;
    return typeof value === "number" ? value.toLocaleString("ja") : value;
  });
}
