import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { join, ofLatin1 } from "./bytes.ts";
import { UnusablePicture } from "./fault.ts";
import { orientationOnly, readOrientation } from "./orientation.ts";
import { cleanPicture, MOST_BYTES } from "./picture.ts";
import { exif, exifSegment, holds, jpeg, PLANTED, png, pngChunk, riffChunk, segment, webp } from "./picture-fixture.ts";

const planted = new TextEncoder().encode(PLANTED);

/** The fault of bytes that are refused; null when they are taken. */
function faultOf(bytes: Uint8Array): string | null {
  try {
    cleanPicture(bytes);
    return null;
  } catch (error) {
    if (error instanceof UnusablePicture) return error.fault;
    throw error;
  }
}

/** Bytes that could stand in a kept segment by chance are no proof. */
const secret = fc.uint8Array({ minLength: 12, maxLength: 300 }).filter((bytes) => new Set(bytes).size > 8);
/** APP1 to APP15 without Adobe's, and COM. */
const dropped = fc.constantFrom(0xe1, 0xe2, 0xe3, 0xe5, 0xec, 0xed, 0xef, 0xfe);

describe("a JPEG", () => {
  test("loses whatever stands in any segment that no pixel needs, and behind its end", () => {
    fc.assert(
      fc.property(secret, fc.array(dropped, { minLength: 1, maxLength: 6 }), fc.boolean(), (words, codes, is_exif) => {
        const body = is_exif ? join([ofLatin1("Exif\0\0"), words]) : words;
        const bytes = jpeg({ front: codes.map((code) => segment(code, body)), behind: words });
        const cleaned = cleanPicture(bytes);
        expect(holds(bytes, words)).toBe(true);
        expect(holds(cleaned.bytes, words)).toBe(false);
      }),
    );
  });

  test("keeps its pixels byte for byte, with restarts and stuffed bytes", () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const coded = fc.oneof(
      byte.filter((b) => b !== 0xff).map((b) => [b]),
      fc.constantFrom([0xff, 0], [0xff, 0xd3]),
    );
    fc.assert(
      fc.property(fc.array(coded, { minLength: 1, maxLength: 200 }), (pieces) => {
        const scan = Uint8Array.from(pieces.flat());
        const bare = jpeg({ scan });
        const dressed = jpeg({ scan, front: [exifSegment(1), segment(0xfe, planted)] });
        expect(cleanPicture(dressed).bytes).toEqual(bare);
      }),
    );
  });

  test("keeps which way up it is, alone", () => {
    for (let orientation = 2; orientation <= 8; orientation++) {
      const { bytes } = cleanPicture(jpeg({ front: [exifSegment(orientation)] }));
      expect(holds(bytes, planted)).toBe(false);
      const only = join([ofLatin1("Exif\0\0"), orientationOnly(orientation)]);
      expect(bytes).toEqual(jpeg({ front: [segment(0xe1, only)] }));
    }
    for (const nonsense of [0, 1, 9, 65_535]) {
      expect(cleanPicture(jpeg({ front: [exifSegment(nonsense)] })).bytes).toEqual(jpeg());
    }
  });

  test("loses a JFIF thumbnail and what hangs behind Adobe's mark, and keeps both marks", () => {
    const jfif = (thumbnail: Uint8Array) => join([ofLatin1("JFIF\0\x01\x02\x01\0\x48\0\x48"), thumbnail]);
    const adobe = join([ofLatin1("Adobe\0\x64\0\0\0\0\x01"), planted]);
    const bytes = jpeg({
      front: [segment(0xe0, jfif(join([Uint8Array.of(1, 1), planted]))), segment(0xee, adobe)],
    });
    const cleaned = cleanPicture(bytes).bytes;
    expect(holds(cleaned, planted)).toBe(false);
    expect(holds(cleaned, ofLatin1("JFIF\0"))).toBe(true);
    expect(holds(cleaned, segment(0xee, adobe.subarray(0, 12)))).toBe(true);
  });

  test("that hides words in a table or a header is refused", () => {
    const padded = (code: number, body: Uint8Array) => jpeg({ front: [segment(code, join([body, planted]))] });
    expect(faultOf(padded(0xdb, new Uint8Array(65)))).toBe("broken");
    expect(faultOf(padded(0xdd, Uint8Array.of(0, 4)))).toBe("broken");
    expect(faultOf(padded(0xc0, Uint8Array.of(8, 0, 2, 0, 3, 1, 1, 0x11, 0)))).toBe("broken");
  });
});

