import { html } from "hono/html";
import type { Html } from "../../page.ts";

/** Words of an original, and whether an answer cited them. */
export interface Piece {
  text: string;
  cited: boolean;
}

type Block =
  | { kind: "heading"; lines: Piece[][] }
  | { kind: "paragraph"; lines: Piece[][] }
  | { kind: "list"; ordered: boolean; start: number; lines: Piece[][] };

const HEADING = /^#{1,6}[ \t]+/;
const CLOSING = /[ \t]+#+[ \t]*$/;
const BULLET = /^[ \t]*[-*+][ \t]+/;
const NUMBER = /^[ \t]*(\d{1,3})[.)][ \t]+/;
const RULE = /^[ \t]*(?:-{3,}|\*{3,})[ \t]*$/;

/** Whether a text is written in Markdown: it has a heading of its kind. Any other text is shown as it is. */
export function isMarkdown(original: string): boolean {
  return /^#{1,6}[ \t]+\S/m.test(original);
}

/** The heading when these pieces are one and nothing else, without its marks; else null. */
export function onlyHeading(pieces: readonly Piece[]): string | null {
  const [line, ...more] = linesOf(pieces).filter((one) => wordsOf(one).trim() !== "");
  if (!line || more.length > 0 || !HEADING.test(wordsOf(line))) return null;
  return wordsOf(line).replace(HEADING, "").replace(CLOSING, "").trim();
}

/**
 * Headings, lists and emphasis of Markdown as HTML, and nothing else of it: tags in a document are words. What was cited stays
 * marked, whatever it is in.
 * @param level of its headings, under what already stands on the page
 * @param run writes one run of words
 */
export function renderMarkdown(pieces: readonly Piece[], level: 3 | 4, run: (piece: Piece) => Html): Html {
  const line = (words: readonly Piece[]): Html => emphasised(words, run);
  const lines = (all: readonly Piece[][]): Html[] => all.map((words, i) => html`${i > 0 ? "\n" : ""}${line(words)}`);
  const items = (all: readonly Piece[][]): Html[] => all.map((words) => html`<li>${line(words)}</li>`);
  return html`${blocksOf(pieces).map((block) => {
    if (block.kind === "paragraph") return html`<p class="words">${lines(block.lines)}</p>`;
    if (block.kind === "heading") {
      return level === 3 ? html`<h3>${lines(block.lines)}</h3>` : html`<h4>${lines(block.lines)}</h4>`;
    }
    return block.ordered
      ? html`<ol start="${block.start}">${items(block.lines)}</ol>`
      : html`<ul>${items(block.lines)}</ul>`;
  })}`;
}

function blocksOf(pieces: readonly Piece[]): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  for (const line of linesOf(pieces)) {
    const words = wordsOf(line);
    const number = NUMBER.exec(words);
    if (words.trim() === "" || RULE.test(words)) {
      open = null;
    } else if (HEADING.test(words)) {
      blocks.push({ kind: "heading", lines: [cut(line, HEADING.exec(words)![0].length, CLOSING.exec(words)?.index)] });
      open = null;
    } else if (BULLET.test(words) || number) {
      const ordered = number !== null;
      if (open?.kind !== "list" || open.ordered !== ordered) {
        open = { kind: "list", ordered, start: Number(number?.[1] ?? 1), lines: [] };
        blocks.push(open);
      }
      open.lines.push(cut(line, (number ?? BULLET.exec(words)!)[0].length));
    } else if (open) {
      // The next line of a paragraph, or of the last item.
      if (open.kind === "list") open.lines.at(-1)!.push({ text: "\n", cited: false }, ...line);
      else open.lines.push(line);
    } else {
      open = { kind: "paragraph", lines: [line] };
      blocks.push(open);
    }
  }
  return blocks;
}

function linesOf(pieces: readonly Piece[]): Piece[][] {
  const lines: Piece[][] = [[]];
  for (const { text, cited } of pieces) {
    for (const [i, part] of text.split(/\r?\n/).entries()) {
      if (i > 0) lines.push([]);
      if (part !== "") lines.at(-1)!.push({ text: part, cited });
    }
  }
  return lines;
}

const wordsOf = (line: readonly Piece[]): string => line.map((piece) => piece.text).join("");

/** A line from one of its characters to another. */
function cut(line: readonly Piece[], from: number, to = Number.POSITIVE_INFINITY): Piece[] {
  let at = 0;
  return line.flatMap(({ text, cited }) => {
    const kept = text.slice(Math.max(0, from - at), Math.max(0, to - at));
    at += text.length;
    return kept === "" ? [] : [{ text: kept, cited }];
  });
}

/** `**…**` is strong; a mark without its other half stays as it was written. */
function emphasised(line: readonly Piece[], run: (piece: Piece) => Html): Html {
  const words = wordsOf(line);
  const out: Html[] = [];
  let at = 0;
  for (const match of words.matchAll(/\*\*(?=\S)(.+?)(?<=\S)\*\*/g)) {
    out.push(html`${cut(line, at, match.index).map(run)}`);
    const end = match.index + match[0].length;
    out.push(html`<strong>${cut(line, match.index + 2, end - 2).map(run)}</strong>`);
    at = end;
  }
  return html`${out}${cut(line, at).map(run)}`;
}
