import type { Queryable } from "../platform/database/port.ts";
import type { Sealer } from "../platform/seal.ts";
import type { Session } from "./session.ts";

export type EntryKind = "channel" | "invite" | "login" | "receiver" | "machine";

/**
 * What a key that is read before the district is known is found by: its HMAC by the newest key. While APP_KEY is changed, one that was
 * put by an older key is moved to it here, because only whoever brings the words can say what they are.
 * @param words the kind and the secret: `login 7K3Q…`
 */
export async function entryHash(tx: Queryable, sealer: Sealer, words: string): Promise<string> {
  const [hash, ...older] = await sealer.indexes("entry", words);
  if (older.length > 0) await tx.query("select entry_move($1, $2, $3)", [older, hash, sealer.key_ids[0]]);
  return hash!;
}

/** Puts a key that leads to a row of the session's district; the words themselves are kept nowhere. @param expires_at null: never */
export async function putEntry(
  { tx, sealer }: Session,
  kind: EntryKind,
  words: string,
  to: { id: string; expires_at: Date | null },
): Promise<void> {
  const hash = await sealer.index("entry", words);
  await tx.query("select entry_put($1, $2, $3, $4, $5)", [hash, kind, to.id, to.expires_at, sealer.key_ids[0]]);
}
