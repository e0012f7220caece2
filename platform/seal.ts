/**
 * Sealing of sensitive columns: AES-256-GCM by WebCrypto, so the same on Node and Workers. One secret, APP_KEY; from it one
 * key for each purpose by HKDF-SHA-256 (RFC 5869). The envelope names the key that made it and where it belongs, so that a
 * value cannot be moved to another column: `s1.<key id>.<iv ‖ ciphertext, base64url>`. While a key is changed APP_KEY holds
 * several: the first one makes everything new, the others still open, find and check what they made.
 */
import { Buffer } from "node:buffer";

/** What an HMAC is for: the same words give different values for different purposes. */
export type IndexKind = "name" | "pinyin" | "phone" | "address" | "account" | "entry" | "chat";

export interface Sealer {
  /** The keys at hand by their ids, the one that makes everything new first. */
  key_ids: readonly string[];
  /** @param place table and column, bound into the envelope: `people.name` */
  seal(plain: string, place: string): Promise<string>;
  /** @throws when the envelope was made for another place, by another key, or was changed */
  open(envelope: string, place: string): Promise<string>;
  /** The same for files, without a detour through text: `s1 ‖ key id ‖ iv ‖ ciphertext`. */
  sealBytes(plain: Uint8Array, place: string): Promise<Uint8Array>;
  /** @throws as `open` does */
  openBytes(envelope: Uint8Array, place: string): Promise<Uint8Array>;
  /** Blind index for exact search, as it is written: HMAC-SHA-256 of the normalised value, 22 characters. */
  index(kind: IndexKind, value: string): Promise<string>;
  /** The same by every key, as it is looked for; what `index` gives comes first. */
  indexes(kind: IndexKind, value: string): Promise<string[]>;
  /** HMAC for signed cookies, tokens and audit rows, base64url. */
  sign(purpose: SignPurpose, value: string): Promise<string>;
  /** The same by every key, to check one that was made before; what `sign` gives comes first. */
  signatures(purpose: SignPurpose, value: string): Promise<string[]>;
}

export type SignPurpose = "session" | "token" | "audit";

const IV_BYTES = 12;
const VERSION = "s1";
/** Version and key id, which stand before a sealed file in the clear. */
const HEAD_BYTES = 6;
/** What WebCrypto takes for HMAC with SHA-256 when nobody says: the hash's block. */
const HMAC_BITS = 512;

/** One of the keys in APP_KEY, with what is derived from it. */
interface Key {
  id: string;
  seal: CryptoKey;
  hmac: CryptoKey;
}

/** The keys that stand in APP_KEY, parted by commas or lines, each once. */
export function splitKeys(appKey: string): string[] {
  return [...new Set(appKey.split(/[\s,]+/).filter((key) => key !== ""))];
}

async function deriveKey(appKey: string): Promise<Key> {
  const secret = Buffer.from(appKey, "base64");
  if (secret.length !== 32) throw new Error("APP_KEY must be 32 bytes in base64");
  const id = Buffer.from(await crypto.subtle.digest("SHA-256", secret))
    .toString("hex")
    .slice(0, 8);
  const root = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const derive = (
    info: string,
    algorithm: Parameters<SubtleCrypto["deriveKey"]>[2],
    usages: ("encrypt" | "decrypt" | "sign")[],
  ) => crypto.subtle.deriveKey(hkdf(info), root, algorithm, false, usages);
  return {
    id,
    seal: await derive("seal", { name: "AES-GCM", length: 256 }, ["encrypt", "decrypt"]),
    hmac: await derive("hmac", { name: "HMAC", hash: "SHA-256" }, ["sign"]),
  };
}

const hkdf = (info: string) => ({
  ...{ name: "HKDF", hash: "SHA-256" },
  ...{ salt: new Uint8Array(), info: new TextEncoder().encode(`doorstep ${info}`) },
});

/**
 * What checks the audit rows that a key made, to be kept when the key itself goes: the HMAC key as base64. It opens nothing.
 * @returns it with the id of its key
 */
