import { type Span, sentencesOf, trimmed } from "../sentences.ts";

/** A clause: what is retrieved and quoted as one. `original.slice(start, end)` is its text, exactly. */
export interface Chunk extends Span {
  /** Where it stands inside its document: 第三章 社会救助 › 第九条; a plain article has its title here. */
  path: string;
}

interface Line extends Span {
  words: string;
}

/** A group of sentences has about this many characters: enough to be understood, few enough to be quoted on a phone. */
const GROUP_FROM = 200;
const GROUP_TO = 400;
/** A section of its own is kept whole up to this. */
const SECTION_TO = 600;
/** An article is kept whole up to this; what is longer has an annex behind it. */
const ARTICLE_TO = 3_000;

const NUMBER = "[一二三四五六七八九十百千零〇\\d]+";
const PART = new RegExp(`^(?:#+\\s*)?第(${NUMBER})([编章节])(?:[\\s\u3000]+|(?=\\p{Script=Han}))(.{0,40})$`, "u");
const ARTICLE = new RegExp(`^(?:#+\\s*|\\*\\*)?(第${NUMBER}条(?:之${NUMBER})?)(?:\\*\\*)?[\\s\u3000]+`, "u");
const HEADING = /^(#{1,6})\s+(.+)$/;

/** 总　　则 → 总则: law titles are spaced out in print. */
function tidy(heading: string): string {
  const words = heading
    .replace(/[\s\u3000]+/g, " ")
    .replace(/[*#]+/g, "")
    .trim();
  return /^(?:\p{Script=Han} )+\p{Script=Han}$/u.test(words) ? words.replaceAll(" ", "") : words;
}

function linesOf(original: string, from: number): Line[] {
  const lines: Line[] = [];
  let start = from;
  for (const words of original.slice(from).split("\n")) {
    lines.push({ start, end: start + words.length, words: words.trim() });
    start += words.length + 1;
  }
  return lines;
}

/** One chunk an article, with the 编, 章 and 节 around it. What stands before the first article is the title and its history. */
function articles(lines: readonly Line[]): Chunk[] {
  const chunks: Chunk[] = [];
  const around = new Map<string, string>();
  let open: Chunk | null = null;
  for (const line of lines) {
    const part = PART.exec(line.words);
    const article = ARTICLE.exec(line.words)?.[1];
    if (part) {
      open = null;
      const [, number, level, name] = part as unknown as [string, string, string, string];
      for (const inner of "编章节".slice("编章节".indexOf(level))) around.delete(inner);
      around.set(level, tidy(`第${number}${level} ${tidy(name)}`));
    } else if (article) {
      open = { path: [...around.values(), article].join(" › "), start: line.start, end: line.end };
      chunks.push(open);
    } else if (open && HEADING.test(line.words)) open = null;
    else if (open && line.words !== "") open.end = line.end;
  }
  return chunks;
}

/** A short line without an end mark stands above what follows: 资源下沉，织密基层服务“一张网”. */
function isCaption(words: string): boolean {
  return words.length <= 30 && !/[。！？!?；;：:，,、.…]$/.test(words) && /\p{Script=Han}/u.test(words);
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

/** Paragraphs gathered, and long ones parted at sentence ends, into groups of about 200 to 400 characters. */
function groups(original: string, lines: readonly (Line | null)[], path: string): Chunk[] {
  const chunks: Chunk[] = [];
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
        open = { path, start: sentence.start, end: sentence.end };
        chunks.push(open);
      }
    }
  }
  return chunks;
}

/** One chunk a section of a Markdown text; a long section is grouped like a plain article. */
function sections(original: string, lines: readonly (Line | null)[], title: string): Chunk[] {
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
    const heading = line && HEADING.exec(line.words);
    if (!heading) inside.push(line);
    else {
      close();
      const level = heading[1]!.length;
      if (level === 1) above.length = 0;
      else {
        above.length = Math.min(above.length, level - 2);
        above.push(tidy(heading[2]!));
      }
      path = above.length > 0 ? above.filter(Boolean).join(" › ") : title;
    }
  }
  close();
  return chunks;
}

/**
 * Cuts a document along its own structure: laws into articles, texts with headings into sections, anything else into
 * groups of sentences. Page chrome is in no chunk.
 * @param noise whole lines that are left out
 */
export function chunkDocument(original: string, body_start: number, title: string, noise: readonly Span[]): Chunk[] {
  const left_out = new Set(noise.map((span) => span.start));
  const lines = linesOf(original, body_start).map((line) => (left_out.has(line.start) ? null : line));
  const kept = lines.filter((line) => line !== null);
  if (kept.filter((line) => ARTICLE.test(line.words)).length >= 3) {
    return articles(kept).flatMap((article) =>
      article.end - article.start <= ARTICLE_TO
        ? [article]
        : groups(
            original,
            kept.filter((line) => line.start >= article.start && line.end <= article.end),
            article.path,
          ),
    );
  }
  return kept.some((line) => /^#{2,6}\s/.test(line.words))
    ? sections(original, lines, title)
    : groups(
        original,
        lines.map((line) => (line && (HEADING.test(line.words) || line.words === title) ? null : line)),
        title,
      );
}
