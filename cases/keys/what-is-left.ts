import type { Queryable } from "../../platform/database/port.ts";
import type { Sealer } from "../../platform/seal.ts";
import { byAnother, placeOf, type SealedTable } from "./sealed-columns.ts";

/** Something that only an older key opens or finds. */
export interface Left {
  /** `people.name`, or what kind of key it is: `machine`. */
  what: string;
  rows: number;
  /** When the last of them ends by itself; null: never. */
  until: string | null;
}

/** Counts what hangs on another key than the newest, by what the database holds and not by what was done. */
export async function whatIsLeft(
  tx: Queryable,
  { sealer, now }: { sealer: Sealer; now: Date },
  tables: readonly SealedTable[],
): Promise<Left[]> {
  const newest = sealer.key_ids[0]!;
  const left: Left[] = [];
  for (const { table, columns } of tables)
    for (const column of columns) {
      const { rows } = await tx.query<{ n: number }>(
        `select count(*)::int as n from ${table} t where ${byAnother(column, newest)}`,
      );
      if (rows[0]!.n > 0) left.push({ what: placeOf(table, column.name), rows: rows[0]!.n, until: null });
    }
  // Of these nothing is kept but the HMAC: they are moved when they are used.
  const { rows: keys } = await tx.query<{ kind: string; n: number; until: string | null }>(
    `select kind, count(*)::int as n, case when bool_and(expires_at is not null) then max(expires_at)::text end as until
     from entry_keys where key_id is distinct from $1 and used_at is null and (expires_at is null or expires_at > $2)
     group by kind order by kind`,
    [newest, now],
  );
  left.push(...keys.map(({ kind, n, until }) => ({ what: kind, rows: n, until })));
  return left;
}
