/**
 * Sealing of sensitive columns: AES-256-GCM by node:crypto, which Node and Workers have. Not by WebCrypto: there each value of a few
 * bytes is handed to another thread, which takes ten times as long as the work itself. One secret, APP_KEY; from it one
 * key for each purpose by HKDF-SHA-256 (RFC 5869). The envelope names the key that made it and where it belongs, so that a
 * value cannot be moved to another column: `s1.<key id>.<iv ‖ ciphertext, base64url>`. While a key is changed APP_KEY holds
 * several: the first one makes everything new, the others still open, find and check what they made.
 */
import { Buffer } from "node:buffer";
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from "node:crypto";

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
const CIPHER = "aes-256-gcm";
const SEAL_KEY_BYTES = 32;
/** The hash's block. */
const HMAC_KEY_BYTES = 64;
/** Behind the ciphertext: what proves that nothing was changed. */
const TAG_BYTES = 16;

/** One of the keys in APP_KEY, with what is derived from it. */
interface Key {
  id: string;
  seal: KeyObject;
  hmac: KeyObject;
}

/** The keys that stand in APP_KEY, parted by commas or lines, each once. */
export function splitKeys(appKey: string): string[] {
  return [...new Set(appKey.split(/[\s,]+/).filter((key) => key !== ""))];
}

function deriveKey(appKey: string): Key {
  const secret = Buffer.from(appKey, "base64");
  if (secret.length !== 32) throw new Error("APP_KEY must be 32 bytes in base64");
  return {
    id: createHash("sha256").update(secret).digest("hex").slice(0, 8),
    seal: createSecretKey(hkdf(secret, "seal", SEAL_KEY_BYTES)),
    hmac: createSecretKey(hkdf(secret, "hmac", HMAC_KEY_BYTES)),
  };
}

const hkdf = (secret: Uint8Array, purpose: string, bytes: number): Uint8Array =>
  new Uint8Array(hkdfSync("sha256", secret, new Uint8Array(), `doorstep ${purpose}`, bytes));

/**
 * What checks the audit rows that a key made, to be kept when the key itself goes: the HMAC key as base64. It opens nothing.
 * @returns it with the id of its key
 */
export async function auditSecretOf(appKey: string): Promise<{ key_id: string; secret: string }> {
  const { id, hmac } = deriveKey(appKey);
  return { key_id: id, secret: hmac.export().toString("base64") };
}

/** The signature of an audit row by a key that is gone, from what `auditSecretOf` kept of it. */
export async function signByRetired(secret: string, value: string): Promise<string> {
  return mac(createSecretKey(Buffer.from(secret, "base64")), `sign audit ${value}`).toString("base64url");
}

const mac = (key: KeyObject, words: string): Buffer => createHmac("sha256", key).update(words).digest();

/** @param appKey 32 random bytes as base64 (APP_KEY); several while a key is changed, the new one first */
export async function createSealer(appKey: string): Promise<Sealer> {
  const keys = splitKeys(appKey).map(deriveKey);
  const newest = keys[0];
  if (!newest) throw new Error("APP_KEY must be 32 bytes in base64");
  const key_ids = keys.map(({ id }) => id);

  /** iv ‖ ciphertext ‖ tag. */
  const encrypt = (plain: Uint8Array, place: string): Buffer => {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const cipher = createCipheriv(CIPHER, newest.seal, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(place));
    return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  };
  const decrypt = (key: Key, bytes: Uint8Array, place: string): Buffer => {
    const decipher = createDecipheriv(CIPHER, key.seal, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
  };
  const keyOf = (version: string | undefined, madeBy: string | undefined): Key => {
    if (version !== VERSION) throw new Error("not a sealed value");
    const key = keys.find(({ id }) => id === madeBy);
    if (!key) throw new Error(`sealed with key ${madeBy}, APP_KEY is ${key_ids.join(", ")}`);
    return key;
  };
  const indexBy = async (key: Key, kind: IndexKind, value: string): Promise<string> =>
    mac(key.hmac, `index ${kind} ${normalise(kind, value)}`)
      .subarray(0, 16)
      .toString("base64url");
  const signBy = async (key: Key, purpose: SignPurpose, value: string): Promise<string> =>
    mac(key.hmac, `sign ${purpose} ${value}`).toString("base64url");

  return {
    key_ids,
    async seal(plain, place) {
      const sealed = encrypt(Buffer.from(plain), place);
      return `${VERSION}.${newest.id}.${sealed.toString("base64url")}`;
    },
    async open(envelope, place) {
      const [version, madeBy, body] = envelope.split(".");
      const key = keyOf(body ? version : undefined, madeBy);
      return decrypt(key, Buffer.from(body!, "base64url"), place).toString();
    },
    async sealBytes(plain, place) {
      return Buffer.concat([Buffer.from(VERSION), Buffer.from(newest.id, "hex"), encrypt(plain, place)]);
    },
    async openBytes(envelope, place) {
      const head = Buffer.from(envelope.subarray(0, HEAD_BYTES));
      const key = keyOf(head.toString("latin1", 0, 2), head.toString("hex", 2));
      return new Uint8Array(decrypt(key, envelope.subarray(HEAD_BYTES), place));
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
