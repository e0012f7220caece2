const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });

/**
 * Cuts a text into parts of at most `limit` UTF-16 units (LINE counts those; Telegram counts no more): at a line end where
 * there is one, else after a sentence, else between two characters as a reader sees them. Parts are never blank.
 */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const cut = lineEnd(rest, limit) || sentenceEnd(rest, limit) || characterEnd(rest, limit);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).replace(/^\s*\n/, "");
  }
  parts.push(rest.trimEnd());
  return parts.filter((part) => part.trim() !== "");
}

/** The longest beginning of `text` that fits into `limit` UTF-16 units, with … in place of what was left out. */
export function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, characterEnd(text, limit - 1)).trimEnd()}…`;
}

/** As `shorten`, counting characters as a reader sees them (LINE counts labels that way). */
export function shortenCharacters(text: string, limit: number): string {
  const characters = [...graphemes.segment(text)];
  return characters.length <= limit ? text : `${text.slice(0, characters[limit - 1]?.index ?? 0).trimEnd()}…`;
}

function lineEnd(text: string, limit: number): number {
  return Math.max(0, text.lastIndexOf("\n", limit));
}

function sentenceEnd(text: string, limit: number): number {
  for (let at = limit; at > limit / 2; at--) {
    if ("。!?;!?;".includes(text.charAt(at - 1))) return at;
  }
  return 0;
}

function characterEnd(text: string, limit: number): number {
  const start = graphemes.segment(text).containing(limit)?.index ?? limit;
  // A single "character" longer than the limit (stacked marks) is cut anyway, but never inside a surrogate pair.
  if (start > 0) return start;
  return /[\uDC00-\uDFFF]/.test(text.charAt(limit)) && limit > 1 ? limit - 1 : limit;
}
