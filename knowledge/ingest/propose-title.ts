import type { Span } from "../sentences.ts";
import type { Found } from "./propose-dates.ts";
import { DATE } from "./propose-dates.ts";
import { ARTICLE, countedLevel, isLetterhead, PART } from "./structure.ts";

export interface TitleLine extends Span {
  words: string;
}

/** The lines of a text that say something, with where they stand in it. */
export function writtenLines(text: string): TitleLine[] {
  const lines: TitleLine[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    const words = line.trim();
    const start = at + line.indexOf(words);
    if (words !== "") lines.push({ words, start, end: start + words.length });
    at += line.length + 1;
  }
  return lines;
}

const TITLE_MAX_CHARACTERS = 40;
const KINDS =
  "通知|意见|办法|方案|规定|规则|规范|公告|通告|批复|决定|条例|细则|函|标准|指南|制度|措施|指引|规程|法|规划|要点|清单";
/** A title says what kind of text it is, perhaps 试行 or 修订版 behind it. */
const ENDS_AS_TITLE = new RegExp(`(?:${KINDS})(?:\\s*[（(【\\[][^（()）]{1,20}[)）】\\]])?$`);
const LONGEST_OFFICIAL = 120;
/** The title of a notice is among its first lines. */
const HEAD_LINES = 14;

/** 民政部办公厅关于…… over several lines, down to the line that ends with the kind of text; null when there is none. */
function officialTitle(lines: readonly TitleLine[]): Found | null {
  const head = lines.slice(0, HEAD_LINES);
  const from = head.findIndex((line) => /^[^。；]{0,60}关于/.test(line.words) && !isLetterhead(line.words));
  if (from < 0) return null;
  // Who issued it may stand on the line above 关于.
  const issuers = from > 0 && head[from]!.words.startsWith("关于") ? head[from - 1]! : null;
  const start =
    issuers && /(?:部|委|局|厅|会|联|府|办|院|处|中心)$/.test(issuers.words) && !isLetterhead(issuers.words)
      ? from - 1
      : from;
  let words = "";
  for (const line of head.slice(start, from + 4)) {
    if (/[。；：:]$/.test(line.words) || ARTICLE.test(line.words) || PART.test(line.words)) return null;
    words += line.words.replace(/^#+\s*/, "").replace(/\s+/g, " ");
    if (words.length > LONGEST_OFFICIAL) return null;
    if (line.words.includes("关于") ? ENDS_AS_TITLE.test(words) : line !== issuers && ENDS_AS_TITLE.test(words))
      return { value: words, span: { start: head[start]!.start, end: line.end } };
  }
  return null;
}

/**
 * The first heading; for a notice the lines from its 关于 to its 通知; else the first line that is no letterhead. A long first
 * line gives the title it quotes, or its first clauses.
 * @param text without page chrome
 * @param whole the same with the page chrome
 */
export function readTitle(text: string, whole: string): Found {
  const lines = writtenLines(text);
  const heading = lines.find((line) => /^#{1,2}\s/.test(line.words));
  if (!heading) {
    const official = officialTitle(lines);
    if (official) return official;
  }
  const all = writtenLines(whole);
  const line =
    heading ?? lines.slice(0, HEAD_LINES).find((one) => !isLetterhead(one.words) && !isBody(one)) ?? lines[0];
  if (!line) return { value: "", span: { start: 0, end: 0 } };
  const mark = /^#+\s*/.exec(line.words)?.[0].length ?? 0;
  const first = line.words.slice(mark).replace(/[.。]$/, "");
  const span = { start: line.start + mark, end: line.end };
  const quoted = all.map(({ words }) => /《([^《》]{6,60})》/.exec(words)?.[1]);
  if (!heading && quoted[0] && all[0]!.words.length > TITLE_MAX_CHARACTERS) return { value: quoted[0], span };
  return { value: first.length <= TITLE_MAX_CHARACTERS + 20 ? first : firstClauses(first), span };
}

const isBody = ({ words }: TitleLine): boolean =>
  ARTICLE.test(words) || PART.test(words) || (countedLevel(words)?.level ?? 9) <= 1;

function firstClauses(line: string): string {
  let title = "";
  for (const clause of line.replace(new RegExp(`^${DATE}\\s*[,，、]?`), "").split(/(?=[,，。；;])/)) {
    if (title !== "" && title.length + clause.length > TITLE_MAX_CHARACTERS) break;
    title += clause;
  }
  return title.slice(0, TITLE_MAX_CHARACTERS + 20);
}
