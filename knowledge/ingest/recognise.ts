import { entriesOf } from "./inflate.ts";
import { Unreadable } from "./unreadable.ts";

export type Kind = "pdf" | "docx" | "xlsx" | "csv" | "html" | "text";

const ENDINGS: Record<Kind, readonly string[]> = {
  pdf: ["pdf"],
  docx: ["docx", "docm", "dotx"],
  xlsx: ["xlsx", "xlsm"],
  csv: ["csv", "tsv"],
  html: ["html", "htm", "xhtml"],
  text: ["md", "markdown", "txt"],
};

/** How a kind is called to somebody who picks files. */
const CALLED: Record<Kind, string> = {
  pdf: "PDF",
  docx: "Word 文档（.docx）",
  xlsx: "Excel 表格（.xlsx）",
  csv: "CSV 表格",
  html: "网页",
  text: "文字",
};

/** Old Office files (Compound File Binary) hold the names of their streams in UTF-16. */
const holdsStream = (bytes: Uint8Array, name: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, "utf16le"));

function refuseCompound(bytes: Uint8Array, ending: string): never {
  if (holdsStream(bytes, "EncryptedPackage")) throw new Unreadable("文件设了打开密码：请去掉密码再放进来");
  if (holdsStream(bytes, "Workbook") || ["xls", "et"].includes(ending))
    throw new Unreadable("是旧格式的表格（.xls 或 .et）：请用 Excel 或 WPS 另存为 .xlsx 再放进来");
  if (holdsStream(bytes, "PowerPoint Document")) throw new Unreadable("是旧格式的演示文稿：请另存为 PDF 再放进来");
  throw new Unreadable("是旧格式的文档（.doc 或 .wps）：请用 Word 或 WPS 另存为 .docx 再放进来");
}

function kindOfZip(bytes: Uint8Array): Kind {
  const names = entriesOf(bytes).map((entry) => entry.name);
  if (names.includes("word/document.xml")) return "docx";
  if (names.includes("xl/workbook.xml")) return "xlsx";
  if (names.some((name) => name.startsWith("ppt/"))) throw new Unreadable("是演示文稿：请另存为 PDF 再放进来");
  if (names.includes("OFD.xml")) throw new Unreadable("是 OFD 版式文件：请用阅读器另存为 PDF 再放进来");
  if (names.includes("mimetype") && names.includes("content.xml"))
    throw new Unreadable("是 OpenDocument 文件：请另存为 .docx 或 .xlsx 再放进来");
  throw new Unreadable("是压缩包：请解开，把里面的文件放进来");
}

const IMAGES = ["\x89PNG", "\xff\xd8\xff", "GIF8", "II*\0", "MM\0*"];
const isImage = (head: string): boolean =>
  IMAGES.some((magic) => head.startsWith(magic)) || /^(?:RIFF.{4}WEBP|BM.{4}\p{Cc}{4})/su.test(head);

/**
 * What a file is, told by its first bytes; the ending decides only between kinds of text.
 * @returns the kind, and a note when the ending says something else
 * @throws Unreadable for what this cannot read, with what to do instead
 */
export function recognise(bytes: Uint8Array, name: string): { kind: Kind; note: string | null } {
  if (bytes.length === 0) throw new Unreadable("文件是空的");
  const ending = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  const head = String.fromCharCode(...bytes.subarray(0, 1_024));
  const found = (kind: Kind): { kind: Kind; note: string | null } => {
    const is_named_so = ENDINGS[kind].includes(ending);
    return { kind, note: is_named_so ? null : `文件名的结尾是 .${ending}，内容是${CALLED[kind]}，按内容读` };
  };
  if (/%PDF-\d/.test(head)) return found("pdf");
  if (head.startsWith("PK\x03\x04")) return found(kindOfZip(bytes));
  if (head.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) refuseCompound(bytes, ending);
  if (head.startsWith("{\\rtf")) throw new Unreadable("是 RTF 文档：请另存为 .docx 再放进来");
  if (isImage(head)) throw new Unreadable("是图片，没有文字：请先识别成文字（OCR）");
  if (/^\s*MIME-Version:/i.test(head)) throw new Unreadable("是 .mht 网页存档：请另存为 .html 再放进来");
  for (const kind of ["pdf", "docx", "xlsx"] as const) {
    if (ENDINGS[kind].includes(ending))
      throw new Unreadable(`名字说是${CALLED[kind]}，内容不是：文件可能损坏了，请重新导出`);
  }
  const is_page =
    /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body)\b/i.test(head);
  // An .xls from an office system is often a page with a table.
  if (is_page) return found("html");
  const kind = (["csv", "html", "text"] as const).find((one) => ENDINGS[one].includes(ending));
  if (kind) return { kind, note: null };
  throw new Unreadable("只认得 PDF、Word（.docx）、表格（.xlsx、.csv）、网页（.html）和文字（.md、.txt）");
}
