/** For tests: pictures as cameras write them, with what they must not keep. The pixels are real where a browser decodes them. */
import { join, ofLatin1 } from "./bytes.ts";

/** A point in 顺德 as EXIF has it, in rationals, and words that a camera or an app may hang anywhere. */
export const PLANTED = "GPS 22.8407,113.2433 of 王秀兰";

const marker = (code: number): Uint8Array => Uint8Array.of(0xff, code);

export function segment(code: number, body: Uint8Array): Uint8Array {
  return join([marker(code), Uint8Array.of((body.length + 2) >> 8, (body.length + 2) & 0xff), body]);
}

/** An EXIF block: orientation, then a maker's note with the planted words. */
export function exif(orientation: number, words: string, order: "II" | "MM" = "II"): Uint8Array {
  const note = new TextEncoder().encode(words);
  const bytes = new Uint8Array(8 + 2 + 2 * 12 + 4 + note.length);
  const view = new DataView(bytes.buffer);
  const little = order === "II";
  bytes.set(ofLatin1(order));
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  view.setUint16(8, 2, little);
  view.setUint16(10, 0x0112, little);
  view.setUint16(12, 3, little);
  view.setUint32(14, 1, little);
  view.setUint16(18, orientation, little);
  view.setUint16(22, 0x927c, little);
  view.setUint16(24, 7, little);
  view.setUint32(26, note.length, little);
  view.setUint32(30, 38, little);
  bytes.set(note, 38);
  return bytes;
}

/** A JPEG's frame and scan after `front`; nobody decodes it, but it is made as one is. */
export function jpeg(options: { front?: Uint8Array[]; scan?: Uint8Array; behind?: Uint8Array } = {}): Uint8Array {
  const scan = options.scan ?? Uint8Array.of(1, 2, 0xff, 0, 3, 0xff, 0xd0, 4);
  return join([
    marker(0xd8),
    ...(options.front ?? []),
    segment(0xdb, new Uint8Array(65)),
    segment(0xc0, Uint8Array.of(8, 0, 2, 0, 3, 1, 1, 0x11, 0)),
    segment(
      0xc4,
      Uint8Array.from({ length: 18 }, (_, i) => (i === 1 ? 1 : 0)),
    ),
    segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)),
    scan,
    marker(0xd9),
    options.behind ?? new Uint8Array(),
  ]);
}

export const exifSegment = (orientation: number, words = PLANTED): Uint8Array =>
  segment(0xe1, join([ofLatin1("Exif\0\0"), exif(orientation, words)]));

/** After the first two bytes, where cameras put it. */
export function withFront(jpeg_bytes: Uint8Array, ...segments: Uint8Array[]): Uint8Array {
  return join([jpeg_bytes.subarray(0, 2), ...segments, jpeg_bytes.subarray(2)]);
}

export function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const named = join([ofLatin1(type), data]);
  const sum = crc32(named);
  const four = (value: number) => Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
  return join([four(data.length), named, four(sum)]);
}

/** A PNG of one grey pixel, with `extra` chunks behind the header. */
export function png(extra: Uint8Array[] = [], behind = new Uint8Array()): Uint8Array {
  return join([
    ofLatin1("\x89PNG\r\n\x1a\n"),
    pngChunk("IHDR", Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0)),
    ...extra,
    // One row: filter 0, grey 0x80; deflated without compression (RFC 1950, 1951).
    pngChunk("IDAT", Uint8Array.of(0x78, 0x01, 0x01, 2, 0, 0xfd, 0xff, 0, 0x80, 0, 0x82, 0, 0x81)),
    pngChunk("IEND", new Uint8Array()),
    behind,
  ]);
}

export function riffChunk(type: string, data: Uint8Array): Uint8Array {
  return join([ofLatin1(type), little(data.length), data, new Uint8Array(data.length % 2)]);
}

const little = (value: number) => Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24);

/** A lossless WebP of 2 × 3, with `extra` chunks behind the image and VP8X before it. */
export function webp(extra: Uint8Array[] = [], behind = new Uint8Array()): Uint8Array {
  const image = riffChunk("VP8L", Uint8Array.of(0x2f, 1, 0x80, 0, 0, 7, 7));
  const canvas = riffChunk("VP8X", Uint8Array.of(0x2c, 0, 0, 0, 1, 0, 0, 2, 0, 0));
  const body = join([ofLatin1("WEBP"), ...(extra.length > 0 ? [canvas] : []), image, ...extra]);
  return join([ofLatin1("RIFF"), little(body.length), body, behind]);
}

/** Bit by bit, unlike the table of the code that is tested. */
function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** Whether `part` stands in `whole`. */
export function holds(whole: Uint8Array, part: Uint8Array): boolean {
  return Buffer.from(whole).includes(Buffer.from(part));
}
