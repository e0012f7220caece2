/** A stretch of a text, in UTF-16 units, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** To the end mark with the quotes and brackets that close behind it, or to the end of the line. */
const SENTENCE = /[^。！？!?；;\n]*(?:[。！？!?；;]+[”’"』」）)]*|(?=\n)|$)/gu;

/** The sentences of `text.slice(span.start, span.end)`, without the white space around them. Exact offsets into `text`. */
export function sentencesOf(text: string, span: Span = { start: 0, end: text.length }): Span[] {
  const found: Span[] = [];
  for (const match of text.slice(span.start, span.end).matchAll(SENTENCE)) {
    const sentence = trimmed(text, {
      start: span.start + match.index,
      end: span.start + match.index + match[0].length,
    });
    if (sentence) found.push(sentence);
  }
  return found;
}

/** The span without white space at its ends, or null when nothing is left. */
export function trimmed(text: string, span: Span): Span | null {
  const words = text.slice(span.start, span.end);
  const inner = words.trim();
  if (inner === "") return null;
  const start = span.start + words.indexOf(inner);
  return { start, end: start + inner.length };
}
