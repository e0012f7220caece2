import { newId } from "../../platform/id.ts";
import { sealOrNull } from "../../platform/seal.ts";
import type { StaffSession } from "../session.ts";
import type { VisitDraft } from "../visits/draft.ts";
import { setCondition } from "./conditions.ts";
import { after, type Condition, OF_A_DAY, rulesInForce } from "./rules.ts";
import { holdPeople, scheduleRules } from "./schedule.ts";

/** A visit that was just written, with the person of each of the draft's persons; null who has no file. */
export interface WrittenVisit {
  id: string;
  visited_on: string;
  area_id: string | null;
  person_ids: (string | null)[];
}

/**
 * What a visit does to the dates of the people it is about, and of nobody else. Who was met: an agreed date and a rule's are kept
 * in one go; a date that was made after the day of the visit is not, and neither is an agreed one that was for a later day. Who was
 * not met: the dates stand, and it is written down that somebody was there. Then the new dates: agreed, by what was told of the
 * medicine, and by the rules.
 */
export async function followVisit(session: StaffSession, draft: VisitDraft, visit: WrittenVisit): Promise<void> {
  const known = [...new Set(visit.person_ids.filter((id) => id !== null))];
  const met = draft.met.map(({ value }) => value);
  const reached = met.length === 0 || met.some((value) => value !== "未遇" && value !== "邻居");
  await holdPeople(session, known);
  if (known.length > 0 && reached) await keepDates(session, visit, known);
  if (known.length > 0 && met.length > 0 && met.every((value) => value === "未遇"))
    await recordMissed(session, draft, visit, known);
  const promised = promisedIn(draft);
  if (draft.agreed_on)
    await put(session, visit, { person_id: known[0] ?? null, due_on: draft.agreed_on.value, rule: null, promised });
  for (const { condition, words, person } of draft.conditions ?? []) {
    const person_id = visit.person_ids[person];
    if (person_id) await setCondition(session, person_id, { condition, told: words, visit_id: visit.id });
  }
  if (known.length === 0) return;
  await putMedicine(session, draft, visit, known);
  await scheduleRules(session, known, visit.id);
}

async function keepDates({ tx, scope, now }: StaffSession, visit: WrittenVisit, known: string[]): Promise<void> {
  await tx.query(
    `update follow_ups set closed_at = $3, done_by_visit = $4, closed_as = 'done'
     where district_id = $1 and person_id = any ($2::uuid[]) and closed_at is null
       and (created_at at time zone interval '+08:00')::date <= $5::date
       and (coalesce(shown_from, due_on) <= $5::date or (rule is not null and rule <> all ($6::text[])))`,
    [scope.district_id, known, now, visit.id, visit.visited_on, OF_A_DAY],
  );
}

/** 未遇: the try is kept with each date that was to be seen to. */
async function recordMissed(
  { tx, scope, now }: StaffSession,
  draft: VisitDraft,
  visit: WrittenVisit,
  known: string[],
): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from follow_ups where district_id = $1 and person_id = any ($2::uuid[]) and closed_at is null
       and coalesce(shown_from, due_on) <= $3::date`,
    [scope.district_id, known, visit.visited_on],
  );
  const reason = draft.flags.some(({ value }) => value === "refusal") ? "refused" : "nobody_home";
  for (const { id } of rows)
    await tx.query(
      `insert into follow_up_events (district_id, id, follow_up_id, kind, reason, visit_id, by_staff, at)
       values ($1, $2, $3, 'missed', $4, $5, $6, $7)`,
      [scope.district_id, newId(now), id, reason, visit.id, scope.staff_id, now],
    );
}

/** More than so many characters are no promise but a note. */
const MOST_PROMISED = 200;
const PAUSES = /[，,。!！?？;；\n]/;
const PROMISES = /答应|说好|讲好|约好|约了|保证|承诺|下次(?:来|去)?(?:带|帮|给)|回头(?:帮|给|问)/;

/** The clauses in which something was promised or the next day was agreed, as they were written; null without one. */
function promisedIn({ note, flags, agreed_on }: VisitDraft): string | null {
  const spans = [...flags.filter(({ value }) => value === "promise"), ...(agreed_on ? [agreed_on] : [])];
  let end = -1;
  const promised = note.split(PAUSES).filter((clause) => {
    const start = end + 1;
    end = start + clause.length;
    return PROMISES.test(clause) || spans.some(({ span }) => span.start < end && start < span.end);
  });
  const words = promised.map((clause) => clause.trim()).join("，");
  return words.slice(0, MOST_PROMISED) || null;
}

async function putMedicine(
  session: StaffSession,
  draft: VisitDraft,
  visit: WrittenVisit,
  known: string[],
): Promise<void> {
  const { tx, scope, now } = session;
  const until = draft.medicine_until;
  const flagged = draft.flags.some(({ value }) => value === "medication_gap");
  if (!until && !flagged) return;
  const person_id = until?.person != null ? visit.person_ids[until.person] : known.length === 1 ? known[0] : null;
  if (!person_id) return;
  await tx.query(
    `update follow_ups set closed_at = $3, done_by_visit = $4, closed_as = 'replaced'
     where district_id = $1 and person_id = $2 and rule = any ($5::text[]) and closed_at is null`,
    [scope.district_id, person_id, now, visit.id, OF_A_DAY],
  );
  const condition = until ? "medicine_ends" : "medication_gap";
  const rule = (await rulesInForce(session)).find((one) => one.condition === condition)!;
  if (rule.off) return;
  const next_day = after(visit.visited_on, { amount: 1, unit: "day" });
  const due_on = until ? until.value : after(visit.visited_on, rule);
  const asked_from = until ? after(until.value, { amount: -rule.amount, unit: rule.unit }) : next_day;
  const shown_from = asked_from < next_day && next_day <= due_on ? next_day : asked_from;
  await put(session, visit, { person_id, due_on, shown_from, rule: condition, source: rule.source, promised: null });
}

async function put(
  { tx, scope, sealer, now }: StaffSession,
  visit: WrittenVisit,
  date: {
    person_id: string | null;
    due_on: string;
    shown_from?: string;
    rule: Condition | null;
    source?: string;
    promised: string | null;
  },
): Promise<void> {
  const { person_id, due_on, shown_from = due_on, rule, source = null, promised } = date;
  await tx.query(
    `insert into follow_ups (district_id, id, person_id, visit_id, area_id, owner_id, due_on, shown_from, basis, rule, why, source, promised_sealed, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      ...[scope.district_id, newId(now), person_id, visit.id, visit.area_id, scope.staff_id, due_on, shown_from],
      ...[rule === null ? "agreed" : "rule", rule, rule ?? "agreed", source],
      ...[await sealOrNull(sealer, promised, "follow_ups.promised"), now],
    ],
  );
}