export async function auditSecretOf(appKey: string): Promise<{ key_id: string; secret: string }> {
  const { id } = await deriveKey(appKey);
  const root = await crypto.subtle.importKey("raw", Buffer.from(appKey, "base64"), "HKDF", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits(hkdf("hmac"), root, HMAC_BITS);
  return { key_id: id, secret: Buffer.from(bits).toString("base64") };
}

/** The signature of an audit row by a key that is gone, from what `auditSecretOf` kept of it. */
export async function signByRetired(secret: string, value: string): Promise<string> {
  const key = await crypto.subtle.importKey(
    "raw",
    Buffer.from(secret, "base64"),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  return (await hmac(key, `sign audit ${value}`)).toString("base64url");
}

async function hmac(key: CryptoKey, words: string): Promise<Buffer> {
  return Buffer.from(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(words)));
}

/** @param appKey 32 random bytes as base64 (APP_KEY); several while a key is changed, the new one first */
export async function createSealer(appKey: string): Promise<Sealer> {
  const keys = await Promise.all(splitKeys(appKey).map(deriveKey));
  const newest = keys[0];
  if (!newest) throw new Error("APP_KEY must be 32 bytes in base64");
  const key_ids = keys.map(({ id }) => id);

  /** iv ‖ ciphertext. */
  const encrypt = async (plain: Uint8Array, place: string): Promise<Buffer> => {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const additionalData = new TextEncoder().encode(place);
    const sealed = await crypto.subtle.encrypt(
      { name: "AES-GCM", iv, additionalData },
      newest.seal,
      plain as Uint8Array<ArrayBuffer>,
    );
    return Buffer.concat([iv, new Uint8Array(sealed)]);
  };
  const decrypt = async (key: Key, bytes: Uint8Array, place: string): Promise<Uint8Array> => {
    const iv = bytes.subarray(0, IV_BYTES) as Uint8Array<ArrayBuffer>;
    const additionalData = new TextEncoder().encode(place);
    const sealed = bytes.subarray(IV_BYTES) as Uint8Array<ArrayBuffer>;
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key.seal, sealed));
  };
  const keyOf = (version: string | undefined, madeBy: string | undefined): Key => {
    if (version !== VERSION) throw new Error("not a sealed value");
    const key = keys.find(({ id }) => id === madeBy);
    if (!key) throw new Error(`sealed with key ${madeBy}, APP_KEY is ${key_ids.join(", ")}`);
    return key;
  };
  const indexBy = async (key: Key, kind: IndexKind, value: string): Promise<string> =>
    (await hmac(key.hmac, `index ${kind} ${normalise(kind, value)}`)).subarray(0, 16).toString("base64url");
  const signBy = async (key: Key, purpose: SignPurpose, value: string): Promise<string> =>
    (await hmac(key.hmac, `sign ${purpose} ${value}`)).toString("base64url");

  return {
    key_ids,
    async seal(plain, place) {
      const sealed = await encrypt(new TextEncoder().encode(plain), place);
      return `${VERSION}.${newest.id}.${sealed.toString("base64url")}`;
    },
    async open(envelope, place) {
      const [version, madeBy, body] = envelope.split(".");
      const key = keyOf(body ? version : undefined, madeBy);
      return new TextDecoder().decode(await decrypt(key, Buffer.from(body!, "base64url"), place));
    },
    async sealBytes(plain, place) {
      return Buffer.concat([Buffer.from(VERSION), Buffer.from(newest.id, "hex"), await encrypt(plain, place)]);
    },
    async openBytes(envelope, place) {
      const head = Buffer.from(envelope.subarray(0, HEAD_BYTES));
      const key = keyOf(head.toString("latin1", 0, 2), head.toString("hex", 2));
      return decrypt(key, envelope.subarray(HEAD_BYTES), place);
    },
    index: (kind, value) => indexBy(newest, kind, value),
    indexes: (kind, value) => Promise.all(keys.map((key) => indexBy(key, kind, value))),
    sign: (purpose, value) => signBy(newest, purpose, value),
    signatures: (purpose, value) => Promise.all(keys.map((key) => signBy(key, purpose, value))),
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
