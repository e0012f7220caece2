import { newId } from "../../platform/id.ts";
import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { sealOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { leads } from "../leads.ts";
import { householdAt } from "../people/household.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { followAgain } from "./amend-follow-ups.ts";
import { putNeedsAgain } from "./amend-needs.ts";
import { type SavedTold, toldOfVisit } from "./amend-told.ts";
import type { VisitDraft } from "./draft.ts";
import { keepTold, putObservations, putPeople, type SavedVisit, withFiles } from "./save.ts";

/** How long whoever wrote a visit may amend it, in days from saving. */
export const AMEND_DAYS = 30;

export interface Amended extends SavedVisit {
  version: number;
  /** What is not said any more and stays, because a referral for it is in work. */
  stays: string[];
  /** How many needs were taken out. */
  withdrawn: number;
}

/** Whether the asking person may amend it: as who wrote it or as who leads. @returns why not, null when they may */
export function whyNotAmend(
  { scope, now }: Pick<StaffSession, "scope" | "now">,
  visit: Pick<SavedTold, "staff_id" | "created_at">,
): "amend_not_yours" | "amend_too_late" | null {
  if (leads(scope)) return null;
  if (visit.staff_id !== scope.staff_id) return "amend_not_yours";
  return now.getTime() - visit.created_at.getTime() > AMEND_DAYS * 86_400_000 ? "amend_too_late" : null;
}

/**
 * Whether the asking person may put this change in the place of what the visit says, as far as it can be told before the draft.
 * @throws Refusal `amend_not_yours`, `amend_too_late`, `reason_needed`, `changed_meanwhile`
 */
export function assertAmendable(
  session: StaffSession,
  visit: SavedTold,
  { version, reason }: { version: number; reason: string | null },
): void {
  const why_not = whyNotAmend(session, visit);
  if (why_not) throw new Refusal(why_not);
  if (visit.staff_id !== session.scope.staff_id && !reason) throw new Refusal("reason_needed");
  if (visit.version !== version) throw new Refusal("changed_meanwhile");
}

/**
 * Puts what was confirmed now in the place of what a visit said: text, facts, people, needs and dates; what it said before is kept. Who
 * wrote it may for 30 days, who leads with a reason. Unsaid needs go unless a referral for them is in work.
 * @param change `version`: which one was read; `draft` as confirmed
 * @throws Refusal `not_found`, `amend_not_yours`, `amend_too_late`, `reason_needed`, `amend_nothing` for the same text and facts,
 *   `changed_meanwhile` when somebody amended it since
 */
export async function amendVisit(
  session: StaffSession,
  id: string,
  change: { draft: VisitDraft; version: number; reason: string },
): Promise<Amended> {
  const { tx, scope, sealer, now } = session;
  const { draft: confirmed, version } = change;
  const reason = cutIdNumbers(change.reason).trim() || null;
  const visit = await toldOfVisit(session, id, "for update");
  assertAmendable(session, visit, { version, reason });
  const { amends: _, ...asked } = confirmed;
  const draft = {
    ...asked,
    note: cutIdNumbers(asked.note),
    files: [...(asked.files ?? []), ...filesLeft(asked, visit.told)],
  };
  if (isSame(draft, visit.told)) throw new Refusal("amend_nothing");

  await tx.query(
    `insert into visit_versions (district_id, id, visit_id, version, told_sealed, reason_sealed, amended_by, amended_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[
        scope.district_id,
        newId(now),
        id,
        version,
        await sealer.seal(JSON.stringify(visit.told), "visit_versions.told"),
      ],
      ...[await sealOrNull(sealer, reason, "visit_versions.reason"), scope.staff_id, now],
    ],
  );
  const address = draft.persons.find((person) => person.address)?.address?.value ?? null;
  const household_id = address === null ? visit.household_id : await householdAt(session, visit.area_id, address);
  const visited_on = draft.visited_on?.value ?? visit.visited_on;
  await tx.query(
    `update visits set version = version + 1, amended_at = $3, household_id = $4, visited_on = $5, form = $6, met = $7,
       note_sealed = $8, consent = $9, flags = $10
     where district_id = $1 and id = $2`,
    [
      ...[scope.district_id, id, now, household_id, visited_on, draft.form?.value ?? null],
      ...[[...new Set(draft.met.map((met) => met.value))], await sealer.seal(draft.note, "visits.note")],
      ...[draft.consent?.value ?? null, [...new Set(draft.flags.map((flag) => flag.value))]],
    ],
  );
  for (const table of ["visit_people", "observations"])
    await tx.query(`delete from ${table} where district_id = $1 and visit_id = $2`, [scope.district_id, id]);
  const { area_id } = visit;
  const people = await putPeople(session, draft, { id, area_id, address, household_id });
  await putObservations(session, draft, { id, people });
  const needs = await putNeedsAgain(session, draft, { id, owner_id: visit.owner_id, people });
  await keepTold(session, id, withFiles(draft, people));
  const person_ids = people.map((person) => person?.id ?? null);
  await followAgain(session, draft, { id, visited_on, area_id, person_ids }, visit);
  await audit(session, {
    action: "visit.amended",
    entity: "visit",
    entity_id: id,
    detail: { version: version + 1, withdrawn: needs.withdrawn, stays: needs.stays.length },
  });
  const known = people.filter((person) => person !== null);
  return { id, ref: visit.ref, area_id, version: version + 1, people: known, ...needs };
}

/** Whose file each name of before turned out to be, for the names that are still said. */
function filesLeft(draft: VisitDraft, before: VisitDraft): NonNullable<VisitDraft["files"]> {
  const said = new Set(draft.persons.flatMap(({ name }) => (name ? [name.value] : [])));
  const answered = new Set(draft.files?.map(({ name }) => name));
  return (before.files ?? []).filter(({ name }) => said.has(name) && !answered.has(name));
}

/** The same words understood in the same way. */
function isSame({ files: _, ...one }: VisitDraft, { files: __, ...other }: VisitDraft): boolean {
  const plain = (draft: object): string => JSON.stringify(draft, (_key, value) => (value === undefined ? null : value));
  return plain(one) === plain(other);
}
