import type { Queryable } from "../database/port.ts";
import { newId } from "../id.ts";
import type { Sealer } from "../seal.ts";
import { chatKeys, standingKey, type TransportChannel } from "./inbox.ts";

/** Where the bodies of this table are sealed. */
export const OUTBOX_PLACE = "outbox.body";

/** NOTIFY channel that says "there is something to deliver". */
export const OUT_WAKE = "doorstep_out";

export interface Outgoing {
  channel: TransportChannel;
  chat_id: string;
  /** JSON text; holds the chat id too, for whoever delivers it. */
  body: string;
  /** The message it answers; null for what nobody asked. */
  inbox_id: string | null;
}

/** Puts a reply on its way in the running transaction: it goes out when, and only when, the effects are committed. */
export async function putOutgoing(tx: Queryable, parts: { sealer: Sealer; now: Date }, out: Outgoing): Promise<void> {
  const keys = await chatKeys(parts.sealer, out.channel, out.chat_id);
  await tx.query(
    `insert into outbox (id, inbox_id, channel, chat_key, body_sealed, retry_key, not_before, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [
      newId(parts.now),
      out.inbox_id,
      out.channel,
      await standingKey(tx, "outbox", keys),
      await parts.sealer.seal(out.body, OUTBOX_PLACE),
      crypto.randomUUID(),
      parts.now,
    ],
  );
  await tx.query("select pg_notify($1, $2)", [OUT_WAKE, ""]);
}

export interface OutboxRow {
  id: string;
  /** The message it answers; null for what nobody asked. */
  inbox_id: string | null;
  channel: TransportChannel;
  body: string;
  retry_key: string;
  attempts: number;
  /** What the channel said of the last attempt. */
  resume: string | null;
}

type Sealed = Omit<OutboxRow, "body"> & { body_sealed: string };

async function opened(sealer: Sealer, rows: Sealed[]): Promise<OutboxRow[]> {
  return Promise.all(
    rows.map(async ({ body_sealed, ...row }) => ({ ...row, body: await sealer.open(body_sealed, OUTBOX_PLACE) })),
  );
}

/**
 * Claims what is due on these channels for `lease_ms`, at most one of a chat, the oldest first: a message never overtakes
 * another of its chat, except one that waits for the morning. A sender that dies loses its claim by time.
 */
export async function claimOutgoing(
  database: Queryable,
  sealer: Sealer,
  claim: { channels: TransportChannel[]; now: Date; lease_ms: number; limit: number },
): Promise<OutboxRow[]> {
  const { rows } = await database.query<Sealed>(
    `update outbox set not_before = $2, attempts = attempts + 1
     where state = 'open' and not_before <= $3 and id in (
       select id from outbox o where state = 'open' and channel = any ($1::text[]) and not_before <= $3
         and not exists (select from outbox e where e.chat_key = o.chat_key and e.state = 'open' and e.seq < o.seq
           and (e.quiet_until is null or e.quiet_until <= $3))
       order by seq limit $4 for update skip locked)
     returning id, inbox_id, channel, body_sealed, retry_key, attempts, resume`,
    [claim.channels, new Date(claim.now.getTime() + claim.lease_ms), claim.now, claim.limit],
  );
  return opened(sealer, rows);
}

/** The end of an outgoing message: delivered, or never to be delivered. Its body is erased. */
export async function endOutgoing(database: Queryable, id: string, state: "sent" | "gone", now: Date): Promise<void> {
  await database.query("update outbox set state = $2, sent_at = $3, body_sealed = null where id = $1", [
    id,
    state,
    now,
  ]);
}

/** Tries again later, from where this attempt came to. */
export async function putOffOutgoing(
  database: Queryable,
  id: string,
  later: { not_before: Date; resume: string | null },
): Promise<void> {
  await database.query("update outbox set not_before = $2, resume = $3 where id = $1 and state = 'open'", [
    id,
    later.not_before,
    later.resume,
  ]);
}

/**
 * The answers to one message of the web chat, for the HTTP response that waits for them. A repeated request gets them again
 * until they are swept: a phone on a weak network asks twice.
 */
export async function answersTo(
  database: Queryable,
  sealer: Sealer,
  inbox_id: string,
  now: Date,
): Promise<OutboxRow[]> {
  const { rows } = await database.query<Sealed>(
    `select id, inbox_id, channel, body_sealed, retry_key, attempts, resume from outbox
     where inbox_id = $1 and channel = 'web' and body_sealed is not null order by seq`,
    [inbox_id],
  );
  await database.query(
    "update outbox set state = 'sent', sent_at = $2 where inbox_id = $1 and channel = 'web' and state = 'open'",
    [inbox_id, now],
  );
  return opened(sealer, rows);
}

/** So long the request that asked may still be waiting for its answer; after that it is collected like a notice. */
const ANSWER_AWAITED_MS = 30_000;

/**
 * What waits for a web chat, oldest first. `taken` are ids that the page has shown: they end now, so that nothing is lost
 * between the server and the page.
 */
export async function collectForWeb(
  database: Queryable,
  sealer: Sealer,
  collect: { chat_id: string; taken: string[]; now: Date },
): Promise<OutboxRow[]> {
  const keys = await chatKeys(sealer, "web", collect.chat_id);
  await database.query(
    `update outbox set state = 'sent', sent_at = $3, body_sealed = null
     where chat_key = any ($1::text[]) and id = any ($2::uuid[]) and state = 'open'`,
    [keys, collect.taken, collect.now],
  );
  const { rows } = await database.query<Sealed>(
    `select id, inbox_id, channel, body_sealed, retry_key, attempts, resume from outbox
     where chat_key = any ($1::text[]) and state = 'open' and (inbox_id is null or created_at < $2)
       and (quiet_until is null or quiet_until <= $3) order by seq limit 50`,
    [keys, new Date(collect.now.getTime() - ANSWER_AWAITED_MS), collect.now],
  );
  return opened(sealer, rows);
}

const ANSWER_KEPT_MINUTES = 15;
const WEB_NOTICE_KEPT_DAYS = 30;
/** So long the ids of messages are remembered. */
export const DEDUPE_KEPT_DAYS = 30;

/** Erases answers that were handed over a while ago, notices that nobody collected, and rows that nobody needs any more. */
export async function sweepTransport(database: Queryable, now: Date): Promise<void> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  await database.query(
    "update outbox set body_sealed = null where state <> 'open' and body_sealed is not null and sent_at < $1",
    [ago(ANSWER_KEPT_MINUTES * 60_000)],
  );
  await database.query(
    "update outbox set state = 'gone', body_sealed = null, sent_at = $2 where state = 'open' and channel = 'web' and created_at < $1",
    [ago(WEB_NOTICE_KEPT_DAYS * 86_400_000), now],
  );
  await database.query("delete from outbox where state <> 'open' and sent_at < $1", [
    ago(DEDUPE_KEPT_DAYS * 86_400_000),
  ]);
  await database.query("delete from inbox where state <> 'open' and processed_at < $1", [
    ago(DEDUPE_KEPT_DAYS * 86_400_000),
  ]);
}
