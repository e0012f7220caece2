import { Unzip, UnzipInflate } from "fflate";
import { Unreadable } from "./unreadable.ts";

/** An entry of a ZIP package as its central directory declares it. */
export interface Entry {
  name: string;
  /** Inflated, as declared; what it really is shows only when it is inflated. */
  size: number;
}

/** More parts than this has no document that people write. */
const MOST_ENTRIES = 10_000;
/** One part of the package inflated, and all parts that are read. A law of 300 pages is about 2 MB of XML. */
export const MOST_PART_BYTES = 24 * 1024 * 1024;
const MOST_TOTAL_BYTES = 48 * 1024 * 1024;
/** Deeper than this nests no text editor; a parser that calls itself would run out of stack. */
const DEEPEST_XML = 256;

const STEP = 8_192;

const DAMAGED = "文件损坏了，打不开：请重新导出一份";
const TOO_LARGE = "解开以后太大，像是压缩炸弹，没有读：请只留要用的内容，另存一份";

/**
 * The central directory of a ZIP package.
 * @throws Unreadable when it is damaged
 */
export function entriesOf(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const from = Math.max(0, bytes.length - 65_557);
  let end = bytes.length - 22;
  while (end >= from && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < from || end < 0) throw new Unreadable(DAMAGED);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) throw new Unreadable(TOO_LARGE);
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new Unreadable(DAMAGED);
    const name_length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name_length));
    entries.push({ name, size: view.getUint32(at + 24, true) });
    at += 46 + name_length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/**
 * Inflates the parts of a package that are wanted and no others, and stops as soon as they grow past the limits, whatever
 * sizes they declare. XML that declares entities or nests too deep is refused before a parser sees it.
 * @returns name → bytes
 * @throws Unreadable for a damaged package, one that inflates beyond the limits, or XML that is not to be parsed
 */
export function inflate(bytes: Uint8Array, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  const declared = entriesOf(bytes).filter((entry) => wanted(entry.name));
  const total = declared.reduce((sum, entry) => sum + entry.size, 0);
  if (total > MOST_TOTAL_BYTES || declared.some((entry) => entry.size > MOST_PART_BYTES))
    throw new Unreadable(TOO_LARGE);

  const pieces = new Map<string, Uint8Array[]>();
  let inflated = 0;
  const unzip = new Unzip((file) => {
    if (!wanted(file.name)) return;
    const parts: Uint8Array[] = [];
    pieces.set(file.name, parts);
    let size = 0;
    file.ondata = (error, data) => {
      if (error) throw error instanceof Unreadable ? error : new Unreadable(DAMAGED);
      size += data.length;
      inflated += data.length;
      if (size > MOST_PART_BYTES || inflated > MOST_TOTAL_BYTES) throw new Unreadable(TOO_LARGE);
      parts.push(data);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    // In small steps: a byte inflates to a thousand at most.
    for (let at = 0; at < bytes.length; at += STEP) {
      unzip.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(DAMAGED);
  }
  const parts = new Map([...pieces].map(([name, data]) => [name, joined(data)]));
  for (const entry of declared) if (!parts.has(entry.name)) throw new Unreadable(DAMAGED);
  for (const [name, data] of parts) if (/\.(?:xml|rels)$/i.test(name)) refuseHostileXml(data);
  return parts;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const [LESS, GREATER, SLASH, BANG, QUESTION] = Array.from("<>/!?", (sign) => sign.charCodeAt(0));

function refuseHostileXml(xml: Uint8Array): void {
  let depth = 0;
  for (let at = xml.indexOf(LESS!); at >= 0; at = xml.indexOf(LESS!, at + 1)) {
    const next = xml[at + 1];
    if (next === BANG || next === QUESTION) {
      // <!DOCTYPE: Office never writes one, and entities can grow without end.
      if (next === BANG && xml[at + 2] === "D".charCodeAt(0)) throw new Unreadable(DAMAGED);
      continue;
    }
    if (next === SLASH) depth -= 1;
    else {
      const close = xml.indexOf(GREATER!, at);
      if (close >= 0 && xml[close - 1] !== SLASH) depth += 1;
    }
    if (depth > DEEPEST_XML) throw new Unreadable("里面的内容套得太深，没有读：请把内容复制到新文件里，另存一份");
  }
}
