import type { Queryable } from "../platform/database/port.ts";
import type { Sealer } from "../platform/seal.ts";

const WINDOW_MS = 10 * 60_000;
/**
 * How often in that time. Of a receiver's link by address, behind which a whole office may stand, and by token, whether it means anything
 * or not: 130 bits are not guessed at this pace. Of invite codes by the account that sends them: 50 bits for ten tries. Of strangers by
 * account: how often one is told that they have to join.
 */
const LIMIT = { address: 60, token: 30, code: 10, stranger: 20 } as const;

/**
 * Counts one try, over all processes.
 * @param by of which, and its value; only an HMAC of it is kept, for ten minutes or so
 * @returns false when it was asked for too often in the last ten minutes
 */
export async function countHit(
  database: Queryable,
  sealer: Sealer,
  by: { of: keyof typeof LIMIT; value: string },
  now: Date,
): Promise<boolean> {
  const { rows } = await database.query<{ n: number }>(
    `insert into receiver_hits as h (key, since, n) values ($1, $2, 1)
     on conflict (key) do update set n = case when h.since < $3 then 1 else h.n + 1 end,
       since = case when h.since < $3 then excluded.since else h.since end
     returning n`,
    [await sealer.index("entry", `hit ${by.of} ${by.value}`), now, new Date(now.getTime() - WINDOW_MS)],
  );
  return rows[0]!.n <= LIMIT[by.of];
}

/** Forgets who asked when that counts no longer. */
export async function sweepHits(database: Queryable, now: Date): Promise<void> {
  await database.query("delete from receiver_hits where since < $1", [new Date(now.getTime() - WINDOW_MS)]);
}
