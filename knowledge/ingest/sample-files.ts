import { strToU8, zipSync } from "fflate";

/** A text at a place of a page, in points from the lower left corner; `hex` is in the encoding of the font. */
export interface PdfText {
  x: number;
  y: number;
  size?: number;
  hex: string;
}

export interface PdfSetting {
  /** Name of the predefined CMap: the font is not embedded and says nothing else of what its codes mean. */
  cmap: string;
  /** More objects, by number from 6, and what the trailer says besides. */
  objects?: readonly string[];
  trailer?: string;
  /** Operators in front of the text of each page, and what its resources hold besides the font. */
  drawing?: string;
  resources?: string;
}

const A4 = "0 0 595 842";

/** A PDF for tests, written by hand: pages of text in one font that is not embedded. */
export function pdfOf(
  pages: readonly (readonly PdfText[])[],
  setting: PdfSetting = { cmap: "UniGB-UCS2-H" },
): Uint8Array {
  const first = 6 + (setting.objects?.length ?? 0);
  const kids = pages.map((_, i) => `${first + i * 2} 0 R`).join(" ");
  const font =
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) " +
    "/Supplement 2 >> /DW 1000 /FontDescriptor 5 0 R >>";
  const descriptor =
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 " +
    "/Descent -120 /CapHeight 880 /StemV 80 >>";
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /${setting.cmap} /DescendantFonts [4 0 R] >>`,
    font,
    descriptor,
    ...(setting.objects ?? []),
    ...pages.flatMap((texts, i) => {
      const shown = texts.map(({ x, y, size = 12, hex }) => `BT /F1 ${size} Tf ${x} ${y} Td <${hex}> Tj ET`).join("\n");
      const stream = `${setting.drawing ?? ""}\n${shown}`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [${A4}] /Contents ${first + i * 2 + 1} 0 R ` +
          `/Resources << /Font << /F1 3 0 R >> ${setting.resources ?? ""} >> >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
      ];
    }),
  ];
  let text = "%PDF-1.7\n";
  const offsets = objects.map((object, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return String(offset).padStart(10, "0");
  });
  const table = offsets.map((offset) => `${offset} 00000 n \n`).join("");
  const trailer = `<< /Size ${objects.length + 1} /Root 1 0 R ${setting.trailer ?? ""} >>`;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n${trailer}\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

/** UTF-16BE as the CMap UniGB-UCS2-H reads it. */
export const ucs2 = (words: string): string => Buffer.from(words, "utf16le").swap16().toString("hex");

/** A Word package with the parts that a reader needs. */
export function docxOf(body: string, more: Record<string, string> = {}): Uint8Array {
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
  const relations =
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="word/document.xml" ' +
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>';
  const document =
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>' +
    `${body}</w:body></w:document>`;
  const parts = { "[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": document, ...more };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}
