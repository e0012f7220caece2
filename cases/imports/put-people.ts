import { chinaDate } from "../../platform/clock.ts";
import { newId, newRef } from "../../platform/id.ts";
import { sealOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { tonelessPinyin } from "../people/find.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import type { PersonRead } from "./check-rows.ts";

export interface Imported {
  people: number;
  households: number;
  /** Rows of people who have a file already: nothing of theirs was changed. */
  known: number;
}

/** Somebody of a list; what is looked for by every key, the newest first, which is what is written. */
interface Indexed extends PersonRead {
  name_index: string;
  name_indexes: string[];
  address_index: string | null;
  address_indexes: string[];
}

/**
 * Opens a file for everybody of a list who has none, and a household for every address, in the running transaction: all of them or
 * none. Somebody of the same name in the same grid has one when the address is the same or one of the two is not known, so that the
 * same list put in again changes nothing.
 * @throws Refusal `not_yours_to_move` for anybody but an admin
 */
export async function putPeople(session: StaffSession, people: readonly PersonRead[]): Promise<Imported> {
  const { tx, scope, sealer } = session;
  if (scope.role !== "admin") throw new Refusal("not_yours_to_move");
  // Two lists at once: the second waits and then finds what the first has put there.
  await tx.query("select pg_advisory_xact_lock($1, $2)", [0x70656f70, scope.district_id]);
  const indexed = await Promise.all(
    people.map(async (person): Promise<Indexed> => {
      const name_indexes = await sealer.indexes("name", person.name);
      const address_indexes = person.address === null ? [] : await sealer.indexes("address", person.address);
      const written = { name_index: name_indexes[0]!, address_index: address_indexes[0] ?? null };
      return { ...person, ...written, name_indexes, address_indexes };
    }),
  );
  const isKnown = await knownAmong(session, indexed);
  const fresh = indexed.filter((person) => !isKnown(person));
  const homes = await putHouseholds(session, fresh);
  await insertPeople(session, fresh, homes.ids);
  const done = { people: fresh.length, households: homes.made, known: people.length - fresh.length };
  await audit(session, { action: "people.imported", entity: "people", entity_id: null, detail: { ...done } });
  return done;
}

async function knownAmong(
  { tx, scope }: StaffSession,
  people: readonly Indexed[],
): Promise<(person: Indexed) => boolean> {
  const { rows } = await tx.query<{ name_index: string; area_id: string | null; address_index: string | null }>(
    `select p.name_index, p.area_id, h.address_index from people p
     left join households h on h.district_id = p.district_id and h.id = p.household_id
     where p.district_id = $1 and p.name_index = any ($2::text[])`,
    [scope.district_id, [...new Set(people.flatMap(({ name_indexes }) => name_indexes))]],
  );
  const there = Map.groupBy(rows, ({ name_index, area_id }) => `${name_index} ${area_id}`);
  return ({ name_indexes, area_id, address_index, address_indexes }) =>
    name_indexes
      .flatMap((name_index) => there.get(`${name_index} ${area_id}`) ?? [])
      .some(
        (one) => one.address_index === null || address_index === null || address_indexes.includes(one.address_index),
      );
}

const doorOf = (area_id: string | null, address_index: string): string => `${area_id} ${address_index}`;

async function putHouseholds(
  { tx, scope, sealer, now }: StaffSession,
  people: readonly Indexed[],
): Promise<{ ids: Map<string, string>; made: number }> {
  const wanted = new Map(
    people.flatMap((person) =>
      person.address_index === null ? [] : [[doorOf(person.area_id, person.address_index), person] as const],
    ),
  );
  const { rows } = await tx.query<{ id: string; area_id: string; address_index: string }>(
    "select id, area_id, address_index from households where district_id = $1 and address_index = any ($2::text[])",
    [scope.district_id, [...new Set([...wanted.values()].flatMap(({ address_indexes }) => address_indexes))]],
  );
  // A household that an older key made is found by what is written now.
  const written = new Map(
    [...wanted.values()].flatMap(({ address_index, address_indexes }) =>
      address_indexes.map((index) => [index, address_index!] as const),
    ),
  );
  const ids = new Map(rows.map(({ id, area_id, address_index }) => [doorOf(area_id, written.get(address_index)!), id]));
  const fresh = [...wanted].filter(([door]) => !ids.has(door));
  const made = await Promise.all(
    fresh.map(async ([door, { area_id, address, address_index }]) => {
      const id = newId(now);
      ids.set(door, id);
      return { id, area_id, address_index, sealed: await sealer.seal(address!, "households.address") };
    }),
  );
  await tx.query(
    `insert into households (district_id, id, area_id, address_sealed, address_index, created_by, created_at)
     select $1, u.id, u.area_id, u.sealed, u.index, $2, $3
     from unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[]) as u(id, area_id, sealed, index)`,
    [
      ...[scope.district_id, scope.staff_id, now],
      made.map(({ id }) => id),
      made.map(({ area_id }) => area_id),
      made.map(({ sealed }) => sealed),
      made.map(({ address_index }) => address_index),
    ],
  );
  return { ids, made: made.length };
}

async function insertPeople(
  { tx, scope, sealer, now }: StaffSession,
  people: readonly Indexed[],
  homes: Map<string, string>,
): Promise<void> {
  const refs = await freeRefs({ tx, scope }, people.length);
  const rows = await Promise.all(
    people.map(async (person, i) => ({
      ...person,
      id: newId(now),
      ref: refs[i]!,
      household_id: person.address_index && (homes.get(doorOf(person.area_id, person.address_index)) ?? null),
      sealed: await sealer.seal(person.name, "people.name"),
      pinyin: await sealer.index("pinyin", tonelessPinyin(person.name)),
      phone_sealed: await sealOrNull(sealer, person.phone, "people.phone"),
      phone_index: person.phone && (await sealer.index("phone", person.phone)),
      tag_list: JSON.stringify(person.tags),
    })),
  );
  const columns = [
    ...(["id", "ref", "area_id", "household_id", "sealed", "name_index", "pinyin", "sex", "age"] as const),
    ...(["phone_sealed", "phone_index", "tag_list"] as const),
  ];
  await tx.query(
    `insert into people (district_id, id, ref, area_id, household_id, name_sealed, name_index, pinyin_index, sex, age_from, age_to, age_on,
       phone_sealed, phone_index, tags, created_by, created_at, updated_at)
     select $1, u.id, u.ref, u.area_id, u.household_id, u.sealed, u.name_index, u.pinyin, u.sex, u.age, u.age,
       case when u.age is not null then $4::date end, u.phone_sealed, u.phone_index,
       array(select jsonb_array_elements_text(u.tags)), $2, $3, $3
     from unnest($5::uuid[], $6::text[], $7::uuid[], $8::uuid[], $9::text[], $10::text[], $11::text[], $12::text[], $13::smallint[], $14::text[],
       $15::text[], $16::jsonb[]) as u(id, ref, area_id, household_id, sealed, name_index, pinyin, sex, age, phone_sealed, phone_index, tags)`,
    [
      ...[scope.district_id, scope.staff_id, now, chinaDate(now)],
      ...columns.map((name) => rows.map((row) => row[name])),
    ],
  );
}

/** References that nobody has: among thousands at once two would be the same now and then. */
async function freeRefs({ tx, scope }: Pick<StaffSession, "tx" | "scope">, n: number): Promise<string[]> {
  const refs = new Set<string>();
  while (refs.size < n) {
    const tried = Array.from({ length: n - refs.size }, () => newRef("P"));
    const { rows } = await tx.query<{ ref: string }>(
      "select ref from people where district_id = $1 and ref = any ($2::text[])",
      [scope.district_id, tried],
    );
    const taken = new Set(rows.map(({ ref }) => ref));
    for (const ref of tried) if (!taken.has(ref)) refs.add(ref);
  }
  return [...refs];
}
