/** For tests only: Word files of a few paragraphs, and what can be read in one. */
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { paragraphsOf } from "./place.ts";

const TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>' +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const RELATIONS =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="word/document.xml" ' +
  'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>';

/** Each paragraph in two runs, as Word cuts what was typed. */
function paragraph(words: string): string {
  const run = (part: string) => `<w:r><w:t xml:space="preserve">${part.replace(/</g, "&lt;")}</w:t></w:r>`;
  return `<w:p>${run(words.slice(0, 3))}${run(words.slice(3))}</w:p>`;
}

/** A Word file of these paragraphs. */
export function docxOf(...paragraphs: string[]): Uint8Array {
  return docxOf.with({}, ...paragraphs);
}

/** The same with further parts. */
docxOf.with = (parts: Record<string, string>, ...paragraphs: string[]): Uint8Array => {
  const document =
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>' +
    `${paragraphs.map(paragraph).join("")}</w:body></w:document>`;
  const all = { "[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document, ...parts };
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, words]) => [name, strToU8(words)])));
};

/** The words of a Word file's body, paragraph by paragraph, those without words left out. */
export function wordsIn(file: Uint8Array): string {
  const xml = strFromU8(unzipSync(file)["word/document.xml"]!);
  return paragraphsOf(xml)
    .filter((words) => words !== "")
    .join("\n");
}
