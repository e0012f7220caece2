import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";
import { tonelessSyllables } from "./pinyin/readings.ts";

/** Toneless pinyin as one word, for a name heard and not seen: 王秀兰 → wangxiulan. */
export function tonelessPinyin(name: string): string {
  return tonelessSyllables(name).join("").toLowerCase();
}

/** Selects the open files of whoever is called so or written so; $1 is the district. @param indexes the place of the name's indexes: `$2` */
export const filesCalled = (indexes: string): string => `
  select coalesce(merged_into, id) from people where district_id = $1 and name_index = any (${indexes}::text[])
  union all select person_id from person_names where district_id = $1 and name_index = any (${indexes}::text[])`;

/** The open files of everybody of this name, or written so, whom the asker may see, whatever their grid, newest first; ids only. */
export async function namesakes({ tx, scope, sealer }: Session, name: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from people where district_id = $1 and merged_into is null and id in (${filesCalled("$2")})
     order by created_at desc limit 5`,
    [scope.district_id, await sealer.indexes("name", name)],
  );
  return rows.map((row) => row.id);
}

/** The file that people call so on the phone: P-7K3QD. Null when there is none, or it is not for this reader. */
export async function byRef({ tx, scope }: Session, ref: string): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>("select id from people where district_id = $1 and ref = $2", [
    scope.district_id,
    ref.normalize("NFKC").trim().toUpperCase(),
  ]);
  return rows[0]?.id ?? null;
}

/** What people call this file on the phone. @throws Refusal `not_found` when there is none, or it is not for this reader */
export async function refOf({ tx, scope }: Session, id: string): Promise<string> {
  const { rows } = await tx.query<{ ref: string }>("select ref from people where district_id = $1 and id = $2", [
    scope.district_id,
    id,
  ]);
  if (!rows[0]) throw new Refusal("not_found");
  return rows[0].ref;
}