describe("a PNG", () => {
  const kinds = fc.constantFrom("tEXt", "zTXt", "iTXt", "tIME", "iCCP", "eXIf", "prVt", "acTL", "fdAT", "pHYs", "caBX");

  test("loses whatever stands in a chunk that no pixel needs, and behind its end; its pixels stay", () => {
    fc.assert(
      fc.property(secret, fc.array(kinds, { minLength: 1, maxLength: 5 }), (words, types) => {
        const bytes = png(
          types.map((type) => pngChunk(type, words)),
          words,
        );
        expect(cleanPicture(bytes).bytes).toEqual(png());
      }),
    );
  });

  test("keeps which way up it is, and colours that are plain numbers", () => {
    const gamma = pngChunk("gAMA", Uint8Array.of(0, 0, 0xb1, 0x8f));
    const { bytes } = cleanPicture(png([gamma, pngChunk("eXIf", exif(6, PLANTED, "MM"))]));
    expect(bytes).toEqual(png([pngChunk("eXIf", orientationOnly(6)), gamma]));
  });

  test("with a damaged chunk, one of a wrong length, or a critical one that nobody knows is refused", () => {
    const damaged = png();
    damaged[damaged.length - 20]! ^= 1;
    expect(faultOf(damaged)).toBe("broken");
    expect(faultOf(png([pngChunk("gAMA", planted)]))).toBe("broken");
    expect(faultOf(png([pngChunk("CgBI", planted)]))).toBe("broken");
  });
});

describe("a WebP", () => {
  const kinds = fc.constantFrom("EXIF", "XMP ", "ICCP", "abcd");

  test("loses whatever stands in a chunk that no pixel needs, and behind its end", () => {
    fc.assert(
      fc.property(secret, fc.array(kinds, { minLength: 1, maxLength: 5 }), (words, types) => {
        const cleaned = cleanPicture(
          webp(
            types.map((type) => riffChunk(type, words)),
            words,
          ),
        );
        expect(holds(cleaned.bytes, words)).toBe(false);
        expect(holds(cleaned.bytes, webp().subarray(12))).toBe(true);
      }),
    );
  });

  test("keeps which way up it is, with and without the JPEG way of writing EXIF", () => {
    for (const front of ["", "Exif\0\0"]) {
      const { bytes } = cleanPicture(webp([riffChunk("EXIF", join([ofLatin1(front), exif(8, PLANTED)]))]));
      expect(holds(bytes, riffChunk("EXIF", orientationOnly(8)))).toBe(true);
      expect(holds(bytes, planted)).toBe(false);
    }
  });

  test("that moves is refused", () => {
    expect(faultOf(webp([riffChunk("ANIM", new Uint8Array(6))]))).toBe("animated");
  });
});

describe("any picture", () => {
  const WHOLE = {
    jpeg: jpeg({ front: [exifSegment(6)] }),
    png: png([pngChunk("eXIf", exif(6, PLANTED))]),
    webp: webp([riffChunk("EXIF", exif(6, PLANTED))]),
  };

  test.each(Object.entries(WHOLE))("a clean %s is left as it is, with its size", (_, bytes) => {
    const once = cleanPicture(bytes);
    expect(cleanPicture(once.bytes)).toEqual(once);
    expect([once.width, once.height].every((side) => side > 0 && side < 4)).toBe(true);
  });

  test.each(Object.entries(WHOLE))("a %s cut anywhere is refused as broken or of no kind", (_, bytes) => {
    for (let length = 0; length < bytes.length; length++) {
      expect(["broken", "other_type"]).toContain(faultOf(bytes.subarray(0, length)));
    }
  });

  test.each(Object.entries(WHOLE))(
    "a %s with bytes changed anywhere is taken or refused, never a crash",
    (_, bytes) => {
      const change = fc.record({ at: fc.nat(bytes.length - 1), to: fc.integer({ min: 0, max: 255 }) });
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
          const hostile = bytes.slice();
          for (const { at, to } of changes) hostile[at] = to;
          faultOf(hostile);
        }),
        { numRuns: 2_000 },
      );
    },
  );

  test("what only begins like a picture is refused, whatever follows", () => {
    const fronts = ["\xff\xd8\xff", "\x89PNG\r\n\x1a\n", "RIFF\0\0\0\0WEBP", "RIFF\xff\xff\xff\xffWEBP"].map(ofLatin1);
    fc.assert(
      fc.property(fc.constantFrom(...fronts), fc.uint8Array({ maxLength: 200 }), (front, rest) => {
        expect(faultOf(join([front, rest]))).not.toBeNull();
      }),
    );
  });

  test.each([
    ["an iPhone's HEIC", "\0\0\0\x18ftypheic\0\0\0\0", "heic"],
    ["a film", "\0\0\0\x18ftypmp42\0\0\0\0", "other_type"],
    ["a GIF", "GIF89a\x01\0\x01\0", "other_type"],
    ["a web page called photo.jpg", "<html><script>", "other_type"],
    ["nothing", "", "other_type"],
  ])("%s is refused with its reason", (_, bytes, fault) => {
    expect(faultOf(ofLatin1(bytes))).toBe(fault);
  });

  test("too many bytes, and a small file of too many pixels, are refused", () => {
    expect(faultOf(new Uint8Array(MOST_BYTES + 1))).toBe("too_large");
    const bomb = png();
    const header = pngChunk("IHDR", Uint8Array.of(0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff, 8, 0, 0, 0, 0));
    bomb.set(header, 8);
    expect(faultOf(bomb)).toBe("too_many_pixels");
  });
});

test("orientation is read in either byte order, and hostile directories end", () => {
  expect(readOrientation(exif(3, "", "II"))).toBe(3);
  expect(readOrientation(exif(7, "", "MM"))).toBe(7);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const read = readOrientation(join([ofLatin1("MM\0*"), bytes]));
      expect(read >= 1 && read <= 8).toBe(true);
    }),
  );
});
