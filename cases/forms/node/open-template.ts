import { Unzip, UnzipInflate, zipSync } from "fflate";
import PizZip from "pizzip";
import { BadTemplate } from "../maker.ts";

/** A form of a few pages is some hundred kilobytes; a logo may be in it. */
const MOST_BYTES = 20 * 1024 * 1024;
const MOST_PARTS = 500;
const STEP = 8192;

const refuse = (why: string): BadTemplate => new BadTemplate([{ placeholder: null, place: null, why }]);

/** Unpacks in small steps and stops when it grows past the limit, whatever sizes it declares. */
function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  const parts: Record<string, Uint8Array> = {};
  let total = 0;
  let failed: unknown = null;
  const unzip = new Unzip((file) => {
    const pieces: Uint8Array[] = [];
    if (Object.keys(parts).length >= MOST_PARTS)
      throw refuse("文件里的零件太多，不像一张表。请在 Word 或 WPS 里另存一份再传。");
    parts[file.name] = new Uint8Array();
    file.ondata = (error, data, final) => {
      if (error) failed = error;
      total += data?.length ?? 0;
      if (total > MOST_BYTES) throw refuse("文件解开后太大。把里面的大图去掉，另存一份再传。");
      pieces.push(data);
      if (!final) return;
      const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
      let at = 0;
      for (const piece of pieces) {
        whole.set(piece, at);
        at += piece.length;
      }
      parts[file.name] = whole;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for (let at = 0; at < bytes.length; at += STEP) unzip.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
  if (failed) throw failed;
  return parts;
}

const decode = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes ?? new Uint8Array());

/**
 * A Word file as a template, unpacked within limits and without anything that acts when it is opened.
 * @throws BadTemplate for what is no Word file, is too large, has macros, or fetches something from elsewhere
 */
export function openTemplate(bytes: Uint8Array): PizZip {
  let parts: Record<string, Uint8Array>;
  try {
    parts = unpack(bytes);
  } catch (error) {
    if (error instanceof BadTemplate) throw error;
    throw refuse("这个文件打不开。请在 Word 或 WPS 里另存为 .docx 再传。");
  }
  if (!parts["word/document.xml"] || !parts["[Content_Types].xml"])
    throw refuse("这不是 Word 文件（.docx）。老格式 .doc 请先在 Word 或 WPS 里另存为 .docx。");
  const names = Object.keys(parts);
  if (
    names.some((name) => /vbaProject|\/embeddings\/|\/activeX\//i.test(name)) ||
    /macroEnabled/i.test(decode(parts["[Content_Types].xml"]))
  )
    throw refuse("文件里有宏或嵌入的对象，不能当模板。去掉以后另存为 .docx 再传。");
  for (const name of names) {
    if (!/\.(?:xml|rels)$/i.test(name)) continue;
    const xml = decode(parts[name]);
    if (/<!DOCTYPE/i.test(xml)) throw refuse("这个文件打不开。请在 Word 或 WPS 里另存为 .docx 再传。");
    if (!name.endsWith(".rels")) continue;
    // A link that somebody clicks is harmless; a picture or a template from elsewhere is fetched when the form is opened.
    const fetched = [...xml.matchAll(/<Relationship\b[^>]*TargetMode="External"[^>]*>/g)].some(
      ([relation]) => !/Type="[^"]*\/hyperlink"/.test(relation),
    );
    if (fetched) throw refuse("文件里有从网上取的图片或模板，打开时会连到外面。改成插在文件里的图片，再传。");
  }
  return new PizZip(zipSync(parts, { level: 0 }).buffer as ArrayBuffer);
}
