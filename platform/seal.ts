/**
 * Sealing of sensitive columns: AES-256-GCM by WebCrypto, so the same on Node and Workers. One secret, APP_KEY; from it one
 * key for each purpose by HKDF-SHA-256 (RFC 5869). The envelope names the key that made it and where it belongs, so that a
 * value cannot be moved to another column: `s1.<key id>.<iv ‖ ciphertext, base64url>`.
 */
import { Buffer } from "node:buffer";

/** What an HMAC is for: the same words give different values for different purposes. */
export type IndexKind = "name" | "pinyin" | "phone" | "address" | "account" | "entry" | "chat";

export interface Sealer {
  /** @param place table and column, bound into the envelope: `people.name` */
  seal(plain: string, place: string): Promise<string>;
  /** @throws when the envelope was made for another place, by another key, or was changed */
  open(envelope: string, place: string): Promise<string>;
  /** The same for files, without a detour through text: `s1 ‖ key id ‖ iv ‖ ciphertext`. */
  sealBytes(plain: Uint8Array, place: string): Promise<Uint8Array>;
  /** @throws as `open` does */
  openBytes(envelope: Uint8Array, place: string): Promise<Uint8Array>;
  /** Blind index for exact search: HMAC-SHA-256 of the normalised value, 22 characters. */
  index(kind: IndexKind, value: string): Promise<string>;
  /** HMAC for signed cookies, tokens and audit rows, base64url. */
  sign(purpose: "session" | "token" | "audit", value: string): Promise<string>;
}

const IV_BYTES = 12;
const VERSION = "s1";
/** Version and key id, which stand before a sealed file in the clear. */
const HEAD_BYTES = 6;

/** @param appKey 32 random bytes as base64 (APP_KEY) */
export async function createSealer(appKey: string): Promise<Sealer> {
  const secret = Buffer.from(appKey, "base64");
  if (secret.length !== 32) throw new Error("APP_KEY must be 32 bytes in base64");
  const keyId = Buffer.from(await crypto.subtle.digest("SHA-256", secret))
    .toString("hex")
    .slice(0, 8);
  const root = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const derive = (
    info: string,
    algorithm: Parameters<SubtleCrypto["deriveKey"]>[2],
    usages: ("encrypt" | "decrypt" | "sign")[],
  ) =>
    crypto.subtle.deriveKey(
      { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: new TextEncoder().encode(`doorstep ${info}`) },
      root,
      algorithm,
      false,
      usages,
    );
  const sealKey = await derive("seal", { name: "AES-GCM", length: 256 }, ["encrypt", "decrypt"]);
  const hmacKey = await derive("hmac", { name: "HMAC", hash: "SHA-256" }, ["sign"]);

  const hmac = async (words: string): Promise<Buffer> =>
    Buffer.from(await crypto.subtle.sign("HMAC", hmacKey, new TextEncoder().encode(words)));

  /** iv ‖ ciphertext. */
  const encrypt = async (plain: Uint8Array, place: string): Promise<Buffer> => {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const additionalData = new TextEncoder().encode(place);
    const sealed = await crypto.subtle.encrypt(
      { name: "AES-GCM", iv, additionalData },
      sealKey,
      plain as Uint8Array<ArrayBuffer>,
    );
    return Buffer.concat([iv, new Uint8Array(sealed)]);
  };
  const decrypt = async (bytes: Uint8Array, place: string): Promise<Uint8Array> => {
    const iv = bytes.subarray(0, IV_BYTES) as Uint8Array<ArrayBuffer>;
    const additionalData = new TextEncoder().encode(place);
    const sealed = bytes.subarray(IV_BYTES) as Uint8Array<ArrayBuffer>;
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, sealKey, sealed));
  };
  const assertOurs = (version: string | undefined, madeBy: string | undefined): void => {
    if (version !== VERSION) throw new Error("not a sealed value");
    if (madeBy !== keyId) throw new Error(`sealed with key ${madeBy}, APP_KEY is ${keyId}`);
  };

  return {
    async seal(plain, place) {
      const sealed = await encrypt(new TextEncoder().encode(plain), place);
      return `${VERSION}.${keyId}.${sealed.toString("base64url")}`;
    },
    async open(envelope, place) {
      const [version, madeBy, body] = envelope.split(".");
      assertOurs(body ? version : undefined, madeBy);
      return new TextDecoder().decode(await decrypt(Buffer.from(body!, "base64url"), place));
    },
    async sealBytes(plain, place) {
      return Buffer.concat([Buffer.from(VERSION), Buffer.from(keyId, "hex"), await encrypt(plain, place)]);
    },
    async openBytes(envelope, place) {
      const head = Buffer.from(envelope.subarray(0, HEAD_BYTES));
      assertOurs(head.toString("latin1", 0, 2), head.toString("hex", 2));
      return decrypt(envelope.subarray(HEAD_BYTES), place);
    },
    async index(kind, value) {
      return (await hmac(`index ${kind} ${normalise(kind, value)}`)).subarray(0, 16).toString("base64url");
    },
    async sign(purpose, value) {
      return (await hmac(`sign ${purpose} ${value}`)).toString("base64url");
    },
  };
}

/** Names and addresses without spaces, phones as bare digits without +86, everything NFKC and in lower case. */
function normalise(kind: IndexKind, value: string): string {
  const folded = value.normalize("NFKC").toLowerCase();
  if (kind === "phone") return folded.replace(/\D/g, "").replace(/^(?:00)?86(?=1\d{10}$)/, "");
  if (kind === "account" || kind === "chat" || kind === "entry") return value;
  return folded.replace(/[\s·・]/g, "");
}

/** A fresh APP_KEY. */
export function newAppKey(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64");
}

/** Compares two signatures in constant time. */
export function sameSignature(a: string, b: string): boolean {
  const left = new TextEncoder().encode(a);
  const right = new TextEncoder().encode(b);
  let difference = left.length ^ right.length;
  for (let i = 0; i < left.length; i++) difference |= left[i]! ^ (right[i % Math.max(right.length, 1)] ?? 0);
  return difference === 0;
}

/** Seals what may be unknown: null stays null. */
export async function sealOrNull(sealer: Sealer, plain: string | null, place: string): Promise<string | null> {
  return plain === null ? null : sealer.seal(plain, place);
}

/** Opens what may be unknown: null stays null. */
export async function openOrNull(sealer: Sealer, envelope: string | null, place: string): Promise<string | null> {
  return envelope === null ? null : sealer.open(envelope, place);
}
