import type { Span } from "../sentences.ts";
import type { StoredClause } from "./stored.ts";

/** A piece of an original: part of a clause, or what stands around the clauses. */
export interface Segment {
  /** The clause; null for headings, page numbers and what else is not quoted. */
  clause: StoredClause | null;
  /** The words in pieces, those that were cited marked. */
  pieces: { text: string; cited: boolean }[];
}

/** What the officer wrote above the text, for the machine. */
const FRONT_MATTER = /^---[^\S\n]*\r?\n[\s\S]*?\r?\n---[^\S\n]*(?:\r?\n|$)/;

/** Where the words of a document begin, in UTF-16 units. */
export function bodyStart(original: string): number {
  return FRONT_MATTER.exec(original)?.[0].length ?? 0;
}

/**
 * Cuts an original at its clauses, in order; nothing of it is left out but blank lines and its front matter.
 * @param cited a span of the original that is to be marked; one outside of it marks nothing
 */
export function segmentsOf(original: string, clauses: readonly StoredClause[], cited: Span | null): Segment[] {
  const segments: Segment[] = [];
  let at = bodyStart(original);
  const add = (from: number, to: number, clause: StoredClause | null): void => {
    const words = original.slice(from, to);
    if (words.trim() === "") return;
    const span = { start: to - words.trimStart().length, end: from + words.trimEnd().length };
    segments.push({ clause, pieces: markCited(original, span, cited) });
  };
  for (const clause of clauses.toSorted((a, b) => a.span_start - b.span_start)) {
    // A clause inside another one is shown with it.
    if (clause.span_end <= at) continue;
    const start = Math.max(at, clause.span_start);
    add(at, start, null);
    add(start, clause.span_end, clause);
    at = clause.span_end;
  }
  add(at, original.length, null);
  return segments;
}

function markCited(original: string, span: Span, cited: Span | null): Segment["pieces"] {
  const start = Math.min(Math.max(cited?.start ?? span.end, span.start), span.end);
  const end = Math.max(start, Math.min(cited?.end ?? start, span.end));
  return [
    { text: original.slice(span.start, start), cited: false },
    { text: original.slice(start, end), cited: true },
    { text: original.slice(end, span.end), cited: false },
  ].filter((piece) => piece.text !== "");
}
