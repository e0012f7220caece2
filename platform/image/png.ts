import { join, latin1, ofLatin1, uint32 } from "./bytes.ts";
import { UnusablePicture } from "./fault.ts";
import { orientationOnly, readOrientation } from "./orientation.ts";
import type { Stripped } from "./picture.ts";

const SIGNATURE_BYTES = 8;

/** What a PNG's pixels are made of (W3C PNG, chapter 11), with the lengths that a chunk of the kind may have. */
const KEPT: Record<string, (length: number) => boolean> = {
  IHDR: (length) => length === 13,
  PLTE: (length) => length <= 768 && length % 3 === 0,
  tRNS: (length) => length <= 256,
  gAMA: (length) => length === 4,
  cHRM: (length) => length === 32,
  sRGB: (length) => length === 1,
  IDAT: () => true,
  IEND: (length) => length === 0,
};

/**
 * A PNG with the chunks that its pixels are made of, and which way up it is; without texts, times, EXIF, colour profiles, and
 * without what hangs behind it. Of a moving picture the still one stays.
 * @throws UnusablePicture `broken`
 */
export function stripPng(bytes: Uint8Array): Stripped {
  const kept: Uint8Array[] = [];
  let orientation = 1;
  let type = "";
  let has_data = false;
  for (let at = SIGNATURE_BYTES; type !== "IEND"; ) {
    const length = uint32(bytes, at);
    const end = at + 12 + length;
    if (end > bytes.length) throw new UnusablePicture("broken");
    type = latin1(bytes, at + 4, 4);
    if ((kept.length === 0) !== (type === "IHDR")) throw new UnusablePicture("broken");
    const fits = Object.hasOwn(KEPT, type) ? KEPT[type] : undefined;
    const is_critical = type.charCodeAt(0) < 0x61;
    if (fits) {
      const is_whole = crc32(bytes.subarray(at + 4, end - 4)) === uint32(bytes, end - 4);
      if (!fits(length) || !is_whole) throw new UnusablePicture("broken");
      if (type === "IDAT") has_data = true;
      kept.push(bytes.subarray(at, end));
    } else if (is_critical) throw new UnusablePicture("broken");
    else if (type === "eXIf") orientation = readOrientation(bytes.subarray(at + 8, end - 4));
    at = end;
  }
  if (!has_data) throw new UnusablePicture("broken");
  const [header, ...rest] = kept;
  const turn = orientation === 1 ? [] : [chunk("eXIf", orientationOnly(orientation))];
  return {
    width: uint32(header!, 8),
    height: uint32(header!, 12),
    bytes: join([bytes.subarray(0, SIGNATURE_BYTES), header!, ...turn, ...rest]),
  };
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = join([ofLatin1(type), data]);
  const made = new Uint8Array(named.length + 8);
  const view = new DataView(made.buffer);
  view.setUint32(0, data.length);
  made.set(named, 4);
  view.setUint32(named.length + 4, crc32(named));
  return made;
}

/** CRC-32 as ISO 3309 and PNG have it. */
const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let crc = n;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
