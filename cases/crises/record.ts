import { newId, newRef } from "../../platform/id.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import { asService, type StaffSession } from "../session.ts";
import { staffNames, staffWithRole } from "../staff/staff.ts";
import { tellNext } from "./climb.ts";
import { proposeContacts } from "./contacts.ts";
import { dutiesOf, type ReportDuty, type Victim } from "./duties.ts";
import { recordEvent } from "./events.ts";
import { type JoinedCrisis, joinCrisis } from "./join.ts";
import { crisisMinutes } from "./minutes.ts";
import { readHead } from "./party.ts";
import { placeOfCrisis } from "./place.ts";
import { openReports, reportsOf } from "./report.ts";
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
  /** Where there is none: the supervisors, who choose one. */
  to_choose: Told[];
  /** The words were added to this one, which is open already: nobody new is told. */
  joined?: JoinedCrisis;
}

/** Stands in the place of the kind where the writer spoke of themself: rules and kind would say what was said. */
const OWN_DISTRESS = { kind: "own_distress", rules: [] as string[] };

/**
 * Records a crisis unconfirmed, the only thing that is, and names who is told first. The writer's own distress is recorded
 * without words, rules and kind, and told to nobody; that takes their tap. What is told again of the same person is added to the crisis
 * that is open (join.ts).
 * @returns null when this message is recorded already
 */
export async function recordCrisis(session: StaffSession, report: CrisisReport): Promise<RecordedCrisis | null> {
  const { tx, scope, sealer, now } = session;
  const { words, level } = report;
  const { kind, rules } = words === null ? OWN_DISTRESS : report;
  const place = words === null ? { area_id: null, person_id: null } : await placeOfCrisis(session, words);
  if (words !== null && place.person_id !== null) {
    const joined = await joinCrisis(session, { ...report, words, person_id: place.person_id });
    if (joined === "known") return null;
    if (joined !== null) return addTo(session, joined, report);
  }
  const id = newId(now);
  const ref = newRef("C");
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
      rules,
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
  const recorded = { id, ref, told: [], climbs_at: null, area_id: place.area_id, duties: [] };
  const nobody = { proposed_to: [], to_choose: [] };
  if (words === null) return { ...recorded, ...nobody };
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
  if (!report.attempted) return { ...recorded, ...nobody, told, climbs_at, duties };
  const proposed = await proposeContacts(session, id, { by: "rule" });
  return { ...recorded, told, climbs_at, duties, proposed_to: proposed.told, to_choose: proposed.to_choose };
}

/** What the new words make due: a report that the law demands, contacts after an attempt. */
async function addTo(session: StaffSession, joined: JoinedCrisis, report: CrisisReport): Promise<RecordedCrisis> {
  const { id, ref, told, climbs_at, area_id } = joined;
  const known = new Set((await reportsOf(session, id)).map(({ duty }) => duty));
  const duties = dutiesOf(report.kind, report.victim ?? null).filter((duty) => !known.has(duty));
  await openReports(session, id, duties);
  const proposed =
    report.attempted && !joined.attempted
      ? await proposeContacts(session, id, { by: "rule" })
      : { told: [] as Told[], to_choose: [] as Told[] };
  return {
    ...{ id, ref, told, climbs_at, area_id, duties, joined },
    ...{ proposed_to: proposed.told, to_choose: proposed.to_choose },
  };
}

/** What came of the writer's own tap. */
export interface AskedToCall {
  /** Everybody who is asked, also those who were before; nobody once somebody has it, or it is closed. */
  told: Told[];
  /** Who has it already. */
  owner: Told | null;
  closed: boolean;
}

/**
 * The writer's own tap: every supervisor but the writer is told, each once. When none of them taps 收到 in time, the writer is
 * told so; another tap after that asks them again. Once somebody has it, or it is closed, nobody is told.
 * @throws Refusal `not_found` for a crisis that is not this reader's
 */
export async function tellSupervisors(session: StaffSession, crisis_id: string): Promise<AskedToCall> {
  const { tx, scope, now } = session;
  const { level, state, owner_id, reported_by } = await readHead(session, crisis_id, true);
  if (reported_by !== scope.staff_id) throw new Refusal("not_found");
  const closed = state === "closed";
  if (closed || owner_id !== null) {
    const names = await asService(session, (service) => staffNames(service, owner_id ? [owner_id] : []));
    return { told: [], owner: owner_id ? { staff_id: owner_id, name: names.get(owner_id)! } : null, closed };
  }
  const ids = (await asService(session, (service) => staffWithRole(service, ["supervisor"]))).filter(
    (id) => id !== scope.staff_id,
  );
  await tell(session, crisis_id, ids, 1);
  if (ids.length > 0) {
    const minutes = (await crisisMinutes(session))[level];
    await tx.query(
      "update crises set climbs_at = coalesce(climbs_at, $3), list_ended_at = null where district_id = $1 and id = $2",
      [scope.district_id, crisis_id, new Date(now.getTime() + minutes * 60_000)],
    );
  }
  const names = await asService(session, (service) => staffNames(service, ids));
  const told = ids.map((staff_id) => ({ staff_id, name: names.get(staff_id)! }));
  await auditTold(session, crisis_id, told);
  return { told, owner: null, closed };
}

function auditTold(session: StaffSession, crisis_id: string, told: Told[]): Promise<void> {
  return audit(session, {
    action: "crisis.told",
    entity: "crisis",
    entity_id: crisis_id,
    detail: { people: told.length },
  });
}
