import { join, latin1, ofLatin1, uint16 } from "./bytes.ts";
import { UnusablePicture } from "./fault.ts";
import { orientationOnly, readOrientation } from "./orientation.ts";
import type { Stripped } from "./picture.ts";

/** Markers of ITU-T T.81, table B.1. */
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP14 = 0xee;
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

const EXIF = "Exif\0\0";
/** JFIF 1.01 without a thumbnail: that there was one tells decoders the colours. */
const JFIF = segment(APP0, ofLatin1("JFIF\0\x01\x01\0\0\x01\0\x01\0\0"));

/**
 * A JPEG (ITU-T T.81) with what its pixels are made of, and which way up it is; without EXIF, XMP, IPTC, colour profiles,
 * comments, thumbnails, and without what cameras hang behind the picture (a second one, a film).
 * @throws UnusablePicture `broken`
 */
export function stripJpeg(bytes: Uint8Array): Stripped {
  const kept: Uint8Array[] = [];
  let size: { width: number; height: number } | null = null;
  let orientation = 1;
  let scans = 0;
  let has_jfif = false;
  let at = 2;
  for (;;) {
    const marker = markerAt(bytes, at);
    at = marker.end;
    if (marker.code === EOI) break;
    const length = uint16(bytes, at);
    if (length < 2 || at + length > bytes.length) throw new UnusablePicture("broken");
    const body = bytes.subarray(at + 2, at + length);
    at += length;
    if (isFrame(marker.code)) {
      size ??= { height: uint16(body, 1), width: uint16(body, 3) };
      kept.push(segment(marker.code, body));
    } else if (marker.code === SOS) {
      const end = endOfScan(bytes, at);
      kept.push(segment(SOS, body), bytes.subarray(at, end));
      at = end;
      scans += 1;
    } else if (marker.code === APP0 && latin1(body, 0, 5) === "JFIF\0") has_jfif = true;
    else if (marker.code === APP1 && latin1(body, 0, 6) === EXIF) orientation = readOrientation(body.subarray(6));
    // Adobe's mark tells decoders the colours; 12 bytes of it are defined.
    else if (marker.code === APP14 && latin1(body, 0, 5) === "Adobe") kept.push(segment(APP14, body.subarray(0, 12)));
    if (!isWellFormed(marker.code, body)) throw new UnusablePicture("broken");
    if (TABLES.has(marker.code)) kept.push(segment(marker.code, body));
  }
  if (size === null || scans === 0) throw new UnusablePicture("broken");
  const front: Uint8Array[] = [Uint8Array.of(0xff, SOI)];
  if (has_jfif) front.push(JFIF);
  if (orientation !== 1) front.push(segment(APP1, join([ofLatin1(EXIF), orientationOnly(orientation)])));
  return { ...size, bytes: join([...front, ...kept, Uint8Array.of(0xff, EOI)]) };
}

/** Tables that decoders need, each with how long it says that it is; 0 when it ends too early. */
const TABLES = new Map<number, (body: Uint8Array) => number>([
  [0xc4, (body) => sumOf(body, (at) => 17 + body.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0))],
  [0xcc, (body) => body.length - (body.length % 2)],
  [0xdb, (body) => sumOf(body, (at) => (body[at]! >> 4 === 0 ? 65 : 129))],
  [0xdc, () => 2],
  [0xdd, () => 2],
]);

function sumOf(body: Uint8Array, lengthAt: (at: number) => number): number {
  let at = 0;
  while (at < body.length) at += lengthAt(at);
  return at;
}

/** Nothing stands in a kept segment but what belongs there. */
function isWellFormed(marker: number, body: Uint8Array): boolean {
  if (isFrame(marker)) return body.length === 6 + 3 * (body[5] ?? 0);
  if (marker === SOS) return body.length === 4 + 2 * (body[0] ?? 0);
  const length = TABLES.get(marker);
  return length === undefined || length(body) === body.length;
}

/** The marker that stands at `at`, behind any fill bytes. */
function markerAt(bytes: Uint8Array, at: number): { code: number; end: number } {
  if (bytes[at] !== 0xff) throw new UnusablePicture("broken");
  let end = at + 1;
  while (bytes[end] === 0xff) end += 1;
  const code = bytes[end];
  if (code === undefined || code < 0xc0 || isRestart(code) || code === SOI) throw new UnusablePicture("broken");
  return { code, end: end + 1 };
}

/** Where the entropy-coded data ends: at the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && !isRestart(next)) return at;
  }
  throw new UnusablePicture("broken");
}

function segment(marker: number, body: Uint8Array): Uint8Array {
  const length = body.length + 2;
  return join([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), body]);
}
