import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Glyphs, linesOf, type PageLines } from "./pdf-lines.ts";
import { paragraphsOf } from "./pdf-paragraphs.ts";
import type { Progress, ReadText } from "./read.ts";
import { withoutStrays } from "./stray-rejections.ts";
import { Unreadable } from "./unreadable.ts";

const MOST_PAGES = 3_000;
const PAGES_A_REPORT = 50;
/** A page with less than this is a picture of text, or a divider. */
const LEAST_CHARACTERS = 5;

/** A page of curves that were letters once draws more than this. */
const MANY_STROKES = 200;

const SCANNED = "是扫描件，里面只有图片没有文字：请先做文字识别（OCR），存成带文字的 PDF 或 .docx";

interface OpenPdf {
  numPages: number;
  getPage(page: number): Promise<{
    view: number[];
    rotate: number;
    getTextContent(): Promise<{ items: unknown[] }>;
    getOperatorList(): Promise<{ fnArray: number[] }>;
    cleanup(): void;
  }>;
}

const drawsPicture = (operators: readonly number[], images: ReadonlySet<number>): boolean =>
  operators.length > MANY_STROKES || operators.some((operator) => images.has(operator));

async function openPdf(
  bytes: Uint8Array,
): Promise<{ pdf: OpenPdf; images: ReadonlySet<number>; close: () => Promise<void> }> {
  const { getDocument, OPS, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const folder = dirname(fileURLToPath(import.meta.resolve("pdfjs-dist/package.json")));
  const task = getDocument({
    // A copy: the reader takes the buffer for itself.
    data: new Uint8Array(bytes),
    cMapUrl: `${join(folder, "cmaps")}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(folder, "standard_fonts")}/`,
    wasmUrl: `${join(folder, "wasm")}/`,
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const images = new Set(Object.entries(OPS).flatMap(([name, code]) => (/^paint.*Image/.test(name) ? [code] : [])));
    return { pdf: (await task.promise) as unknown as OpenPdf, images, close: () => task.destroy() };
  } catch (error) {
    await task.destroy();
    const { name } = error as { name?: string };
    if (name === "PasswordException") throw new Unreadable("PDF 设了打开密码：请去掉密码再放进来");
    throw new Unreadable("PDF 文件损坏了，打不开：请重新导出一份");
  }
}

const lengthOf = (page: PageLines): number =>
  page.lines.reduce((sum, line) => sum + line.text.replace(/\s/g, "").length, 0);

/** Letters that no font explains: a text of these is shown right and read as noise. */
function isGarbled(text: string): boolean {
  const letters = text.match(/[^\s\p{P}\d]/gu)?.length ?? 0;
  const unknown = text.match(/\ufffd|\p{Co}|(?!\s)\p{Cc}/gu)?.length ?? 0;
  return unknown > 20 && unknown > letters * 0.2;
}

const listed = (pages: readonly number[]): string =>
  pages.length <= 8 ? pages.join("、") : `${pages.slice(0, 8).join("、")} 等共 ${pages.length}`;

/**
 * A PDF as text: its lines in reading order, joined to paragraphs over lines and pages. Running heads, feet and page numbers
 * are kept, each behind the paragraph that they interrupt, and named as chrome.
 * @throws Unreadable for an encrypted, a damaged and a scanned file, and for one whose fonts do not say what their glyphs mean
 */
export function readPdf(bytes: Uint8Array, progress: Progress): Promise<ReadText> {
  return withoutStrays(isOfReader, () => readPages(bytes, progress));
}

/** A file that breaks off inside a dictionary now and then leaves one that nobody waits for (pdf.js 6.5). */
const isOfReader = (reason: unknown): boolean => reason instanceof Error && /pdfjs-dist/.test(reason.stack ?? "");

async function readPages(bytes: Uint8Array, progress: Progress): Promise<ReadText> {
  const { pdf, images, close } = await openPdf(bytes);
  const pages: PageLines[] = [];
  const blank: number[] = [];
  try {
    if (pdf.numPages > MOST_PAGES) {
      throw new Unreadable(`PDF 有 ${pdf.numPages} 页，最多读 ${MOST_PAGES} 页：请拆开`);
    }
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const lines = linesOf(items as Glyphs[], page.view as [number, number, number, number]);
      pages.push(lines);
      // A page that shows something and says nothing is a picture of text; an empty one is the back of a cover.
      if (lengthOf(lines) < LEAST_CHARACTERS && drawsPicture((await page.getOperatorList()).fnArray, images))
        blank.push(number);
      page.cleanup();
      if (number % PAGES_A_REPORT === 0 && number < pdf.numPages) progress(`已读 ${number}/${pdf.numPages} 页`);
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(`PDF 第 ${pages.length + 1} 页损坏了，读不下去：请重新导出一份`);
  } finally {
    await close();
  }
  if (pages.every((page) => lengthOf(page) < LEAST_CHARACTERS)) throw new Unreadable(SCANNED);
  const { text, chrome } = paragraphsOf(pages);
  if (isGarbled(text)) {
    throw new Unreadable("PDF 的字体没有写明是什么字，读出来是乱码：请换一份，或先做文字识别（OCR）");
  }
  const notes = blank.length > 0 ? [`第 ${listed(blank)} 页没有文字，多半是图片，没有读到`] : [];
  return { text, chrome, notes, complete: blank.length === 0 };
}
