import { type Chunk, groups, isCaption, type Line } from "./chunk-groups.ts";
import { countedHeadings, markdownHeading, sections } from "./chunk-sections.ts";
import { fromChinese } from "./counting.ts";
import { ANNEX, ARTICLE, PART, tidy } from "./structure.ts";

/** An article is kept whole up to this; a longer one is a table or a list inside a rule. */
const ARTICLE_TO = 3_000;
const LEVELS = ["编", "分编", "部分", "章", "节"];

const UNSPACED =
  /^(?:#+\s*|\*\*)?(第([一二三四五六七八九十百千零〇\d]+)条(?:之[一二三四五六七八九十]+)?)(?=[\p{Script=Han}“《])/u;

/**
 * The lines that begin an article, with its name. 第九条为了… without a blank counts when it follows the article before it;
 * otherwise it is a sentence about article 9.
 */
export function articleLines(lines: readonly Line[]): Map<Line, string> {
  const found = new Map<Line, string>();
  let last = 0;
  for (const line of lines) {
    const spaced = ARTICLE.exec(line.words)?.[1];
    const unspaced = spaced ? null : UNSPACED.exec(line.words);
    const number = fromChinese((spaced ?? unspaced?.[1] ?? "").replace(/^第|条.*$/g, ""));
    if (spaced) found.set(line, spaced);
    else if (unspaced && number === last + 1) found.set(line, unspaced[1]!);
    else continue;
    if (!Number.isNaN(number)) last = number;
  }
  return found;
}

/** Sentences before the first article, such as the notice that issues a rule; its title, history and contents are none. */
function isPreamble({ words }: Line): boolean {
  return /[。；]$/.test(words) && words.length >= 20 && !/^[（(#].*(?:通过|修订|修正|公布|发布|施行)/.test(words);
}

/**
 * One chunk an article, with the 编, 章 and 节 around it; what is attached behind the last article is cut by its own structure.
 * @param starts what `articleLines` found
 */
export function articles(
  original: string,
  lines: readonly Line[],
  starts: ReadonlyMap<Line, string>,
  title: string,
): Chunk[] {
  const chunks: Chunk[] = [];
  const around = new Map<string, string>();
  const preamble: Line[] = [];
  let open: Chunk | null = null;
  let annex_at = lines.length;
  for (const [i, line] of lines.entries()) {
    const part = PART.exec(line.words);
    const article = starts.get(line);
    if (part) {
      open = null;
      const [, number, level, name] = part as unknown as [string, string, string, string];
      const below = lines.slice(i + 1).find((next) => next.words !== "");
      const own = name === "" && below && isCaption(below.words) && !starts.has(below) ? below.words : name;
      for (const inner of LEVELS.slice(LEVELS.indexOf(level))) around.delete(inner);
      around.set(level, tidy(`第${number}${level} ${tidy(own)}`));
    } else if (article) {
      open = { path: [...around.values(), article].join(" › "), start: line.start, end: line.end };
      chunks.push(open);
    } else if (chunks.length > 0 && ANNEX.test(line.words)) {
      annex_at = i;
      break;
    } else if (open && markdownHeading(line)) open = null;
    else if (open && line.words !== "") open.end = line.end;
    else if (chunks.length === 0 && isPreamble(line)) preamble.push(line);
  }
  const whole = chunks.flatMap((article) =>
    article.end - article.start <= ARTICLE_TO
      ? [article]
      : groups(
          original,
          lines.filter((line) => line.start >= article.start && line.end <= article.end),
          article.path,
        ),
  );
  const annex = lines.slice(annex_at);
  const heading = countedHeadings(annex, title) ?? ((line: Line) => annexHeading(line));
  return [...groups(original, preamble, title), ...whole, ...sections(original, annex, title, heading)];
}

const annexHeading = (line: Line): ReturnType<typeof markdownHeading> =>
  ANNEX.test(line.words) ? { level: 2, name: tidy(line.words), is_content: false } : markdownHeading(line);
