import { chinaDate } from "../../platform/clock.ts";
import { newId, newRef } from "../../platform/id.ts";
import { sealOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import type { StaffSession } from "../session.ts";
import { tonelessPinyin } from "./find.ts";

export interface NewPerson {
  name: string;
  sex: "男" | "女" | null;
  age: { from: number; to: number } | null;
  area_id: string | null;
  household_id: string | null;
}

/** Files of nearly the same name that stood there when a new one was opened, and why it is somebody else; null: nobody was asked. */
export interface OpenedPast {
  ids: string[];
  reason: string | null;
}

/** Opens a file for a person (一人一档). What is not known stays null. */
export async function createPerson(
  session: StaffSession,
  person: NewPerson,
  past: OpenedPast = { ids: [], reason: null },
): Promise<{ id: string; ref: string }> {
  const { tx, scope, sealer, now } = session;
  const id = newId(now);
  const ref = newRef("P");
  await tx.query(
    `insert into people (district_id, id, ref, area_id, household_id, name_sealed, name_index, pinyin_index, sex,
       age_from, age_to, age_on, created_by, created_at, updated_at, opened_past, opened_past_reason_sealed)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, $15, $16)`,
    [
      scope.district_id,
      id,
      ref,
      person.area_id,
      person.household_id,
      await sealOrNull(sealer, person.name, "people.name"),
      await sealer.index("name", person.name),
      await sealer.index("pinyin", tonelessPinyin(person.name)),
      person.sex,
      person.age?.from ?? null,
      person.age?.to ?? null,
      person.age ? chinaDate(now) : null,
      scope.staff_id,
      now,
      past.ids,
      await sealOrNull(sealer, past.reason, "people.opened_past_reason"),
    ],
  );
  const detail = past.ids.length > 0 ? { past: past.ids.length } : {};
  await audit(session, { action: "person.created", entity: "person", entity_id: id, detail });
  return { id, ref };
}

/** Fills in what was unknown until now; what is already there stays and is never overwritten from a note. */
export async function completePerson(
  session: StaffSession,
  person_id: string,
  person: Omit<NewPerson, "name">,
): Promise<void> {
  const { tx, scope, now } = session;
  const { affected } = await tx.query(
    `update people set sex = coalesce(sex, $3), household_id = coalesce(household_id, $4),
       age_from = coalesce(age_from, $5),
       age_to = case when age_from is null then $6 else age_to end,
       age_on = case when age_from is null and $5::smallint is not null then $7 else age_on end,
       updated_at = $8
     where district_id = $1 and id = $2
       and ((sex is null and $3::text is not null) or (household_id is null and $4::uuid is not null)
         or (age_from is null and $5::smallint is not null))`,
    [
      scope.district_id,
      person_id,
      person.sex,
      person.household_id,
      person.age?.from ?? null,
      person.age?.to ?? null,
      chinaDate(now),
      now,
    ],
  );
  if (affected > 0) await audit(session, { action: "person.completed", entity: "person", entity_id: person_id });
}
