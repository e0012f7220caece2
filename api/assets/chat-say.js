/** What the page says, in its reader's language: the server sends the texts along. */
export const SAY = JSON.parse(document.getElementById("chat").dataset.say);

/** The text with `values` for its `{names}`. */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
