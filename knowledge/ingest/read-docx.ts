import { zipSync } from "fflate";
import { parseHTML } from "linkedom";
import { writeOutNumbers } from "./docx-numbering.ts";
import { type PageNode, textOf } from "./html-text.ts";
import { inflate } from "./inflate.ts";
import type { ReadText } from "./read.ts";
import { Unreadable } from "./unreadable.ts";

/** The parts that hold words. Comments, pictures, headers, footers and macros are never inflated. */
const PARTS =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:document|styles|numbering|footnotes|endnotes)\.xml|word\/_rels\/document\.xml\.rels)$/;

/** Styles that Word and WPS show as the title and as headings, besides those that mammoth knows. */
const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='标题'] => h1:fresh",
  ...[1, 2, 3, 4, 5, 6].map((level) => `p[style-name='标题 ${level}'] => h${level}:fresh`),
];

/** Insertions, deletions and moves; what only changed its looks is no revision of the text. */
function countRevisions(document: string): number {
  const marks = document.match(/<w:(?:ins|del|moveTo)\b[^>]*?\sw:author=/g)?.length ?? 0;
  return marks;
}

/**
 * A Word document as text: headings, paragraphs with the numbers that Word counts, lists, tables with their header in each row.
 * Tracked changes are read as accepted, and comments are not read.
 * @throws Unreadable for a damaged, an encrypted or a huge file
 */
export async function readDocx(bytes: Uint8Array): Promise<ReadText> {
  const parts = inflate(bytes, (name) => PARTS.test(name));
  const xml = (name: string): string => new TextDecoder().decode(parts.get(name) ?? new Uint8Array());
  const document = xml("word/document.xml");
  parts.set(
    "word/document.xml",
    new TextEncoder().encode(writeOutNumbers(document, xml("word/numbering.xml"), xml("word/styles.xml"))),
  );
  const { default: mammoth } = await import("mammoth");
  let html: string;
  try {
    // Packed anew without compression, so that what is parsed is what was measured.
    const read = await mammoth.convertToHtml(
      { buffer: Buffer.from(zipSync(Object.fromEntries(parts), { level: 0 })) },
      {
        styleMap: STYLES,
        includeEmbeddedStyleMap: false,
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: "" })),
      },
    );
    html = read.value;
  } catch {
    throw new Unreadable("Word 文件损坏了，打不开：请用 Word 或 WPS 重新另存一份");
  }
  const body = parseHTML(`<html><body>${html}</body></html>`).document.body as unknown as PageNode;
  const revisions = countRevisions(document);
  const notes = revisions > 0 ? [`有 ${revisions} 处修订，按接受后的文字读`] : [];
  return { text: textOf(body), chrome: [], notes, complete: true };
}
