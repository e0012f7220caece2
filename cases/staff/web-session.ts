import { entryHash, putEntry } from "../entry-keys.ts";
import type { Session } from "../session.ts";

/** The words under which a web session that was ended is remembered. */
const ended = (session_id: string): string => `session ended ${session_id}`;

/** Whether somebody signed out of this web session: its cookie may still be somewhere. */
export async function hasEnded({ tx, sealer }: Session, session_id: string): Promise<boolean> {
  const { rows } = await tx.query("select 1 from entry_find($1)", [await entryHash(tx, sealer, ended(session_id))]);
  return rows.length > 0;
}

/**
 * Ends one web session for good; ended before, nothing happens.
 * @param of whose it is, its id, and until when its cookie would have been good
 */
export async function endWebSession(
  session: Session,
  of: { staff_id: string; session_id: string; expires_at: Date },
): Promise<void> {
  // Of two that end it at once one waits, and finds it ended.
  await session.tx.query("select pg_advisory_xact_lock(hashtextextended($1, 1))", [of.session_id]);
  if (await hasEnded(session, of.session_id)) return;
  await putEntry(session, "login", ended(of.session_id), { id: of.staff_id, expires_at: of.expires_at });
}
