import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";

/**
 * A table that lies in the source, as one string that is small where it counts, in the Worker: the length of the JSON, the JSON, and bytes
 * that are no text, as Brotli in base64.
 */
export function pack(about: unknown, bytes: Uint8Array): string {
  const json = Buffer.from(JSON.stringify(about));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  return brotliCompressSync(Buffer.concat([length, json, bytes]), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  }).toString("base64");
}

/** @param packed by `pack`, of this build: nothing else comes here, and `T` is what it was given then */
export function unpack<T>(packed: string): { about: T; bytes: Buffer } {
  const whole = brotliDecompressSync(Buffer.from(packed, "base64"));
  const bytes_at = 4 + whole.readUInt32LE(0);
  return { about: JSON.parse(whole.toString("utf8", 4, bytes_at)) as T, bytes: whole.subarray(bytes_at) };
}
