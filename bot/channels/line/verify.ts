import { Buffer } from "node:buffer";
import { validateSignature } from "@line/bot-sdk";

/** An HMAC-SHA256 in Base64 and nothing else: Buffer would skip foreign characters instead of refusing them. */
const BASE64_SHA256 = /^[A-Za-z0-9+/]{43}=$/;

/**
 * Whether `signature` (header X-Line-Signature) is LINE's HMAC over the body as it arrived, before any parsing; compared in
 * constant time. False for a missing or malformed signature and for an empty secret. Runs on Node and, with
 * nodejs_compat, in workerd.
 */
export async function verifyLineSignature(
  raw: string | Uint8Array,
  signature: string | null,
  secret: string,
): Promise<boolean> {
  if (signature === null || secret === "" || !BASE64_SHA256.test(signature)) return false;
  return validateSignature(typeof raw === "string" ? raw : Buffer.from(raw), secret, signature);
}
