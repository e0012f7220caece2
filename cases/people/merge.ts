import { newId } from "../../platform/id.ts";
import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { audit } from "../audit/append.ts";
import { assertLeads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { staffNames } from "../staff/staff.ts";
import { holdFiles } from "./current.ts";
import { MOVED } from "./moved-tables.ts";
import { stageNow } from "./stages.ts";

/** A file as a merge finds it; columns that are taken over where the kept file has none. */
interface File {
  id: string;
  ref: string;
  merged_into: string | null;
  sex: string | null;
  age_from: number | null;
  household_id: string | null;
  phone_index: string | null;
  stage: string | null;
  tags: string[];
}

/** What a kept file takes over where it knows nothing, and the columns that go together. */
export const FILLED = {
  sex: ["sex"],
  age_from: ["age_from", "age_to", "age_on"],
  household_id: ["household_id"],
  phone_index: ["phone_index", "phone_sealed"],
  stage: ["stage"],
} as const;

export interface Merged {
  id: string;
  kept: { id: string; ref: string };
  merged: { id: string; ref: string };
  /** Rows that moved. */
  moved: number;
}

/** Only a supervisor says that two files are one person, and only with a reason. @throws Refusal `supervisors_only`, `reason_needed` */
export function supervisorsReason(session: StaffSession, reason: string): string {
  assertLeads(session);
  const words = cutIdNumbers(reason).trim();
  if (!words) throw new Refusal("reason_needed");
  return words;
}

/**
 * Two files of one person become one: everything moves to the kept file, each row is written down so that it can go back, and what the
 * kept file does not know it takes over. The other file stays, closed, and leads to this one. Of two people at once one wins.
 * @throws Refusal `merge_with_oneself`, `not_found`, `already_merged` (with who, when and the file), and what `supervisorsReason` throws
 */
export async function mergePeople(
  session: StaffSession,
  { kept_id, merged_id, reason }: { kept_id: string; merged_id: string; reason: string },
): Promise<Merged> {
  const { tx, scope, sealer, now } = session;
  const words = supervisorsReason(session, reason);
  if (kept_id === merged_id) throw new Refusal("merge_with_oneself");
  await holdFiles(session, "merge");
  const { rows } = await tx.query<File>(
    `select id, ref, merged_into, sex, age_from, household_id, phone_index, stage, tags from people
     where district_id = $1 and id = any ($2::uuid[]) order by id for no key update`,
    [scope.district_id, [kept_id, merged_id]],
  );
  const kept = rows.find(({ id }) => id === kept_id);
  const merged = rows.find(({ id }) => id === merged_id);
  if (!kept || !merged) throw new Refusal("not_found");
  for (const one of [kept, merged]) if (one.merged_into !== null) throw await alreadyMerged(session, one);

  const id = newId(now);
  const filled = (Object.keys(FILLED) as (keyof typeof FILLED)[]).filter(
    (column) => kept[column] === null && merged[column] !== null,
  );
  const tags = merged.tags.filter((tag) => !kept.tags.includes(tag));
  await tx.query(
    `insert into person_merges (district_id, id, kept_id, merged_id, reason_sealed, filled, tags_added, by_staff, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      scope.district_id,
      id,
      kept_id,
      merged_id,
      await sealer.seal(words, "person_merges.reason"),
      filled,
      tags,
      scope.staff_id,
      now,
    ],
  );
  let moved = 0;
  const write = (table: string) =>
    `insert into person_merge_rows (district_id, merge_id, table_name, row_id) select $1, $4, '${table}', row_id from moved`;
  for (const { table, row, once } of MOVED) {
    const free = once
      ? `and not exists (select from ${table} o where o.district_id = $1 and o.${row} = ${table}.${row} and o.person_id = $3)`
      : "";
    const { affected } = await tx.query(
      `with moved as (update ${table} set person_id = $3 where district_id = $1 and person_id = $2 ${free} returning ${row} as row_id)
       ${write(table)}`,
      [scope.district_id, merged_id, kept_id, id],
    );
    moved += affected;
  }
  // Files that were merged into this one before lead to the kept one, too.
  await tx.query(
    `with moved as (update people set merged_into = $3 where district_id = $1 and merged_into = $2 returning id as row_id)
     ${write("people")}`,
    [scope.district_id, merged_id, kept_id, id],
  );
  const columns = filled.flatMap((column) => [...FILLED[column]]);
  await tx.query(
    `update people k set tags = k.tags || $5::text[], updated_at = $4 ${columns.map((column) => `, ${column} = m.${column}`).join("")}
     from people m where m.district_id = $1 and m.id = $2 and k.district_id = $1 and k.id = $3`,
    [scope.district_id, merged_id, kept_id, now, tags],
  );
  await tx.query("update people set merged_into = $3, updated_at = $4 where district_id = $1 and id = $2", [
    scope.district_id,
    merged_id,
    kept_id,
    now,
  ]);
  await stageNow(session, kept_id);
  const detail = { merged: merged_id, rows: moved };
  await audit(session, { action: "person.merged", entity: "person", entity_id: kept_id, detail });
  return { id, kept: { id: kept_id, ref: kept.ref }, merged: { id: merged_id, ref: merged.ref }, moved };
}

async function alreadyMerged(session: StaffSession, file: File): Promise<Refusal> {
  const { rows } = await session.tx.query<{ by_staff: string; at: Date; ref: string }>(
    `select m.by_staff, m.at, p.ref from person_merges m join people p on p.district_id = m.district_id and p.id = m.kept_id
     where m.district_id = $1 and m.merged_id = $2 and m.undone_at is null`,
    [session.scope.district_id, file.id],
  );
  const merge = rows[0];
  if (!merge) return new Refusal("already_merged");
  const names = await staffNames(session, [merge.by_staff]);
  return new Refusal("already_merged", {
    ...{ ref: merge.ref, merged_ref: file.ref },
    ...{ by: names.get(merge.by_staff) ?? "", at: merge.at.toISOString() },
  });
}
