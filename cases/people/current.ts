import { newId } from "../../platform/id.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";
import { tonelessPinyin } from "./find.ts";
import { isTitle } from "./near.ts";

/** Names the lock in the database; the other half of its name is the district. */
const FILES_LOCK = 7021;

/**
 * While something is hung on a file no two files of the district become one, and the other way round; it ends with the transaction. Taken
 * before any row is locked, so that nobody waits in a circle.
 */
export async function holdFiles({ tx, scope }: Session, to: "hang" | "merge"): Promise<void> {
  const lock = to === "merge" ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared";
  await tx.query(`select ${lock}($1::integer, $2::integer)`, [FILES_LOCK, scope.district_id]);
}

/**
 * The file in which somebody stands now: that one, or the one into which it was merged. What is hung on it in this transaction comes
 * before any merge that begins meanwhile, and so moves with it.
 * @throws Refusal `not_found` when there is none or it is not for this reader
 */
export async function currentFile(session: Session, person_id: string): Promise<string> {
  const { tx, scope } = session;
  await holdFiles(session, "hang");
  const { rows } = await tx.query<{ id: string }>(
    `select current.id from people asked
     join people current on current.district_id = asked.district_id and current.id = coalesce(asked.merged_into, asked.id)
     where asked.district_id = $1 and asked.id = $2`,
    [scope.district_id, person_id],
  );
  if (!rows[0]) throw new Refusal("not_found");
  return rows[0].id;
}

/**
 * Keeps how somebody was written this time, so that nobody is asked again. Who was only known as 王奶奶 is called by the name from now on.
 */
export async function keepSpelling(session: StaffSession, person_id: string, name: string): Promise<void> {
  const { tx, scope, sealer, now } = session;
  const indexes = await sealer.indexes("name", name);
  const index = indexes[0]!;
  const { rows } = await tx.query<{ name_sealed: string; known: boolean }>(
    `select p.name_sealed, p.name_index = any ($3::text[]) or exists (
         select from person_names n where n.district_id = $1 and n.person_id = $2 and n.name_index = any ($3::text[])) or exists (
         select from people m where m.district_id = $1 and m.merged_into = $2 and m.name_index = any ($3::text[])) as known
     from people p where p.district_id = $1 and p.id = $2 and p.name_sealed is not null`,
    [scope.district_id, person_id, indexes],
  );
  const held = rows[0];
  if (!held || held.known) return;
  const called = await sealer.open(held.name_sealed, "people.name");
  const put = async (other: string): Promise<void> => {
    await tx.query(
      `insert into person_names (district_id, id, person_id, name_sealed, name_index, pinyin_index, by_staff, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        scope.district_id,
        newId(now),
        person_id,
        await sealer.seal(other, "person_names.name"),
        await sealer.index("name", other),
        await sealer.index("pinyin", tonelessPinyin(other)),
        scope.staff_id,
        now,
      ],
    );
  };
  if (isTitle(called) && !isTitle(name)) {
    await put(called);
    const pinyin_index = await sealer.index("pinyin", tonelessPinyin(name));
    await tx.query(
      `update people set name_sealed = $3, name_index = $4, pinyin_index = $5, updated_at = $6
       where district_id = $1 and id = $2`,
      [scope.district_id, person_id, await sealer.seal(name, "people.name"), index, pinyin_index, now],
    );
  } else await put(name);
  await audit(session, { action: "person.spelled", entity: "person", entity_id: person_id });
}
