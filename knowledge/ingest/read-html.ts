import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import type { Span } from "../sentences.ts";
import { checkDepth, type PageNode, textOf } from "./html-text.ts";
import type { ReadText } from "./read.ts";

/** Above this many elements the page is indexed as it is; the search for the article takes too long. */
const MOST_ELEMENTS = 20_000;
/** An article shorter than this is none; the page is a form, a list or a table. */
const SHORTEST_ARTICLE = 150;
/** What is outside the article and still indexed: sentences, clauses, rows of a table. */
const CARRIES_CONTENT =
  /[。；]|：.*；|^#|^第[一二三四五六七八九十百\d]+[编章节条]|^[（(]?[一二三四五六七八九十]+[)）、]|\d{7,}/;

const parse = (html: string) => parseHTML(html).document;

/** The page with the html and body that a browser would add: linkedom adds none, and puts the text beside an empty body. */
function asPage(html: string): string {
  if (/<body\b/i.test(html)) return /<html\b/i.test(html) ? html : `<html>${html}</html>`;
  if (/<\/head\s*>/i.test(html)) return asPage(html.replace(/<\/head\s*>/i, "</head><body>"));
  const root = /<html\b[^>]*>/i.exec(html)?.[0];
  return root ? html.replace(root, () => `${root}<body>`) : `<html><body>${html}</body></html>`;
}

const plain = (line: string): string => line.replace(/^(?:[#\-\s]|\d+\. )+/, "").replace(/\s+/g, "");

/** What Readability takes for the article; null also where it stumbles over tags that are no page any more. */
function findArticle(document: ReturnType<typeof parse>): { content?: string | null | undefined } | null {
  try {
    return new Readability(document as never, { charThreshold: SHORTEST_ARTICLE }).parse();
  } catch {
    return null;
  }
}

/** The lines of the page that Readability takes for the article; null when it finds none worth the name. */
function articleLines(html: string): Set<string> | null {
  const document = parse(html);
  if (document.querySelectorAll("*").length > MOST_ELEMENTS) return null;
  // The parts of a table are kept together; keeping classes and scores is of no use here.
  const article = findArticle(document);
  if (!article?.content) return null;
  const lines = textOf(parse(asPage(article.content)).body as unknown as PageNode).split("\n");
  const words = lines.map(plain).filter((line) => line !== "");
  return words.join("").length < SHORTEST_ARTICLE ? null : new Set(words);
}

/** Short lines that stand outside the article: menus, links to other pages, what was shared how often. */
function chromeOf(text: string, article: ReadonlySet<string>): Span[] {
  const chrome: Span[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const end = start + line.length;
    if (line !== "" && !article.has(plain(line)) && !CARRIES_CONTENT.test(line)) chrome.push({ start, end });
    start = end + 1;
  }
  return chrome;
}

/**
 * A page as text: headings as Markdown headings, each block a line, tables with their header in each row. The whole page is
 * the original; what Readability finds outside the article is named as chrome.
 * @throws Unreadable for a page that nests too deep
 */
export function readHtml(html: string): ReadText {
  const page = asPage(html);
  const document = parse(page);
  checkDepth(document as unknown as PageNode);
  const title = (document.querySelector("title")?.textContent ?? "").replace(/\s+/g, " ").trim();
  const body = textOf(document.body as unknown as PageNode);
  const text = title === "" || /^# /m.test(body) ? body : `# ${title}\n\n${body}`;
  const article = articleLines(page);
  return { text, chrome: article ? chromeOf(text, article) : [], notes: [], complete: true };
}
