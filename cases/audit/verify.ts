import type { Session } from "../session.ts";
import type { AuditRow } from "./append.ts";
import { chainRoot, link } from "./chain.ts";
import { trueRows } from "./true-rows.ts";

export interface AuditFault {
  seq: number;
  audit_id: string;
  what: "row changed" | "row removed" | "chain broken" | "chain cut";
}

/**
 * Reads a district's chain from its beginning and compares every row with its HMAC and its place.
 * @param head hash and length that an earlier export wrote down; a chain that no longer reaches it was cut off
 */
export async function verifyAudit(
  session: Session,
  head?: { seq: number; hash: string },
): Promise<{ rows: number; head: string; faults: AuditFault[] }> {
  const { tx, scope } = session;
  const isTrue = await trueRows(session);
  const faults: AuditFault[] = [];
  let previous = chainRoot(scope.district_id);
  let seq = 0;
  let headSeen = head === undefined || (head.seq === 0 && head.hash === previous);
  for (;;) {
    const { rows } = await tx.query<
      { seq: number; audit_id: string; hash: string; mac: string | null } & AuditRow & { at: string }
    >(
      `select c.seq, c.audit_id, c.hash, a.mac, a.id, a.district_id,
         to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
         a.staff_id, a.role, a.action, a.entity, a.entity_id, a.detail
       from audit_chain c left join audit_log a on a.district_id = c.district_id and a.id = c.audit_id
       where c.district_id = $1 and c.seq > $2 order by c.seq limit 1000`,
      [scope.district_id, seq],
    );
    if (rows.length === 0) break;
    for (const row of rows) {
      const fault = (what: AuditFault["what"]) => faults.push({ seq: row.seq, audit_id: row.audit_id, what });
      if (row.seq !== seq + 1) fault("chain broken");
      if (row.mac === null) fault("row removed");
      else {
        if (!(await isTrue(row, row.mac))) fault("row changed");
        if (row.hash !== (await link(previous, row.mac))) fault("chain broken");
      }
      previous = row.hash;
      seq = row.seq;
      if (head && row.seq === head.seq) headSeen = row.hash === head.hash;
    }
  }
  if (!headSeen) faults.push({ seq: head!.seq, audit_id: "", what: "chain cut" });
  return { rows: seq, head: previous, faults };
}
