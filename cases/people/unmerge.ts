import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { holdFiles } from "./current.ts";
import { FILLED, supervisorsReason } from "./merge.ts";
import { MOVED } from "./moved-tables.ts";
import { stageNow } from "./stages.ts";

/** What could not go back on its own, for somebody to look at. */
export interface Stays {
  /** Rows by table that somebody has since put elsewhere. */
  elsewhere: Record<string, number>;
  /** Rows by table that came to the kept file after the merge: whose they are nobody said. */
  since: Record<string, number>;
  /** Columns of the kept file that were taken over and changed since. */
  changed: string[];
}

export interface Unmerged {
  kept: { id: string; ref: string };
  merged: { id: string; ref: string };
  /** Rows that went back. */
  back: number;
  stays: Stays;
}

/**
 * Takes a merge back: every row that moved goes back where it was, what was taken over is taken off again unless it was changed since, and
 * the other file is open again. What came after the merge stays where it is and is counted.
 * @throws Refusal `not_found`, `already_unmerged`, `merged_further` (the kept file was itself merged since: that one first), and what
 *   `supervisorsReason` throws
 */
export async function unmergePeople(
  session: StaffSession,
  { kept_id, merge_id, reason }: { kept_id: string; merge_id: string; reason: string },
): Promise<Unmerged> {
  const { tx, scope, sealer, now } = session;
  const words = supervisorsReason(session, reason);
  await holdFiles(session, "merge");
  const { rows } = await tx.query<{
    merged_id: string;
    at: Date;
    filled: (keyof typeof FILLED)[];
    tags_added: string[];
    undone_at: Date | null;
  }>(
    `select merged_id, at, filled, tags_added, undone_at from person_merges
     where district_id = $1 and id = $2 and kept_id = $3 for update`,
    [scope.district_id, merge_id, kept_id],
  );
  const merge = rows[0];
  if (!merge) throw new Refusal("not_found");
  if (merge.undone_at !== null) throw new Refusal("already_unmerged");
  const { merged_id } = merge;
  const { rows: files } = await tx.query<{ id: string; ref: string; further: string | null }>(
    `select p.id, p.ref, (select o.ref from people o where o.district_id = p.district_id and o.id = p.merged_into) as further
     from people p where p.district_id = $1 and p.id = any ($2::uuid[]) order by p.id for no key update of p`,
    [scope.district_id, [kept_id, merged_id]],
  );
  const kept = files.find(({ id }) => id === kept_id)!;
  const merged = files.find(({ id }) => id === merged_id)!;
  if (kept.further !== null) throw new Refusal("merged_further", { kept_ref: kept.ref, ref: kept.further });

  const stays: Stays = { elsewhere: {}, since: {}, changed: [] };
  let back = 0;
  const tables = MOVED.map(({ table, row }) => ({ table: table as string, row: row as string, column: "person_id" }));
  for (const { table, row, column } of [...tables, { table: "people", row: "id", column: "merged_into" }]) {
    const { rows: moved } = await tx.query<{ back: number; left: number }>(
      `with mine as (select row_id from person_merge_rows where district_id = $1 and merge_id = $2 and table_name = $5),
         back as (update ${table} set ${column} = $4 from mine
           where ${table}.district_id = $1 and ${table}.${row} = mine.row_id and ${table}.${column} = $3 returning mine.row_id),
         written as (update person_merge_rows r set went_back = r.row_id in (select row_id from back)
           where r.district_id = $1 and r.merge_id = $2 and r.table_name = $5)
       select (select count(*)::int from back) as back, (select count(*)::int from mine where row_id not in (select row_id from back)) as left`,
      [scope.district_id, merge_id, kept_id, merged_id, table],
    );
    back += moved[0]!.back;
    if (moved[0]!.left > 0) stays.elsewhere[table] = moved[0]!.left;
  }
  for (const { table, made } of MOVED) {
    if (made === null) continue;
    const { rows: since } = await tx.query<{ n: number }>(
      `select count(*)::int as n from ${table} t where t.district_id = $1 and t.person_id = $2 and ${made} > $3`,
      [scope.district_id, kept_id, merge.at],
    );
    if (since[0]!.n > 0) stays.since[table] = since[0]!.n;
  }
  stays.changed = await takeOff(session, { ...merge, kept_id });
  await tx.query("update people set merged_into = null, updated_at = $3 where district_id = $1 and id = $2", [
    scope.district_id,
    merged_id,
    now,
  ]);
  await tx.query(
    `update person_merges set undone_at = $3, undone_by = $4, undone_reason_sealed = $5 where district_id = $1 and id = $2`,
    [scope.district_id, merge_id, now, scope.staff_id, await sealer.seal(words, "person_merges.undone_reason")],
  );
  await stageNow(session, kept_id);
  await stageNow(session, merged_id);
  const left = [...Object.values(stays.elsewhere), ...Object.values(stays.since)].reduce((sum, n) => sum + n, 0);
  const detail = { merged: merged_id, rows: back, left };
  await audit(session, { action: "person.unmerged", entity: "person", entity_id: kept_id, detail });
  return { kept: { id: kept.id, ref: kept.ref }, merged: { id: merged.id, ref: merged.ref }, back, stays };
}

/** Takes off what the kept file had taken over. @returns the columns that hold something else by now */
async function takeOff(
  { tx, scope, now }: StaffSession,
  merge: { kept_id: string; merged_id: string; filled: (keyof typeof FILLED)[]; tags_added: string[] },
): Promise<string[]> {
  const changed: string[] = [];
  for (const column of merge.filled) {
    const empty = FILLED[column].map((name) => `${name} = null`).join(", ");
    const { affected } = await tx.query(
      `update people k set ${empty}, updated_at = $4 from people m
       where k.district_id = $1 and k.id = $2 and m.district_id = $1 and m.id = $3 and k.${column} = m.${column}`,
      [scope.district_id, merge.kept_id, merge.merged_id, now],
    );
    if (affected === 0) changed.push(column);
  }
  await tx.query(
    `update people set tags = array(select tag from unnest(tags) with ordinality as t(tag, n) where tag <> all ($3::text[]) order by n)
     where district_id = $1 and id = $2`,
    [scope.district_id, merge.kept_id, merge.tags_added],
  );
  return changed;
}
