import { districtIds, scoped, systemScope } from "../../platform/scope.ts";
import type { AppParts } from "../parts.ts";

/** What waits, read from the database: the same whichever process is asked. Ages in seconds. */
export interface State {
  queue: { waiting: number; active: number; open: number; oldest_seconds: number };
  outbox: { channel: string; open: number; oldest_seconds: number }[];
  crises: {
    /** Somebody of the list is still being told, one after the other. */
    climbing: number;
    /** All were told and nobody has tapped 收到. */
    unanswered: number;
    oldest_seconds: number;
    /** From the report to 收到, of each that was taken in the last 24 hours. */
    acknowledged_seconds: number[];
  };
  /** How much the database's clock is ahead of this process's. */
  clock_ahead_seconds: number;
}

const DAY_MS = 24 * 3_600_000;

/** Reads it in short statements of their own; one transaction a district for the crises. @throws without a database */
export async function readState({
  database,
  queue,
  clock,
}: Pick<AppParts, "database" | "queue" | "clock">): Promise<State> {
  const now = clock.now();
  const at = Date.now();
  const { rows: time } = await database.query<{ ms: number }>(
    "select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms",
  );
  const clock_ahead_seconds = (time[0]!.ms - (at + Date.now()) / 2) / 1000;
  const depth = await queue.depth();
  const { rows: inbox } = await database.query<{ open: number; oldest_seconds: number }>(
    `select count(*) as open, coalesce(extract(epoch from $1::timestamptz - min(received_at)), 0)::float8 as oldest_seconds
     from inbox where state = 'open'`,
    [now],
  );
  // A web chat collects its notices when it is opened, and what waits for the morning is not late.
  const { rows: outbox } = await database.query<State["outbox"][number]>(
    `select channel, count(*) as open, extract(epoch from $1::timestamptz - min(created_at))::float8 as oldest_seconds
     from outbox where state = 'open' and channel <> 'web' and (quiet_until is null or quiet_until <= $1) group by channel`,
    [now],
  );
  const crises: State["crises"] = { climbing: 0, unanswered: 0, oldest_seconds: 0, acknowledged_seconds: [] };
  for (const district_id of await districtIds(database)) {
    const { rows } = await scoped(database, systemScope(district_id), (tx) =>
      tx.query<{ climbing: boolean; waits: boolean; seconds: number }>(
        `select climbs_at is not null as climbing, owner_id is null as waits,
           extract(epoch from coalesce(acknowledged_at, $2) - created_at)::float8 as seconds
         from crises where district_id = $1 and (
           (closed_at is null and owner_id is null and (climbs_at is not null or list_ended_at is not null))
           or acknowledged_at > $3)`,
        [district_id, now, new Date(now.getTime() - DAY_MS)],
      ),
    );
    for (const { climbing, waits, seconds } of rows) {
      if (!waits) crises.acknowledged_seconds.push(seconds);
      else {
        crises[climbing ? "climbing" : "unanswered"] += 1;
        crises.oldest_seconds = Math.max(crises.oldest_seconds, seconds);
      }
    }
  }
  return { queue: { ...depth, ...inbox[0]! }, outbox, crises, clock_ahead_seconds };
}
