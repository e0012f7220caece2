import { chinaDate } from "../../platform/clock.ts";
import { newId, newRef } from "../../platform/id.ts";
import { sealOrNull } from "../../platform/seal.ts";
import { matchArea } from "../areas/areas.ts";
import { audit } from "../audit/append.ts";
import { completePerson, createPerson } from "../people/create.ts";
import { findByName } from "../people/find.ts";
import { householdAt } from "../people/household.ts";
import type { StaffSession } from "../session.ts";
import { findStaff } from "../staff/staff.ts";
import type { PersonDraft, VisitDraft } from "./draft.ts";

export interface SavedVisit {
  id: string;
  ref: string;
  area_id: string | null;
  people: { id: string; ref: string; name: string }[];
  /** Of each need in the draft's order. */
  need_ids: string[];
}

/**
 * Writes a confirmed draft: the visit, the people it is about (found by exact name in the grid, or new), what was observed,
 * what is needed, the agreed next contact, and what this visit fulfils. All in the running transaction.
 */
export async function saveVisit(session: StaffSession, draft: VisitDraft): Promise<SavedVisit> {
  const { tx, scope, sealer, now } = session;
  const id = newId(now);
  const ref = newRef("V");
  const area_id = await areaOf(session, draft);
  const address = draft.persons.find((person) => person.address)?.address?.value ?? null;
  const household_id = address === null ? null : await householdAt(session, area_id, address);

  await tx.query(
    `insert into visits (district_id, id, ref, staff_id, area_id, household_id, visited_on, form, met, note_sealed, consent, flags, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      scope.district_id,
      id,
      ref,
      scope.staff_id,
      area_id,
      household_id,
      draft.visited_on?.value ?? chinaDate(now),
      draft.form?.value ?? null,
      [...new Set(draft.met.map((met) => met.value))],
      await sealer.seal(draft.note, "visits.note"),
      draft.consent?.value ?? null,
      [...new Set(draft.flags.map((flag) => flag.value))],
      now,
    ],
  );

  const people: (SavedVisit["people"][number] | null)[] = [];
  const addresses = new Set(draft.persons.flatMap((person) => (person.address ? [person.address.value] : [])));
  for (const person of draft.persons) {
    const grid = await areaOfPerson(session, person, area_id);
    // Who lives where the note does not say lives with the others only when all of these live in one place.
    const own = person.address?.value ?? (addresses.size === 1 ? address : null);
    const household =
      own === null ? null : own === address && grid === area_id ? household_id : await householdAt(session, grid, own);
    people.push(await keepPerson(session, person, grid, household));
  }
  const known = people.filter((person) => person !== null);
  // Who knocked and met nobody has not kept the promise: it stays on the list.
  const reached = draft.met.length === 0 || draft.met.some((met) => met.value !== "未遇");
  for (const [ordinal, person_id] of [...new Set(known.map((person) => person.id))].entries()) {
    await tx.query("insert into visit_people (district_id, visit_id, person_id, ordinal) values ($1, $2, $3, $4)", [
      scope.district_id,
      id,
      person_id,
      ordinal,
    ]);
    if (!reached) continue;
    await tx.query(
      `update follow_ups set closed_at = $3, done_by_visit = $4
       where district_id = $1 and person_id = $2 and closed_at is null and due_on <= $5`,
      [scope.district_id, person_id, now, id, chinaDate(now)],
    );
  }

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

  const need_ids: string[] = [];
  for (const [ordinal, need] of draft.needs.entries()) {
    const need_id = newId(now);
    await tx.query(
      `insert into needs (district_id, id, visit_id, ordinal, person_id, code, words_sealed, urgency, owner_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        scope.district_id,
        need_id,
        id,
        ordinal,
        need.person === null ? null : (people[need.person]?.id ?? null),
        need.code,
        await sealer.seal(need.words, "needs.words"),
        need.urgency,
        scope.staff_id,
        now,
      ],
    );
    need_ids.push(need_id);
  }

  if (draft.agreed_on) {
    await tx.query(
      `insert into follow_ups (district_id, id, person_id, visit_id, area_id, owner_id, due_on, basis, why, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, 'agreed', 'agreed', $8)`,
      [scope.district_id, newId(now), known[0]?.id ?? null, id, area_id, scope.staff_id, draft.agreed_on.value, now],
    );
  }
  await audit(session, {
    action: "visit.saved",
    entity: "visit",
    entity_id: id,
    detail: { people: known.length, needs: need_ids.length, flags: draft.flags.length },
  });
  return { id, ref, area_id, people: known, need_ids };
}

/** The grid the note names, if the worker has it; the worker's only grid when the note names none; else unknown. */
async function areaOf(session: StaffSession, draft: VisitDraft): Promise<string | null> {
  const staff = await findStaff(session, session.scope.staff_id);
  const grids = staff?.areas ?? [];
  const said = draft.persons.find((person) => person.grid)?.grid?.value;
  if (said) return matchArea(grids, said)?.id ?? null;
  return grids.length === 1 ? grids[0]!.id : null;
}

/** The grid said of this person, if the worker has it; without one the visit's. */
async function areaOfPerson(
  session: StaffSession,
  person: PersonDraft,
  of_visit: string | null,
): Promise<string | null> {
  if (!person.grid) return of_visit;
  const staff = await findStaff(session, session.scope.staff_id);
  return matchArea(staff?.areas ?? [], person.grid.value)?.id ?? null;
}

/** A person without a name gets no file: a rumour about "302" must not make one. The household and the note keep it. */
async function keepPerson(
  session: StaffSession,
  person: PersonDraft,
  area_id: string | null,
  household_id: string | null,
): Promise<SavedVisit["people"][number] | null> {
  if (!person.name) return null;
  const name = person.name.value;
  const details = { sex: person.sex?.value ?? null, age: person.age?.value ?? null, area_id, household_id };
  const same = await findByName(session, name, area_id);
  if (same.length !== 1) return { ...(await createPerson(session, { name, ...details })), name };
  await completePerson(session, same[0]!, details);
  const { rows } = await session.tx.query<{ ref: string }>(
    "select ref from people where district_id = $1 and id = $2",
    [session.scope.district_id, same[0]],
  );
  return { id: same[0]!, ref: rows[0]!.ref, name };
}
