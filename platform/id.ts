let last_ms = 0;
let counter = 0;

/**
 * UUIDv7: sorts by time of making, also within a millisecond. PostgreSQL 15 has no uuidv7(), so ids are made here.
 * Layout after RFC 9562 §5.7: 48 bits of Unix milliseconds, version, a counter of 12 bits (§6.2 method 1), 62 random bits.
 */
export function newId(at: Date = new Date()): string {
  const ms = at.getTime();
  counter = ms === last_ms ? (counter + 1) & 0xfff : 0;
  last_ms = ms;
  const time = ms.toString(16).padStart(12, "0");
  // The variant and the random bits stand in the same place in every uuid, and this makes them from a store of random bytes.
  const random = crypto.randomUUID().slice(19);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, "0")}-${random}`;
}

function asUuid(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Crockford's alphabet: no I, L, O, U, so that a reference survives being read out on the phone. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A reference people can say: `R-7K3QD`. Five letters, 33 million per district and kind. */
export function newRef(prefix: "P" | "V" | "R" | "C"): string {
  return `${prefix}-${Array.from(crypto.getRandomValues(new Uint8Array(5)), (b) => LETTERS[b % 32]).join("")}`;
}

/** `characters` of Crockford's alphabet from the system's randomness, for invite codes and links (5 bits each). */
export function newSecret(characters: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(characters)), (b) => LETTERS[b % 32]).join("");
}

/** The same uuid for the same words, so that a redelivery makes the same row (RFC 9562 §5.8, SHA-256). */
export async function idFrom(words: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words))).slice(0, 16);
  digest[6] = (digest[6]! & 0x0f) | 0x80;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  return asUuid(digest);
}
