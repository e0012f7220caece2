import type { Span } from "../sentences.ts";
import type { NewChunk, NewDocument } from "./index.ts";
import { type Progress, readFile } from "./read.ts";
import { type Given, type ProposedField, understand } from "./understand.ts";

/** A file as it would be taken in, before anything is stored. */
export interface UnderstoodDocument {
  document: NewDocument;
  chunks: NewChunk[];
  /** What was noticed while reading, as sentences for the officer: revisions, pages without text, a wrong ending. */
  notes: string[];
  /** Where in `document.original` a proposed value was read; a field that was stated, confirmed or not found is not here. */
  proposed_from: Partial<Record<ProposedField, Span>>;
  /** Titles of rules that the text says it repeals, without 《》. */
  repeals: string[];
}

/**
 * Reads a file and says what it is: the preview that an officer confirms, and what is stored when nothing is changed. No
 * database is touched.
 * @param bytes the file as it is; Markdown, text, HTML, PDF, DOCX, CSV or XLSX, told by its content
 * @param name its name, with the ending
 * @param given.confirmed what the officer wrote; it goes before the front matter and before what was read
 * @throws Unreadable with the reason
 */
export async function readDocument(
  bytes: Uint8Array,
  name: string,
  given: Given,
  progress: Progress = () => {},
): Promise<UnderstoodDocument> {
  const { text, chrome, notes, complete } = await readFile(bytes, name, progress);
  const understood = await understand(text, name, { ...given, chrome, complete });
  return { ...understood, notes };
}
