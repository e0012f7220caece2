/** Real pictures, made and looked at by a real browser: what is taken out of them is not seen. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, launchChromium } from "../chromium-fixture.ts";
import { join, ofLatin1 } from "./bytes.ts";
import { cleanPicture } from "./picture.ts";
import { exif, exifSegment, holds, PLANTED, pngChunk, riffChunk, segment, withFront } from "./picture-fixture.ts";

const planted = new TextEncoder().encode(PLANTED);

/** A picture of 48 × 32 as a camera's program writes it: with EXIF that turns it, a comment, and words behind its end. */
const DRESS: Record<string, (bytes: Uint8Array) => Uint8Array> = {
  "image/jpeg": (bytes) => join([withFront(bytes, exifSegment(6), segment(0xfe, planted)), planted]),
  "image/png": (bytes) =>
    join([
      bytes.subarray(0, 33),
      pngChunk("eXIf", exif(6, PLANTED)),
      pngChunk("tEXt", planted),
      bytes.subarray(33),
      planted,
    ]),
  // The browser writes an extended file with a colour profile; its flags (RFC 9649, 2.7) say that EXIF and XMP follow.
  "image/webp": (bytes) => {
    const body = join([bytes.subarray(8), riffChunk("EXIF", exif(6, PLANTED)), riffChunk("XMP ", planted)]);
    body[12]! |= 0x0c;
    const length = new Uint8Array(new Uint32Array([body.length]).buffer);
    return join([ofLatin1("RIFF"), length, body, planted]);
  },
};

if (!chromiumPath) console.log("left out: pixels of cleaned pictures (no Chromium)");

describe.runIf(chromiumPath !== undefined)("in the browser", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage();
  });
  afterAll(() => browser?.close());

  /** A canvas of coloured squares as a file of that type. */
  async function paint(type: string): Promise<Uint8Array> {
    const bytes = await page.evaluate<number[]>(`(async () => {
      const canvas = new OffscreenCanvas(48, 32);
      const brush = canvas.getContext("2d");
      for (let i = 0; i < 24; i++) {
        brush.fillStyle = "hsl(" + i * 15 + " 80% 50% / " + (i % 5 === 0 ? 0.5 : 1) + ")";
        brush.fillRect((i % 6) * 8, Math.floor(i / 6) * 8, 8, 8);
      }
      const blob = await canvas.convertToBlob({ type: "${type}", quality: 0.9 });
      if (blob.type !== "${type}") throw new Error(blob.type);
      return [...new Uint8Array(await blob.arrayBuffer())];
    })()`);
    return Uint8Array.from(bytes);
  }

  /** Size and pixels as a page shows them: turned as the file says. */
  const look = (bytes: Uint8Array, type: string) =>
    page.evaluate<{ width: number; height: number; pixels: string }>(`(async () => {
      const bytes = Uint8Array.from(atob("${Buffer.from(bytes).toString("base64")}"), (c) => c.charCodeAt(0));
      const image = new Image();
      image.src = URL.createObjectURL(new Blob([bytes], { type: "${type}" }));
      await image.decode();
      const { naturalWidth: width, naturalHeight: height } = image;
      const brush = new OffscreenCanvas(width, height).getContext("2d");
      brush.drawImage(image, 0, 0);
      return { width, height, pixels: brush.getImageData(0, 0, width, height).data.join() };
    })()`);

  test.each(Object.keys(DRESS))("a %s looks the same, turned the same, without what was planted", async (type) => {
    const plain = await paint(type);
    const dressed = DRESS[type]!(plain);
    const cleaned = cleanPicture(dressed);
    expect(cleaned).toMatchObject({ type, width: 48, height: 32 });
    expect([holds(dressed, planted), holds(cleaned.bytes, planted)]).toEqual([true, false]);
    const before = await look(dressed, type);
    expect(await look(cleaned.bytes, type)).toEqual(before);
    // Not turned at all, it would look another way: the orientation did stay. Browsers differ on WebP and PNG.
    if (type === "image/jpeg") expect([before.width, before.height]).toEqual([32, 48]);
    const upright = await look(plain, type);
    expect(await look(cleanPicture(plain).bytes, type)).toEqual(upright);
  });
});
