import type { Session } from "../session.ts";

/** The grid in which the files stand that the session may see: null when there is none, or they stand in several. */
export async function areaOfFiles({ tx, scope }: Session, person_ids: readonly string[]): Promise<string | null> {
  if (person_ids.length === 0) return null;
  const { rows } = await tx.query<{ area_id: string }>(
    "select distinct area_id from people where district_id = $1 and id = any ($2::uuid[]) and area_id is not null",
    [scope.district_id, [...person_ids]],
  );
  return rows.length === 1 ? rows[0]!.area_id : null;
}
