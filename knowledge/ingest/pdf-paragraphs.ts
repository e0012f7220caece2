import type { Span } from "../sentences.ts";
import { findFurniture } from "./pdf-furniture.ts";
import type { Line, PageLines } from "./pdf-lines.ts";
import { opensParagraph, opensSection } from "./structure.ts";
import { tableLines } from "./table-rows.ts";

/** The box that the text of a document fills, and how far its lines are apart; in points. */
interface Setting {
  left: number;
  right: number;
  size: number;
  leading: number;
}

/** The value that most have, within a point. */
function most(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(Math.round(value), (counts.get(Math.round(value)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

function settingOf(lines: readonly Line[]): Setting {
  const size = most(lines.map((line) => line.size));
  const body = lines.filter((line) => Math.abs(line.size - size) < 1);
  const rights = body.map((line) => line.right).sort((a, b) => a - b);
  const steps = body.slice(1).map((line, i) => body[i]!.y - line.y);
  return {
    size,
    left: most(body.map((line) => line.left)),
    // Where full lines end; the longest ones may hang over.
    right: rights[Math.floor(rights.length * 0.9)] ?? 0,
    leading: most(steps.filter((step) => step > 0 && step < size * 4)) || size * 1.5,
  };
}

const isFull = (line: Line, at: Setting): boolean => line.right >= at.right - at.size * 1.8;

const isCentred = (line: Line, at: Setting): boolean =>
  line.left > at.left + at.size * 1.5 && line.right < at.right - at.size * 1.5;

/**
 * Whether `line` goes on where `before` ended for want of room.
 * @param settings by column
 */
function goesOn(before: Line, line: Line, settings: readonly Setting[], is_new_page: boolean): boolean {
  if (opensParagraph(line.text) || before.text.includes("\t") || line.text.includes("\t")) return false;
  const [above, at] = [settings[before.column]!, settings[line.column]!];
  if (Math.abs(before.size - line.size) > at.size * 0.12) return false;
  const is_elsewhere = is_new_page || before.column !== line.column;
  const is_larger = line.size > at.size * 1.12;
  const step = before.y - line.y;
  if (!is_elsewhere && (step <= 0 || step > (is_larger ? line.size * 2 : at.leading * 1.6))) return false;
  // A title over several lines is centred, or its first line has no room left.
  if (is_larger) return !is_elsewhere && (isCentred(before, above) || isFull(before, above));
  return isFull(before, above) && line.left < at.left + at.size * 1.2;
}

function joined(before: string, after: string): string {
  const is_latin = /[\p{Script=Latin}\d,.;:)]$/u.test(before) && /^[\p{Script=Latin}\d(]/u.test(after);
  return before + (is_latin ? " " : "") + after;
}

interface Written {
  words: string;
  is_chrome: boolean;
}

/** Lines beside each other whose cells are as many are a table; wrapped cells leave the lines as they are. */
function withTables(written: readonly Written[]): Written[] {
  const lines: Written[] = [];
  let rows: string[][] = [];
  const flush = (): void => {
    const words = rows.length > 2 ? flatTable(rows) : rows.map((row) => row.join("\t"));
    for (const line of words) lines.push({ words: line, is_chrome: false });
    rows = [];
  };
  for (const line of written) {
    const cells = line.is_chrome ? [] : line.words.split("\t");
    if (cells.length !== rows[0]?.length) flush();
    if (cells.length > 1) rows.push(cells);
    else lines.push(line);
  }
  flush();
  return lines;
}

function flatTable(rows: readonly string[][]): string[] {
  const { captions, lines } = tableLines(rows);
  return [...captions, ...lines];
}

/**
 * The pages as one text, a paragraph a line. What the printer repeats on each page is chrome; it stands before the next
 * section, so that no paragraph and no clause is cut by it.
 */
export function paragraphsOf(pages: readonly PageLines[]): { text: string; chrome: Span[] } {
  const furniture = findFurniture(pages);
  const body = pages.flatMap((page, i) => page.lines.filter((line) => !furniture[i]!.has(line)));
  const settings = [0, 1, 2].map((column) => settingOf(body.filter((line) => line.column === column)));
  const written: Written[] = [];
  let open: string | null = null;
  let last: Line | null = null;
  let waiting: string[] = [];
  const close = (): void => {
    if (open !== null) written.push({ words: open, is_chrome: false });
    open = null;
  };
  const release = (): void => {
    for (const words of waiting) written.push({ words, is_chrome: true });
    waiting = [];
  };
  pages.forEach((page, i) => {
    let is_new_page = true;
    for (const line of page.lines) {
      if (furniture[i]!.has(line)) {
        waiting.push(line.text);
        continue;
      }
      if (open !== null && last && goesOn(last, line, settings, is_new_page)) open = joined(open, line.text);
      else {
        close();
        if (opensSection(line.text)) release();
        open = line.text;
      }
      last = line;
      is_new_page = false;
    }
  });
  close();
  release();

  const chrome: Span[] = [];
  let text = "";
  for (const { words, is_chrome } of withTables(written)) {
    if (is_chrome) chrome.push({ start: text.length, end: text.length + words.length });
    text += `${words}\n`;
  }
  return { text, chrome };
}
