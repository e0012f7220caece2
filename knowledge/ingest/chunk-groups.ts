import { type Span, sentencesOf, trimmed } from "../sentences.ts";

/** A clause: what is retrieved and quoted as one. `original.slice(start, end)` is its text, exactly. */
export interface Chunk extends Span {
  /** Where it stands inside its document: 第三章 社会救助 › 第九条; a plain article has its title here. */
  path: string;
}

export interface Line extends Span {
  words: string;
}

/** A group of sentences has about this many characters: enough to be understood, few enough to be quoted on a phone. */
const GROUP_FROM = 200;
const GROUP_TO = 400;

export function linesOf(original: string, from: number): Line[] {
  const lines: Line[] = [];
  let start = from;
  for (const words of original.slice(from).split("\n")) {
    lines.push({ start, end: start + words.length, words: words.trim() });
    start += words.length + 1;
  }
  return lines;
}

/** A short line without an end mark stands above what follows: 资源下沉，织密基层服务“一张网”. A row of a table does not. */
export function isCaption(words: string): boolean {
  return (
    words.length <= 30 &&
    !/[。！？!?；;：:，,、.…]$|[；|]/.test(words) &&
    !/^[-•]\s/.test(words) &&
    /\p{Script=Han}/u.test(words)
  );
}

/** A sentence without an end in sight (a table, a list without marks) in parts that fit, at a comma or blank where there is one. */
function parts(original: string, sentence: Span): Span[] {
  const found: Span[] = [];
  let { start } = sentence;
  while (sentence.end - start > GROUP_TO) {
    const words = original.slice(start, start + GROUP_TO);
    const comma = Math.max(...["，", ",", "、", " ", "\t", "|"].map((mark) => words.lastIndexOf(mark)));
    const cut = comma > GROUP_FROM ? comma + 1 : GROUP_TO;
    // Never between the halves of one character.
    const end = start + cut - (/[\ud800-\udbff]$/.test(words.slice(0, cut)) ? 1 : 0);
    found.push({ start, end });
    start = end;
  }
  return [...found, { start, end: sentence.end }].flatMap((span) => trimmed(original, span) ?? []);
}

/** The names of the columns, for each row of a Markdown table below them. */
function tableHeaders(lines: readonly (Line | null)[]): Map<Line, string> {
  const headers = new Map<Line, string>();
  let header: string | null = null;
  lines.forEach((line, i) => {
    if (!line?.words.startsWith("|")) header = null;
    else if (header !== null) headers.set(line, header);
    else if (/^\|(?:\s*:?-+:?\s*\|)+$/.test(lines[i + 1]?.words ?? "")) {
      header = line.words
        .split("|")
        .map((cell) => cell.trim())
        .filter(Boolean)
        .join(" | ");
    }
  });
  return headers;
}

/**
 * Paragraphs gathered, and long ones parted at sentence ends, into groups of about 200 to 400 characters. A group that begins
 * inside a table has the names of its columns in its path.
 */
export function groups(original: string, lines: readonly (Line | null)[], path: string): Chunk[] {
  const chunks: Chunk[] = [];
  const headers = tableHeaders(lines);
  let open: Chunk | null = null;
  for (const line of lines) {
    if (line === null || (open && isCaption(line.words))) open = null;
    if (line === null || !/[\p{L}\p{N}]/u.test(line.words)) continue;
    for (const sentence of sentencesOf(original, line).flatMap((long) => parts(original, long))) {
      const is_enough: boolean =
        open !== null && open.end - open.start >= GROUP_FROM && original[open.end - 1] !== "；";
      const full: boolean = is_enough || (open !== null && sentence.end - open.start > GROUP_TO);
      // A paragraph that fits is not torn apart for the sake of the lower bound.
      const torn: boolean = open !== null && open.start >= line.start && line.end - open.start <= GROUP_TO;
      if (open && (!full || torn)) open.end = sentence.end;
      else {
        const header = headers.get(line);
        open = { path: header ? `${path} › ${header}` : path, start: sentence.start, end: sentence.end };
        chunks.push(open);
      }
    }
  }
  return chunks;
}
