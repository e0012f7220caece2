import { latin1 } from "./bytes.ts";
import { UnusablePicture } from "./fault.ts";
import { stripJpeg } from "./jpeg.ts";
import { stripPng } from "./png.ts";
import { stripWebp } from "./webp.ts";

/** What one picture may have, in bytes. */
export const MOST_BYTES = 10 * 1024 * 1024;
/** Above any phone's camera; a browser needs four bytes for each. */
const MOST_PIXELS = 120_000_000;

export const PICTURE_TYPES = ["image/jpeg", "image/png", "image/webp"] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

export interface Stripped {
  bytes: Uint8Array;
  /** Pixels, as stored; orientation may turn them. */
  width: number;
  height: number;
}

export type Picture = Stripped & { type: PictureType };

/**
 * A picture as it may be kept: of a kind that browsers show, told by its own first bytes and not by its name, and freed of
 * everything but its pixels and which way up it is. The pixels are not touched: nothing is decoded here.
 * @throws UnusablePicture saying why not; never anything else, whatever the bytes are
 */
export function cleanPicture(bytes: Uint8Array): Picture {
  if (bytes.length > MOST_BYTES) throw new UnusablePicture("too_large");
  const kind = kindOf(bytes);
  if (kind === "heic" || kind === "other_type") throw new UnusablePicture(kind);
  const stripped = STRIP[kind](bytes);
  const pixels = stripped.width * stripped.height;
  if (pixels === 0) throw new UnusablePicture("broken");
  if (pixels > MOST_PIXELS) throw new UnusablePicture("too_many_pixels");
  return { type: kind, ...stripped };
}

const STRIP: Record<PictureType, (bytes: Uint8Array) => Stripped> = {
  "image/jpeg": stripJpeg,
  "image/png": stripPng,
  "image/webp": stripWebp,
};

/** HEIF's brands (ISO/IEC 23008-12) for pictures coded as phones do it. */
const HEIC = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]);

function kindOf(bytes: Uint8Array): PictureType | "heic" | "other_type" {
  if (latin1(bytes, 0, 3) === "\xff\xd8\xff") return "image/jpeg";
  if (latin1(bytes, 0, 8) === "\x89PNG\r\n\x1a\n") return "image/png";
  if (latin1(bytes, 0, 4) === "RIFF" && latin1(bytes, 8, 4) === "WEBP") return "image/webp";
  if (latin1(bytes, 4, 4) === "ftyp" && HEIC.has(latin1(bytes, 8, 4))) return "heic";
  return "other_type";
}
