import { openOrNull } from "../../platform/seal.ts";
import { asService, type StaffSession } from "../session.ts";
import { staffNames } from "../staff/staff.ts";
import { timelineOf } from "./events.ts";
import { noticesOf, type OpenCrisis } from "./list.ts";
import type { CrisisOutcome, CrisisState } from "./moves.ts";
import { readHead } from "./party.ts";
import { type CrisisReportDuty, reportsOf } from "./report.ts";

/** Where a crisis stands, for whoever reported it or has it: what is confirmed, and what is not yet. */
export interface CrisisProgress {
  id: string;
  ref: string;
  level: "red" | "orange";
  /** Null when the writer spoke of themself. */
  kind: string | null;
  state: CrisisState;
  outcome: CrisisOutcome | null;
  owner: { staff_id: string; name: string } | null;
  notices: OpenCrisis["notices"];
  climbs_at: Date | null;
  list_ended: boolean;
  /** Numbers that somebody says they called. */
  called: string[];
  reports: CrisisReportDuty[];
}

const CLOSED_SHOWN_HOURS = 24;

/** The newest open crisis that this person reported or has, else one that was closed in the last day; null for none. */
export async function myCrisis({ tx, scope, now }: StaffSession): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from crises where district_id = $1 and (reported_by = $2 or owner_id = $2)
       and (closed_at is null or closed_at > $3)
     order by closed_at is not null, created_at desc, id desc limit 1`,
    [scope.district_id, scope.staff_id, new Date(now.getTime() - CLOSED_SHOWN_HOURS * 3_600_000)],
  );
  return rows[0]?.id ?? null;
}

/**
 * The newest open crisis that this person reported or has, told after `since`, with the words it was told in; null for none. One without
 * words, which may be of the writer's own distress, is not among them.
 */
export async function openCrisisSince(
  { tx, scope, sealer }: StaffSession,
  since: Date,
): Promise<{ id: string; ref: string; words: string } | null> {
  const { rows } = await tx.query<{ id: string; ref: string; words_sealed: string }>(
    `select id, ref, words_sealed from crises where district_id = $1 and (reported_by = $2 or owner_id = $2)
       and closed_at is null and created_at > $3 and words_sealed is not null
     order by created_at desc, id desc limit 1`,
    [scope.district_id, scope.staff_id, since],
  );
  const [crisis] = rows;
  if (!crisis) return null;
  return {
    id: crisis.id,
    ref: crisis.ref,
    words: (await openOrNull(sealer, crisis.words_sealed, "crises.words")) ?? "",
  };
}

/**
 * Where one crisis stands.
 * @throws Refusal `not_found`
 */
export async function progressOf(session: StaffSession, id: string): Promise<CrisisProgress> {
  const head = await readHead(session, id);
  const { rows } = await session.tx.query<{
    outcome: CrisisOutcome | null;
    climbs_at: Date | null;
    list_ended: boolean;
  }>(
    "select outcome, climbs_at, list_ended_at is not null as list_ended from crises where district_id = $1 and id = $2",
    [session.scope.district_id, id],
  );
  const events = await timelineOf(session, id);
  const called = events.flatMap(({ kind, detail }) => (kind === "called" ? String(detail.number) : []));
  const reports = await reportsOf(session, id);
  const { ref, level, state, owner_id } = head;
  return asService(session, async (service) => {
    const names = await staffNames(service, owner_id ? [owner_id] : []);
    return {
      ...{ id, ref, level, state, reports },
      ...rows[0]!,
      kind: head.wordless ? null : head.kind,
      owner: owner_id ? { staff_id: owner_id, name: names.get(owner_id)! } : null,
      notices: (await noticesOf(service, [id])).get(id) ?? [],
      called: [...new Set(called)],
    };
  });
}
