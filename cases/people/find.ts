import { pinyin } from "pinyin-pro";
import type { Session } from "../session.ts";

/** Toneless pinyin as one word, for a name heard and not seen: 王秀兰 → wangxiulan. */
export function tonelessPinyin(name: string): string {
  return pinyin(name, { toneType: "none", type: "array", surname: "head" }).join("").toLowerCase();
}

/** People with exactly this name in this area, newest first; ids only. */
export async function findByName(
  { tx, scope, sealer }: Session,
  name: string,
  area_id: string | null,
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from people where district_id = $1 and name_index = $2 and area_id is not distinct from $3
     order by created_at desc limit 5`,
    [scope.district_id, await sealer.index("name", name), area_id],
  );
  return rows.map((row) => row.id);
}

/** Everybody of this name whom the asker may see, whatever their grid, newest first; ids only. */
export async function namesakes({ tx, scope, sealer }: Session, name: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    "select id from people where district_id = $1 and name_index = $2 order by created_at desc limit 5",
    [scope.district_id, await sealer.index("name", name)],
  );
  return rows.map((row) => row.id);
}
