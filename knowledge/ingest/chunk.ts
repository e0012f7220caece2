import type { Span } from "../sentences.ts";
import { articleLines, articles } from "./chunk-articles.ts";
import { type Chunk, groups, type Line, linesOf } from "./chunk-groups.ts";
import { countedHeadings, markdownHeading, sections } from "./chunk-sections.ts";
import { isLetterhead } from "./structure.ts";

export type { Chunk };

/** Fewer articles than this are quoted by a text, not its own. */
const LEAST_ARTICLES = 3;

/**
 * Cuts a document along its own structure: laws into articles, texts with headings (Markdown's, or 一、 and （一）) into sections,
 * anything else into groups of sentences. Page chrome is in no chunk.
 * @param noise whole lines that are left out
 */
export function chunkDocument(original: string, body_start: number, title: string, noise: readonly Span[]): Chunk[] {
  const left_out = new Set(noise.map((span) => span.start));
  const lines = linesOf(original, body_start).map((line) => (left_out.has(line.start) ? null : line));
  const kept = lines.filter((line) => line !== null);
  const found = articleLines(kept);
  if (found.size >= LEAST_ARTICLES) return articles(original, kept, found, title);
  if (kept.some((line) => /^#{2,6}\s/.test(line.words))) return sections(original, lines, title, markdownHeading);
  const counted = countedHeadings(kept, title);
  const above = titleLines(kept, title);
  const body = lines.map((line) => (line && (markdownHeading(line) || above.has(line)) ? null : line));
  return counted ? sections(original, body, title, counted) : groups(original, body, title);
}

/** What stands above the text: the title, perhaps over several lines, with the letterhead over it. */
function titleLines(lines: readonly Line[], title: string): Set<Line> {
  const whole = title.replace(/\s/g, "");
  const written = lines.filter((line) => line.words !== "");
  const isTitle = ({ words }: Line): boolean =>
    words === title || isLetterhead(words) || (words.length > 3 && whole.includes(words.replace(/\s/g, "")));
  const end = written.findIndex((line) => !isTitle(line));
  return new Set(written.slice(0, end < 0 ? written.length : end));
}
