import { chinaDate } from "../../platform/clock.ts";
import { newId, newRef } from "../../platform/id.ts";
import { sealOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { followVisit } from "../follow-ups/fulfil.ts";
import { completePerson, createPerson } from "../people/create.ts";
import { currentFile, keepSpelling } from "../people/current.ts";
import { householdAt } from "../people/household.ts";
import { identify } from "../people/identify.ts";
import type { StaffSession } from "../session.ts";
import type { PersonDraft, VisitDraft } from "./draft.ts";
import { putNeed } from "./needs.ts";
import { gridOf, gridOfPerson, homeOf, toldOf } from "./whose.ts";

export interface SavedVisit {
  id: string;
  ref: string;
  area_id: string | null;
  people: { id: string; ref: string; name: string }[];
  /** Of each need in the draft's order. */
  need_ids: string[];
}

/**
 * Writes a confirmed draft: the visit, the people it is about (found in the grid, as the writer said, or new), what was observed,
 * what is needed, the agreed next contact, and what this visit fulfils. All in the running transaction.
 */
export async function saveVisit(session: StaffSession, draft: VisitDraft): Promise<SavedVisit> {
  const { tx, scope, sealer, now } = session;
  const id = newId(now);
  const ref = newRef("V");
  const written_at = draft.written_at === undefined ? null : new Date(draft.written_at);
  const visited_on = draft.visited_on?.value ?? chinaDate(written_at ?? now);
  const area_id = await gridOf(session, draft);
  const address = draft.persons.find((person) => person.address)?.address?.value ?? null;
  const household_id = address === null ? null : await householdAt(session, area_id, address);

  await tx.query(
    `insert into visits (district_id, id, ref, staff_id, area_id, household_id, visited_on, form, met, note_sealed, consent, flags, written_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      scope.district_id,
      id,
      ref,
      scope.staff_id,
      area_id,
      household_id,
      visited_on,
      draft.form?.value ?? null,
      [...new Set(draft.met.map((met) => met.value))],
      await sealer.seal(draft.note, "visits.note"),
      draft.consent?.value ?? null,
      [...new Set(draft.flags.map((flag) => flag.value))],
      written_at,
      now,
    ],
  );

  const people = await putPeople(session, draft, { id, area_id, address, household_id });
  const known = people.filter((person) => person !== null);
  await putObservations(session, draft, { id, people });

  const need_ids: string[] = [];
  for (const [ordinal, { code, words, urgency, person }] of draft.needs.entries()) {
    const person_id = person === null ? null : (people[person]?.id ?? null);
    const need = { ordinal, code, words, urgency, person_id };
    need_ids.push(await putNeed(session, { id, owner_id: scope.staff_id }, need));
  }

  await keepTold(session, id, withFiles(draft, people));
  await followVisit(session, draft, {
    id,
    visited_on,
    area_id,
    person_ids: people.map((person) => person?.id ?? null),
  });
  await audit(session, {
    action: "visit.saved",
    entity: "visit",
    entity_id: id,
    detail: { people: known.length, needs: need_ids.length, flags: draft.flags.length },
  });
  return { id, ref, area_id, people: known, need_ids };
}

type Known = SavedVisit["people"][number];

/** Of each of the draft's persons the file, found or new, which the visit is then about; null who has no name. */
export async function putPeople(
  session: StaffSession,
  draft: VisitDraft,
  visit: { id: string; area_id: string | null; address: string | null; household_id: string | null },
): Promise<(Known | null)[]> {
  const { tx, scope } = session;
  const { id, area_id, address, household_id } = visit;
  const people: (Known | null)[] = [];
  for (const person of draft.persons) {
    const grid = await gridOfPerson(session, person, area_id);
    const own = homeOf(draft, person);
    const household =
      own === null ? null : own === address && grid === area_id ? household_id : await householdAt(session, grid, own);
    people.push(await keepPerson(session, draft, person, grid, household));
  }
  const ids = people.flatMap((person) => (person ? [person.id] : []));
  for (const [ordinal, person_id] of [...new Set(ids)].entries()) {
    await tx.query("insert into visit_people (district_id, visit_id, person_id, ordinal) values ($1, $2, $3, $4)", [
      scope.district_id,
      id,
      person_id,
      ordinal,
    ]);
  }
  return people;
}

/** What was seen, told and guessed, each about its person. */
export async function putObservations(
  { tx, scope, sealer, now }: StaffSession,
  draft: VisitDraft,
  { id, people }: { id: string; people: readonly (Known | null)[] },
): Promise<void> {
  for (const seen of draft.observations) {
    await tx.query(
      `insert into observations (district_id, id, visit_id, person_id, kind, words_sealed, basis, teller_sealed, span_start, span_end)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        scope.district_id,
        newId(now),
        id,
        seen.person === null ? null : (people[seen.person]?.id ?? null),
        seen.kind,
        await sealer.seal(seen.words, "observations.words"),
        seen.basis,
        await sealOrNull(sealer, seen.teller, "observations.teller"),
        seen.span.start,
        seen.span.end,
      ],
    );
  }
}

/** The draft with whose file each name turned out to be, so that nobody is asked again when the visit is amended. */
export function withFiles(draft: VisitDraft, people: readonly (Known | null)[]): VisitDraft {
  const known = people.filter((person) => person !== null);
  return { ...draft, files: known.map(({ id, name }) => ({ name, same: id })) };
}

/** What was confirmed, as it was: what an amendment starts from and its history shows. */
export async function keepTold({ tx, scope, sealer }: StaffSession, id: string, draft: VisitDraft): Promise<void> {
  await tx.query("update visits set told_sealed = $3 where district_id = $1 and id = $2", [
    scope.district_id,
    id,
    await sealer.seal(JSON.stringify(draft), "visits.told"),
  ]);
}

/**
 * A person without a name gets no file: a rumour about "302" must not make one. The household and the note keep it. Who could be somebody
 * else is never merged in silence: where nobody was asked a file of their own is opened, which says past which others.
 */
async function keepPerson(
  session: StaffSession,
  draft: VisitDraft,
  person: PersonDraft,
  area_id: string | null,
  household_id: string | null,
): Promise<SavedVisit["people"][number] | null> {
  const told = toldOf(draft, person);
  if (!told) return null;
  const { name } = told;
  const details = { sex: told.sex, age: told.age, area_id, household_id };
  const said = draft.files?.find((one) => one.name === name);
  if (said && "other_than" in said) {
    const past = { ids: said.other_than, reason: said.reason };
    return { ...(await createPerson(session, { name, ...details }, past)), name };
  }
  const whose = said ? ({ is: "known", id: said.same } as const) : await identify(session, told, area_id);
  if (whose.is !== "known") {
    const ids = whose.is === "unclear" ? whose.candidates.map(({ id }) => id) : [];
    return { ...(await createPerson(session, { name, ...details }, { ids, reason: null })), name };
  }
  const id = await currentFile(session, whose.id);
  await keepSpelling(session, id, name);
  await completePerson(session, id, details);
  const { rows } = await session.tx.query<{ ref: string }>(
    "select ref from people where district_id = $1 and id = $2",
    [session.scope.district_id, id],
  );
  return { id, ref: rows[0]!.ref, name };
}
