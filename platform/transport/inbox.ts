import type { Queryable } from "../database/port.ts";
import { newId } from "../id.ts";
import type { Queue } from "../queue/queue.ts";
import type { Sealer } from "../seal.ts";

export type TransportChannel = "telegram" | "line" | "web";

const PLACE = "inbox.body";

/** What a chat is called in every table, by every key, that tells nobody which chat it is; the newest, which is written, comes first. */
export function chatKeys(sealer: Sealer, channel: TransportChannel, chat_id: string): Promise<string[]> {
  return sealer.indexes("chat", `${channel}:${chat_id}`);
}

/**
 * The name under which the next row of a chat is written: that of the rows that are still open, so that the order holds while APP_KEY is
 * changed, else the newest.
 */
export async function standingKey(tx: Queryable, table: "inbox" | "outbox", keys: string[]): Promise<string> {
  if (keys.length === 1) return keys[0]!;
  const { rows } = await tx.query<{ chat_key: string }>(
    `select chat_key from ${table} where chat_key = any ($1::text[]) and state = 'open' order by seq limit 1`,
    [keys],
  );
  return rows[0]?.chat_key ?? keys[0]!;
}

export interface Arrival {
  channel: TransportChannel;
  /** The channel's own id of the event: a redelivery carries the same. */
  event_id: string;
  chat_id: string;
  /** JSON text. */
  body: string;
  /** The crisis card was started before this row was written. */
  card_attempted: boolean;
}

interface Parts {
  sealer: Sealer;
  queue: Queue;
  now: Date;
}

export interface Kept {
  inbox_id: string;
  /** False for a redelivery, which has the id of the first. */
  fresh: boolean;
}

/**
 * Keeps a message and its job, together or not at all, in one statement. After its commit it may be acknowledged to the channel.
 * @param tx a transaction while APP_KEY is changed; otherwise any connection will do
 * @param district that it is for; null where nobody is known
 */
export async function keepArrival(
  tx: Queryable,
  parts: Parts,
  arrival: Arrival,
  district: number | null,
): Promise<Kept> {
  return (await keep(tx, parts, arrival, { account: null, district }))!;
}

/**
 * The same, for the district that the account leads to.
 * @param account the hash of its entry key
 * @returns null where it leads to several: nothing is kept
 */
export function keepArrivalOf(tx: Queryable, parts: Parts, arrival: Arrival, account: string): Promise<Kept | null> {
  return keep(tx, parts, arrival, { account, district: null });
}

async function keep(
  tx: Queryable,
  parts: Parts,
  arrival: Arrival,
  { account, district }: { account: string | null; district: number | null },
): Promise<Kept | null> {
  const keys = await chatKeys(parts.sealer, arrival.channel, arrival.chat_id);
  const id = newId(parts.now);
  const body_sealed = await parts.sealer.seal(arrival.body, PLACE);
  if (keys.length > 1)
    for (const key of keys.toSorted()) await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [key]);
  const chat_key = await standingKey(tx, "inbox", keys);
  const { channel, event_id, card_attempted } = arrival;
  const job = await parts.queue.jobFor(id, chat_key);
  const { rows } = await tx.query<Kept>(
    "select inbox_id, fresh from keep_arrival($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    [id, channel, event_id, chat_key, body_sealed, card_attempted, parts.now, job, account, district],
  );
  return rows[0] ?? null;
}

export interface InboxRow {
  id: string;
  channel: TransportChannel;
  chat_key: string;
  body: string;
  card_attempted: boolean;
  received_at: Date;
  /** The district that it was accepted for, whatever its writer chooses afterwards; null: see bot/who-writes.ts. */
  accepted_district: number | null;
}

/** The lowest open message of the chat that `inbox_id` came through; null when all of them are worked off. */
export async function nextOfChat(database: Queryable, sealer: Sealer, inbox_id: string): Promise<InboxRow | null> {
  const { rows } = await database.query<Omit<InboxRow, "body"> & { body_sealed: string }>(
    `select id, channel, chat_key, body_sealed, card_attempted, received_at, accepted_district from inbox
     where state = 'open' and chat_key = (select chat_key from inbox where id = $1) order by seq limit 1`,
    [inbox_id],
  );
  if (!rows[0]) return null;
  const { body_sealed, ...row } = rows[0];
  return { ...row, body: await sealer.open(body_sealed, PLACE) };
}

/** Ends a message and erases its body and for whom it was. @throws when it was ended before: the whole transaction must go */
export async function endMessage(tx: Queryable, id: string, state: "done" | "poison", now: Date): Promise<void> {
  const { affected } = await tx.query(
    "update inbox set state = $2, body_sealed = null, accepted_district = null, processed_at = $3 where id = $1 and state = 'open'",
    [id, state, now],
  );
  if (affected !== 1) throw new Error("this message was worked off before");
}

/** What a message came to, for whoever waits for its answer. */
export async function messageState(database: Queryable, id: string): Promise<"open" | "done" | "poison"> {
  const { rows } = await database.query<{ state: "open" | "done" | "poison" }>(
    "select state from inbox where id = $1",
    [id],
  );
  return rows[0]?.state ?? "open";
}
