import { Unreadable } from "./unreadable.ts";

/** The encodings of Chinese offices besides UTF-8. GB 18030 holds GBK and GB 2312. */
const ENCODINGS = ["utf-8", "gb18030"] as const;

function tryDecode(encoding: string, bytes: Uint8Array): string | null {
  try {
    // The byte order mark is left out by the decoder.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Nearly all of it is what people write: Han, Latin, digits, punctuation, blanks. */
function looksWritten(text: string): boolean {
  const sample = text.slice(0, 10_000);
  const written = sample.match(/[\p{Script=Han}\p{Script=Latin}\p{N}\p{P}\s\u3000]/gu)?.length ?? 0;
  return written > sample.length * 0.9;
}

/**
 * The text of a file: UTF-8 with or without a byte order mark, UTF-16 with one or told by its zeros, else GB 18030.
 * @throws Unreadable when it is no text or in no encoding known here
 */
export function decode(bytes: Uint8Array): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  if (marked) {
    const text = tryDecode(marked, bytes);
    if (text === null || text.includes("\0")) throw new Unreadable("文字的编码认不出来，请另存为 UTF-8");
    return text;
  }
  if (bytes.includes(0)) {
    // A line end is a zero byte in UTF-16, and in no other encoding of text.
    const wide = ["utf-16le", "utf-16be"].map((encoding) => tryDecode(encoding, bytes));
    const text = wide.find((read) => read !== null && !read.includes("\0") && looksWritten(read));
    if (text) return text;
    throw new Unreadable("这不是文字文件");
  }
  for (const encoding of ENCODINGS) {
    const text = tryDecode(encoding, bytes);
    if (text !== null) return text;
  }
  throw new Unreadable("文字的编码认不出来，请另存为 UTF-8");
}
