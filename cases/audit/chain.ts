import type { Session } from "../session.ts";

const encoder = new TextEncoder();

/** hash(n) = SHA-256(hash(n-1) ‖ mac(n)), hex. The first row hangs on the district's number. */
export async function link(previous: string, mac: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", encoder.encode(`${previous} ${mac}`));
  return Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, "0")).join("");
}

/** Where a district's chain begins. */
export function chainRoot(district_id: number): string {
  return `doorstep audit ${district_id}`;
}

const ROWS_AT_ONCE = 500;
const NO_ROW = { xid: "0", audit_id: "00000000-0000-0000-0000-000000000000" };

/**
 * Chains what was committed since the last time, in commit order: only rows of transactions older than every running one,
 * so that none can slip in before them later. Many processes may call it; a lock of the
 * district lets one through. In a database restored from a backup transactions are counted from the beginning again: then
 * the head says nothing about what is new, and what is not chained yet is looked for from the start.
 * @returns how many rows were chained
 */
export async function sealAudit({ tx, scope, now }: Session): Promise<number> {
  const { rows: locked } = await tx.query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1, $2) as mine", [
    0x61756469,
    scope.district_id,
  ]);
  if (!locked[0]!.mine) return 0;
  const { rows: heads } = await tx.query<{
    seq: number;
    xid: string;
    audit_id: string;
    hash: string;
    restored: boolean;
  }>(
    `select seq, xid::text as xid, audit_id, hash, xid >= pg_snapshot_xmax(pg_current_snapshot()) as restored
     from audit_chain where district_id = $1 order by seq desc limit 1`,
    [scope.district_id],
  );
  const head = heads[0] ?? { seq: 0, ...NO_ROW, hash: chainRoot(scope.district_id), restored: false };
  const mark = head.restored ? NO_ROW : head;
  // Ordered by a.xid, the number: plain xid would be the text of the same name, where 10 stands before 9.
  const { rows } = await tx.query<{ id: string; xid: string; mac: string }>(
    `select a.id, a.xid::text as xid, a.mac from audit_log a
     where a.district_id = $1 and (a.xid, a.id) > ($2::xid8, $3::uuid)
       and a.xid < pg_snapshot_xmin(pg_current_snapshot())
       and not exists (select from audit_chain c where c.district_id = a.district_id and c.audit_id = a.id)
     order by a.xid, a.id limit ${ROWS_AT_ONCE}`,
    [scope.district_id, mark.xid, mark.audit_id],
  );
  if (rows.length === 0) return 0;
  const hashes: string[] = [];
  for (const row of rows) hashes.push(await link(hashes.at(-1) ?? head.hash, row.mac));
  await tx.query(
    `insert into audit_chain (district_id, seq, xid, audit_id, hash, sealed_at)
     select $1, $2 + row.n, row.xid::xid8, row.id, row.hash, $3
     from unnest($4::text[], $5::uuid[], $6::text[]) with ordinality as row (xid, id, hash, n)`,
    [scope.district_id, head.seq, now, rows.map((r) => r.xid), rows.map((r) => r.id), hashes],
  );
  return rows.length;
}
