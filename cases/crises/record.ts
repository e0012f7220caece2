import { newId, newRef } from "../../platform/id.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import { asService, type StaffSession } from "../session.ts";
import { staffNames, staffWithRole } from "../staff/staff.ts";
import { tellNext } from "./climb.ts";
import { proposeContacts } from "./contacts.ts";
import { dutiesOf, type ReportDuty, type Victim } from "./duties.ts";
import { recordEvent } from "./events.ts";
import { crisisMinutes } from "./minutes.ts";
import { placeOfCrisis } from "./place.ts";
import { openReports } from "./report.ts";
import { type Told, tell } from "./told.ts";

export interface CrisisReport {
  /** The message that made it: one message, one crisis. */
  inbox_id: string;
  level: "red" | "orange";
  kind: string;
  rules: string[];
  /** Null when the writer spoke of themself: those words are not kept. */
  words: string | null;
  /** Whether the words say who is harmed, for the duty to report; missing: they do not. */
  victim?: Victim;
  /** The words say that somebody tried to take their life: contacts are proposed at once. */
  attempted?: boolean;
}

export interface RecordedCrisis {
  id: string;
  ref: string;
  /** Who is told at once; the others in turn, unless somebody taps 收到 by `climbs_at`. */
  told: Told[];
  /** Null when nobody is left to tell. */
  climbs_at: Date | null;
  area_id: string | null;
  /** Reports that the law demands, by themselves. */
  duties: ReportDuty[];
  /** Professionals to whom contacts after an attempt were proposed. */
  proposed_to: Told[];
}

/**
 * Records a crisis unconfirmed, the only thing that is, and names who is told first. The writer's own distress is recorded
 * without words and told to nobody; that takes their tap.
 * @returns null when this message is recorded already
 */
export async function recordCrisis(session: StaffSession, report: CrisisReport): Promise<RecordedCrisis | null> {
  const { tx, scope, sealer, now } = session;
  const id = newId(now);
  const ref = newRef("C");
  const { words, level, kind } = report;
  const place = words === null ? { area_id: null, person_id: null } : await placeOfCrisis(session, words);
  const { affected } = await tx.query(
    `insert into crises (district_id, id, ref, inbox_id, level, kind, rules, words_sealed, area_id, person_id, reported_by,
       attempted, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (district_id, inbox_id) do nothing`,
    [
      scope.district_id,
      id,
      ref,
      report.inbox_id,
      level,
      kind,
      report.rules,
      words === null ? null : await sealer.seal(words, "crises.words"),
      place.area_id,
      place.person_id,
      scope.staff_id,
      words !== null && report.attempted === true,
      now,
    ],
  );
  if (affected === 0) return null;
  await recordEvent(session, id, { kind: "recorded", detail: { level } });
  await audit(session, {
    action: "crisis.recorded",
    entity: "crisis",
    entity_id: id,
    // No kind: it would say which of them is about the writer's own distress.
    detail: { level },
  });
  const recorded = { id, ref, told: [], climbs_at: null, area_id: place.area_id, duties: [], proposed_to: [] };
  if (words === null) return recorded;
  const { told, climbs_at } = await tellNext(session, {
    id,
    level,
    kind,
    area_id: place.area_id,
    reported_by: scope.staff_id,
    by_tap: false,
  });
  await auditTold(session, id, told);
  const duties = dutiesOf(kind, report.victim ?? null);
  await openReports(session, id, duties);
  const proposed_to = report.attempted ? (await proposeContacts(session, id, { by: "rule" })).told : [];
  return { ...recorded, told, climbs_at, duties, proposed_to };
}

/**
 * The writer's own tap: every supervisor but the writer is told, each once. When none of them taps 收到 in time, the writer is
 * told so.
 * @returns everybody who is told, also those who were told before
 * @throws Refusal `not_found` for a crisis that is not this reader's
 */
export async function tellSupervisors(session: StaffSession, crisis_id: string): Promise<Told[]> {
  const { tx, scope, now } = session;
  const { rows } = await tx.query<{ level: "red" | "orange" }>(
    "select level from crises where district_id = $1 and id = $2",
    [scope.district_id, crisis_id],
  );
  if (!rows[0]) throw new Refusal("not_found");
  const ids = (await asService(session, (service) => staffWithRole(service, ["supervisor"]))).filter(
    (id) => id !== scope.staff_id,
  );
  await tell(session, crisis_id, ids, 1);
  const minutes = (await crisisMinutes(session))[rows[0].level];
  await tx.query(
    `update crises set climbs_at = $3 where district_id = $1 and id = $2
       and climbs_at is null and acknowledged_at is null and closed_at is null and list_ended_at is null`,
    [scope.district_id, crisis_id, ids.length > 0 ? new Date(now.getTime() + minutes * 60_000) : null],
  );
  const names = await asService(session, (service) => staffNames(service, ids));
  const told = ids.map((staff_id) => ({ staff_id, name: names.get(staff_id)! }));
  await auditTold(session, crisis_id, told);
  return told;
}

function auditTold(session: StaffSession, crisis_id: string, told: Told[]): Promise<void> {
  return audit(session, {
    action: "crisis.told",
    entity: "crisis",
    entity_id: crisis_id,
    detail: { people: told.length },
  });
}
