import { cutIdNumbers } from "../../platform/id-numbers.ts";
import type { Span } from "../sentences.ts";
import { decode } from "./decode.ts";
import { readDocx } from "./read-docx.ts";
import { readHtml } from "./read-html.ts";
import { readPdf } from "./read-pdf.ts";
import { readCsv, readXlsx } from "./read-table.ts";
import { type Kind, recognise } from "./recognise.ts";
import { Unreadable } from "./unreadable.ts";

export { Unreadable };

/** Hears now and then how far a long file is: 已读 50/300 页. */
export type Progress = (so_far: string) => void;

/** A file as text. */
export interface ReadText {
  /** What is kept as the original: every span of a chunk points into it. */
  text: string;
  /** Lines of `text` that belong to the page and not to the subject: running heads, page numbers, menus. */
  chrome: Span[];
  /** What was noticed, as sentences for the person who brought the file. */
  notes: string[];
  /** False when a part of the file could not be read. */
  complete: boolean;
}

const MEGABYTE = 1024 * 1024;
/** A file as it lies there. PDFs carry pictures; tables and texts of this size are data, not documents. */
export const MOST_FILE_BYTES = 100 * MEGABYTE;
const MOST_TEXT_BYTES = 8 * MEGABYTE;
/**
 * What a file may hold as text: about 2,500 pages. A document is understood and indexed in one piece and in one transaction, so
 * a table of millions of rows is refused and not read in parts.
 */
const MOST_CHARACTERS = 2_000_000;

const inMegabytes = (bytes: number): string => `${Math.ceil(bytes / MEGABYTE)} MB`;

/** @throws Unreadable when a file is larger than what is read */
export function checkFileSize(bytes: number): void {
  if (bytes <= MOST_FILE_BYTES) return;
  throw new Unreadable(`文件有 ${inMegabytes(bytes)}，最多读 ${inMegabytes(MOST_FILE_BYTES)}：请拆开，或者去掉图片`);
}

/**
 * The text of a file.
 * @param bytes the file as it is; Markdown, text, HTML, PDF, DOCX, CSV or XLSX, told by its content
 * @param name its name; the ending decides only between kinds of text
 * @throws Unreadable with the reason
 */
export async function readFile(bytes: Uint8Array, name: string, progress: Progress = () => {}): Promise<ReadText> {
  checkFileSize(bytes.length);
  const { kind, note } = recognise(bytes, name);
  if (["csv", "html", "text"].includes(kind) && bytes.length > MOST_TEXT_BYTES) {
    throw new Unreadable(
      `文件有 ${inMegabytes(bytes.length)}，文字和表格最多读 ${inMegabytes(MOST_TEXT_BYTES)}：请拆开，或只留要查的行和列`,
    );
  }
  const read = withoutIdNumbers(await readKind(kind, name, bytes, progress));
  if (!/[\p{L}\p{N}]/u.test(read.text)) throw new Unreadable("文件里没有文字");
  if (read.text.length > MOST_CHARACTERS) {
    throw new Unreadable(
      `文字有 ${Math.ceil(read.text.length / 10_000)} 万字，最多读 ${MOST_CHARACTERS / 10_000} 万字：请拆开`,
    );
  }
  return note ? { ...read, notes: [note, ...read.notes] } : read;
}

/** What may be an identity number, also in groups and in full width; the words around it stay as they are. */
const DIGITS = /[1-9１-９](?:[ \-—·]?[\d０-９XxＸｘ]){14,20}/g;

/** Nobody's identity number is kept whole, also when a roster is brought as a document. */
function withoutIdNumbers(read: ReadText): ReadText {
  const chrome_at = new Set(read.chrome.map((span) => span.start));
  const chrome: Span[] = [];
  const lines: string[] = [];
  let changed = 0;
  let start = 0;
  let at = 0;
  for (const line of read.text.split("\n")) {
    const cut = line.replace(DIGITS, cutIdNumbers);
    if (cut !== line) changed += 1;
    if (chrome_at.has(start)) chrome.push({ start: at, end: at + cut.length });
    lines.push(cut);
    start += line.length + 1;
    at += cut.length + 1;
  }
  if (changed === 0) return read;
  return {
    ...read,
    text: lines.join("\n"),
    chrome,
    notes: [...read.notes, `有 ${changed} 行写着身份证号，只留了后四位`],
  };
}

async function readKind(kind: Kind, name: string, bytes: Uint8Array, progress: Progress): Promise<ReadText> {
  if (kind === "pdf") return readPdf(bytes, progress);
  if (kind === "docx") return readDocx(bytes);
  if (kind === "xlsx") return readXlsx(bytes, name, progress);
  const text = decode(bytes);
  if (kind === "csv") return readCsv(text, name);
  return kind === "html" ? readHtml(text) : { text, chrome: [], notes: [], complete: true };
}
