/** Draws the icon of the pages as a PNG, at compile time: phones take no SVG for what stands on their home screen. */
import { crc32, deflateSync } from "node:zlib";

const GREEN = [0x1f, 0x6f, 0x5c] as const;
const WHITE = [0xff, 0xff, 0xff] as const;
/** The house of icon.svg, in its 32 units. */
const HOUSE: readonly (readonly [number, number])[] = [
  ...([
    [8, 26],
    [8, 13],
    [16, 7],
    [24, 13],
    [24, 26],
  ] as const),
  ...([
    [18, 26],
    [18, 19],
    [14, 19],
    [14, 26],
  ] as const),
];
const CORNER = 7;
/** Looks at so many points of each pixel, each way. */
const SAMPLES = 4;

/**
 * @param pixels width and height
 * @param full true: the colour reaches the edges and the house stands in the middle four fifths, so that a phone may cut any
 *   shape out of it (maskable)
 */
export function drawIcon(pixels: number, full: boolean): Buffer {
  const rows = Buffer.alloc(pixels * (1 + pixels * 4));
  for (let y = 0; y < pixels; y++) {
    for (let x = 0; x < pixels; x++) {
      const at = y * (1 + pixels * 4) + 1 + x * 4;
      let [ground, house] = [0, 0];
      for (let i = 0; i < SAMPLES * SAMPLES; i++) {
        const u = ((x + ((i % SAMPLES) + 0.5) / SAMPLES) / pixels) * 32;
        const v = ((y + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) / pixels) * 32;
        if (!full && !isInSquare(u, v)) continue;
        ground++;
        const [hu, hv] = full ? [(u - 16) / 0.8 + 16, (v - 16) / 0.8 + 16] : [u, v];
        if (isInHouse(hu, hv)) house++;
      }
      if (ground === 0) continue;
      for (let c = 0; c < 3; c++)
        rows[at + c] = Math.round((WHITE[c]! * house + GREEN[c]! * (ground - house)) / ground);
      rows[at + 3] = Math.round((255 * ground) / (SAMPLES * SAMPLES));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels, 0);
  header.writeUInt32BE(pixels, 4);
  // Eight bits for each of red, green, blue and alpha.
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function isInSquare(u: number, v: number): boolean {
  const du = Math.max(CORNER - u, u - (32 - CORNER), 0);
  const dv = Math.max(CORNER - v, v - (32 - CORNER), 0);
  return du * du + dv * dv <= CORNER * CORNER;
}

/** Even-odd rule. */
function isInHouse(u: number, v: number): boolean {
  let inside = false;
  for (const [i, [x, y]] of HOUSE.entries()) {
    const [px, py] = HOUSE.at(i - 1)!;
    if (y > v !== py > v && u < ((px - x) * (v - y)) / (py - y) + x) inside = !inside;
  }
  return inside;
}

/** PNG, 5.3: length, type, data, CRC of type and data. */
function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
