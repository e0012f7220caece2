import { join, latin1, ofLatin1 } from "./bytes.ts";
import { UnusablePicture } from "./fault.ts";
import { orientationOnly, readOrientation } from "./orientation.ts";
import type { Stripped } from "./picture.ts";

const HEADER_BYTES = 12;
/** Bits of VP8X (RFC 9649, 2.7): only the alpha channel stays, and EXIF when the picture is turned. */
const ALPHA = 0x10;
const WITH_EXIF = 0x08;
const ANIMATION = 0x02;

/**
 * A still WebP (RFC 9649) with the chunks that its pixels are made of, and which way up it is; without EXIF, XMP, colour
 * profiles, unknown chunks, and without what hangs behind it.
 * @throws UnusablePicture `broken`, or `animated`
 */
export function stripWebp(bytes: Uint8Array): Stripped {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length) throw new UnusablePicture("broken");
  let extended: Uint8Array | null = null;
  let alpha: Uint8Array | null = null;
  let image: { type: string; data: Uint8Array } | null = null;
  let orientation = 1;
  for (let at = HEADER_BYTES; at + 8 <= end; ) {
    const type = latin1(bytes, at, 4);
    const length = view.getUint32(at + 4, true);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (at + 8 + length > end) throw new UnusablePicture("broken");
    if (type === "ANIM" || type === "ANMF") throw new UnusablePicture("animated");
    if (type === "VP8X") extended ??= data;
    if (type === "ALPH") alpha ??= data;
    if (type === "VP8 " || type === "VP8L") image ??= { type, data };
    if (type === "EXIF") orientation = readOrientation(latin1(data, 0, 6) === "Exif\0\0" ? data.subarray(6) : data);
    at += 8 + length + (length % 2);
  }
  if (extended !== null && (extended.length !== 10 || extended[0]! & ANIMATION)) {
    throw new UnusablePicture(extended.length === 10 ? "animated" : "broken");
  }
  if (image === null || (alpha !== null && extended === null)) throw new UnusablePicture("broken");
  const size = image.type === "VP8L" ? losslessSize(image.data) : lossySize(image.data);
  const chunks = [chunk(image.type, image.data)];
  if (alpha !== null) chunks.unshift(chunk("ALPH", alpha));
  if (orientation !== 1) chunks.push(chunk("EXIF", orientationOnly(orientation)));
  if (extended !== null || orientation !== 1) {
    const flags = ((extended?.[0] ?? 0) & ALPHA) | (orientation === 1 ? 0 : WITH_EXIF);
    chunks.unshift(chunk("VP8X", canvas(flags, size)));
  }
  const body = join([ofLatin1("WEBP"), ...chunks]);
  return { ...size, bytes: join([ofLatin1("RIFF"), littleUint32(body.length), body]) };
}

interface Size {
  width: number;
  height: number;
}

/** VP8X: flags, three reserved bytes, width − 1 and height − 1 in 24 bits each. */
function canvas(flags: number, { width, height }: Size): Uint8Array {
  const three = (value: number) => littleUint32(value).subarray(0, 3);
  return join([Uint8Array.of(flags, 0, 0, 0), three(width - 1), three(height - 1)]);
}

/** RFC 6386, 9.1: three bytes of the frame, the start code, 14 bits of width and of height. */
function lossySize(data: Uint8Array): Size {
  if (data.length < 10 || latin1(data, 3, 3) !== "\x9d\x01\x2a") throw new UnusablePicture("broken");
  return sizeOf((data[6]! | (data[7]! << 8)) & 0x3fff, (data[8]! | (data[9]! << 8)) & 0x3fff);
}

/** RFC 9649, 3.4: a signature, then width − 1 and height − 1 in 14 bits each. */
function losslessSize(data: Uint8Array): Size {
  if (data.length < 5 || data[0] !== 0x2f) throw new UnusablePicture("broken");
  const bits = data[1]! | (data[2]! << 8) | (data[3]! << 16) | (data[4]! << 24);
  return sizeOf((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
}

function sizeOf(width: number, height: number): Size {
  if (width === 0 || height === 0) throw new UnusablePicture("broken");
  return { width, height };
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  return join([ofLatin1(type), littleUint32(data.length), data, new Uint8Array(data.length % 2)]);
}

function littleUint32(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >>> 24) & 0xff);
}
