import type { Queryable } from "../database/port.ts";
import { newId } from "../id.ts";
import type { Sealer } from "../seal.ts";
import { chatKeys, standingKey, type TransportChannel } from "./inbox.ts";
import { OUTBOX_PLACE } from "./outbox.ts";

/**
 * Puts a notice on its way that waits until `quiet_until`; what waits for the same chat already is merged with it into one message. It
 * holds up nothing else of its chat.
 * @param merge the body for both: what waits (null when nothing does) and now this
 */
export async function putQuietly(
  tx: Queryable,
  parts: { sealer: Sealer; now: Date },
  notice: { channel: TransportChannel; chat_id: string; quiet_until: Date; merge: (waiting: string | null) => string },
): Promise<void> {
  const { sealer, now } = parts;
  const { channel, quiet_until } = notice;
  const keys = await chatKeys(sealer, channel, notice.chat_id);
  // Two at once for one chat: the second sees what the first has put.
  for (const key of keys.toSorted()) await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 17))", [key]);
  const { rows } = await tx.query<{ id: string; body_sealed: string }>(
    `select id, body_sealed from outbox
     where chat_key = any ($1::text[]) and state = 'open' and attempts = 0 and quiet_until > $2 order by seq limit 1 for update`,
    [keys, now],
  );
  const waiting = rows[0];
  const body = notice.merge(waiting ? await sealer.open(waiting.body_sealed, OUTBOX_PLACE) : null);
  const body_sealed = await sealer.seal(body, OUTBOX_PLACE);
  if (waiting) {
    await tx.query("update outbox set body_sealed = $2 where id = $1", [waiting.id, body_sealed]);
    return;
  }
  await tx.query(
    `insert into outbox (id, inbox_id, channel, chat_key, body_sealed, retry_key, not_before, quiet_until, created_at)
     values ($1, null, $2, $3, $4, $5, $6, $6, $7)`,
    [newId(now), channel, await standingKey(tx, "outbox", keys), body_sealed, crypto.randomUUID(), quiet_until, now],
  );
}
