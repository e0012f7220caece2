import { decodeCursor, encodeCursor } from "../cursor.ts";
import { assertLeads } from "../leads.ts";
import type { StaffSession } from "../session.ts";
import { type AuditRow, audit } from "./append.ts";
import { trueRows } from "./true-rows.ts";

export interface AuditFilter {
  staff_id?: string | undefined;
  action?: string | undefined;
  /** The record that it was about. */
  entity_id?: string | undefined;
  /** Days in China, ISO dates, both counted in. */
  from?: string | undefined;
  until?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** How a row stands: chained behind the one before, still to be chained, or no longer what was written. */
export type AuditStanding = "sealed" | "waiting" | "changed";

export type AuditSeen = AuditRow & { standing: AuditStanding };

export interface AuditState {
  /** Rows that are chained, and when the last of them was. */
  sealed: number;
  sealed_at: string | null;
  /** Rows that wait for it; one more than WAITING_COUNTED_TO stands for all beyond. */
  waiting: number;
}

export const WAITING_COUNTED_TO = 1_000;

/**
 * What was done and read in the district, newest first, a page at a time; every row is compared with its HMAC. That somebody looked is
 * written down too, once for each look from the beginning.
 * @throws Refusal `supervisors_only`
 */
export async function listAudit(
  session: StaffSession,
  filter: AuditFilter,
): Promise<{ rows: AuditSeen[]; next: string | null }> {
  assertLeads(session);
  const { tx, scope } = session;
  const after = filter.cursor ? decodeCursor(filter.cursor) : null;
  // One condition for each that was asked for, so that each finds its index.
  const params: unknown[] = [scope.district_id];
  const conditions = ["a.district_id = $1"];
  const where = (condition: (...places: string[]) => string, ...values: unknown[]): void => {
    conditions.push(condition(...values.map((value) => `$${params.push(value)}`)));
  };
  if (filter.staff_id) where((id) => `a.staff_id = ${id}::uuid`, filter.staff_id);
  if (filter.action) where((action) => `a.action = ${action}`, filter.action);
  if (filter.entity_id) where((id) => `a.entity_id = ${id}::uuid`, filter.entity_id);
  if (filter.from) where((day) => `a.at >= (${day}::date)::timestamp at time zone 'Asia/Shanghai'`, filter.from);
  if (filter.until) {
    where((day) => `a.at < (${day}::date + 1)::timestamp at time zone 'Asia/Shanghai'`, filter.until);
  }
  if (after) where((at, id) => `(a.at, a.id) < (${at}::timestamptz, ${id}::uuid)`, after.at, after.id);
  const { rows } = await tx.query<AuditRow & { mac: string; written_at: string; chained: boolean }>(
    `select a.id, a.district_id, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, a.at::text as written_at,
       a.staff_id, a.role, a.action, a.entity, a.entity_id, a.detail, a.mac,
       exists (select from audit_chain c where c.district_id = a.district_id and c.audit_id = a.id) as chained
     from audit_log a where ${conditions.join(" and ")} order by a.at desc, a.id desc limit $${params.push(filter.limit + 1)}`,
    params,
  );
  const shown = rows.slice(0, filter.limit);
  const isTrue = await trueRows(session);
  const seen = await Promise.all(
    shown.map(async ({ mac, chained, written_at: _, ...row }): Promise<AuditSeen> => {
      return { ...row, standing: (await isTrue(row, mac)) ? (chained ? "sealed" : "waiting") : "changed" };
    }),
  );
  if (!after) {
    const { cursor: _, limit: __, ...asked } = filter;
    const by = Object.keys(asked).filter((name) => asked[name as keyof typeof asked] !== undefined);
    await audit(session, { action: "audit.read", entity: "audit", entity_id: null, detail: { by: by.join(" ") } });
  }
  const last = shown.at(-1);
  const next = rows.length > filter.limit && last ? encodeCursor({ created_at: last.written_at, id: last.id }) : null;
  return { rows: seen, next };
}

/** How far the chain reaches. @throws Refusal `supervisors_only` */
export async function auditState(session: StaffSession): Promise<AuditState> {
  assertLeads(session);
  const { tx, scope } = session;
  const { rows } = await tx.query<{ seq: number; xid: string; audit_id: string; sealed_at: string }>(
    `select seq, xid::text as xid, audit_id, sealed_at::text as sealed_at from audit_chain
     where district_id = $1 order by seq desc limit 1`,
    [scope.district_id],
  );
  const head = rows[0];
  const { rows: counted } = await tx.query<{ n: number }>(
    `select count(*)::int as n from (select from audit_log
       where district_id = $1 and (xid, id) > ($2::xid8, $3::uuid) limit ${WAITING_COUNTED_TO + 1}) waiting`,
    [scope.district_id, head?.xid ?? "0", head?.audit_id ?? "00000000-0000-0000-0000-000000000000"],
  );
  return { sealed: head?.seq ?? 0, sealed_at: head?.sealed_at ?? null, waiting: counted[0]!.n };
}

/** The kinds of entries there are, each found by one step of the index. @throws Refusal `supervisors_only` */
export async function auditActions(session: StaffSession): Promise<string[]> {
  assertLeads(session);
  const { tx, scope } = session;
  const { rows } = await tx.query<{ action: string }>(
    `with recursive kinds as (
       (select action from audit_log where district_id = $1 order by action limit 1)
       union all
       select (select action from audit_log where district_id = $1 and action > kinds.action order by action limit 1)
       from kinds where kinds.action is not null)
     select action from kinds where action is not null`,
    [scope.district_id],
  );
  return rows.map(({ action }) => action);
}
