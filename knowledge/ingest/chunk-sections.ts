import { trimmed } from "../sentences.ts";
import { type Chunk, groups, isCaption, type Line } from "./chunk-groups.ts";
import { ANNEX, countedLevel, tidy } from "./structure.ts";

/** A section of its own is kept whole up to this. */
const SECTION_TO = 600;

export interface Heading {
  /** 1 is the title of the document, 2 its largest sections. */
  level: number;
  name: string;
  /** Whether the line says more than the name: （一）加强领导。各地要…… */
  is_content: boolean;
}

export type FindHeading = (line: Line) => Heading | null;

export function markdownHeading(line: Line): Heading | null {
  const heading = /^(#{1,6})\s+(.+)$/.exec(line.words);
  return heading && { level: heading[1]!.length, name: tidy(heading[2]!), is_content: false };
}

/** 一、 and （一） with the words up to the first end mark; longer words are a sentence and no name. */
const RUN_IN = /^(.{3,32}?)[。：:]\s*(?=\S)/u;

/**
 * How a plain document is headed: 一、 （一） 1. as people write them, and annexes.
 * @param lines without chrome
 * @returns null for a text that does not count its parts
 */
export function countedHeadings(lines: readonly Line[], title: string): FindHeading | null {
  const written = lines.filter((line) => line.words !== "");
  const levels = written.map((line) => countedLevel(line.words)?.level);
  if ([0, 1].every((level) => levels.filter((one) => one === level).length < 2)) return null;

  const headings = new Map<number, Heading>();
  written.forEach(({ start, words }, i) => {
    const level = levels[i];
    if (ANNEX.test(words)) headings.set(start, { level: 2, name: tidy(words), is_content: false });
    if (level === undefined) return;
    const next = levels[i + 1];
    // Items of a list follow each other; what heads something has it below.
    const is_above = i + 1 < written.length && (next === undefined || next > level);
    const run_in = level <= 1 ? RUN_IN.exec(words)?.[1] : undefined;
    if (is_above && isCaption(words.replace(/[:：]$/, "").slice(0, 40)) && words.length <= 40) {
      headings.set(start, { level: level + 2, name: tidy(words.replace(/[:：]$/, "")), is_content: false });
    } else if (run_in && !run_in.includes("，")) {
      headings.set(start, { level: level + 2, name: tidy(run_in), is_content: true });
    } else if (level === 0) headings.set(start, { level: 2, name: "", is_content: true });
  });
  return (line) =>
    headings.get(line.start) ?? (line.words === title ? { level: 1, name: title, is_content: false } : null);
}

/** One chunk a section, with the headings above it in its path; a long section is grouped like a plain article. */
export function sections(
  original: string,
  lines: readonly (Line | null)[],
  title: string,
  headingOf: FindHeading,
): Chunk[] {
  const chunks: Chunk[] = [];
  const above: string[] = [];
  let path = title;
  let inside: (Line | null)[] = [];
  const close = (): void => {
    const written = inside.filter((line) => line !== null && line.words !== "") as Line[];
    const whole = written.length > 0 && trimmed(original, { start: written[0]!.start, end: written.at(-1)!.end });
    if (whole) {
      const is_short =
        whole.end - whole.start <= SECTION_TO &&
        !inside.slice(inside.indexOf(written[0]!), inside.lastIndexOf(written.at(-1)!)).includes(null);
      chunks.push(...(is_short ? [{ path, ...whole }] : groups(original, inside, path)));
    }
    inside = [];
  };
  for (const line of lines) {
    const heading = line && headingOf(line);
    if (heading) {
      close();
      if (heading.level === 1) above.length = 0;
      else {
        above.length = Math.min(above.length, heading.level - 2);
        above.push(heading.name);
      }
      path = above.some(Boolean) ? above.filter(Boolean).join(" › ") : title;
    }
    if (!heading || heading.is_content) inside.push(line);
  }
  close();
  return chunks;
}
