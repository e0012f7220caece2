import { readHtml } from "./read-html.ts";

/** A file that cannot be taken in; `message` says why, for the person who brought it. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}

const NOT_YET: Record<string, string> = {
  pdf: "PDF 还不能读，请另存为文字（.txt 或 .md）再放进来",
  doc: "旧的 Word 文件还不能读，请另存为文字（.txt）再放进来",
  docx: "Word 文件还不能读，请另存为文字（.txt）再放进来",
  wps: "WPS 文件还不能读，请另存为文字（.txt）再放进来",
  xls: "表格还不能读，请把要用的内容另存为文字（.txt）",
  xlsx: "表格还不能读，请把要用的内容另存为文字（.txt）",
  csv: "表格还不能读，请把要用的内容另存为文字（.txt）",
};

/** The encoding that Chinese offices use besides UTF-8. GB 18030 holds GBK and GB 2312. */
function decode(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new Unreadable("文件是空的");
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      // The byte order mark is left out by the decoder.
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {}
  }
  throw new Unreadable("文字的编码认不出来，请另存为 UTF-8");
}

/**
 * The text of a file, which is what is kept as the original: every span of a chunk points into it.
 * @param bytes the file as it is; UTF-8 (with or without a byte order mark), UTF-16 with one, or GB 18030
 * @param name its name; the ending says what it is: .md, .txt, .html
 * @throws Unreadable with the reason
 */
export function readFile(bytes: Uint8Array, name: string): string {
  const ending = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  const notYet = NOT_YET[ending];
  if (notYet) throw new Unreadable(notYet);
  if (!["md", "markdown", "txt", "html", "htm"].includes(ending)) {
    throw new Unreadable("只认得 .md、.txt、.html 文件");
  }
  const text = decode(bytes);
  if (text.includes("\0")) throw new Unreadable("这不是文字文件");
  const read = ending.startsWith("htm") ? readHtml(text) : text;
  if (!/[\p{L}\p{N}]/u.test(read)) throw new Unreadable("文件里没有文字");
  return read;
}
