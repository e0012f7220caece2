import * as z from "zod";
import { matchArea } from "../areas/areas.ts";
import type { Session } from "../session.ts";
import type { NewCover } from "./cover.ts";

/** What a draft says of its grid: a visit by its words, a referral by id. */
const placed = z.object({
  area_id: z.string().nullable().optional(),
  persons: z.array(z.object({ grid: z.object({ value: z.string() }).nullable() })).optional(),
});

/**
 * What the first has told and not saved about this grid goes to the other, with its pictures; buttons of cards that are out say so.
 * A draft that names no grid goes along when the first has no other.
 * @returns how many
 */
export async function draftsGoAlong(service: Session, cover: NewCover): Promise<number> {
  const { tx, scope, sealer, now } = service;
  const areas = await tx.query<{ id: string; name: string }>(
    `select a.id, a.name from areas a
     where a.district_id = $1 and (a.id = $3 or a.id in (select area_id from staff_areas where district_id = $1 and staff_id = $2))`,
    [scope.district_id, cover.from_staff, cover.area_id],
  );
  const drafts = await tx.query<{ id: string; body_sealed: string }>(
    "select id, body_sealed from drafts where district_id = $1 and staff_id = $2 and state = 'open' and body_sealed is not null",
    [scope.district_id, cover.from_staff],
  );
  const going: string[] = [];
  for (const { id, body_sealed } of drafts.rows) {
    const read = placed.safeParse(JSON.parse(await sealer.open(body_sealed, "drafts.body")));
    if (read.success && gridOf(read.data, areas.rows) === cover.area_id) going.push(id);
  }
  await tx.query(
    `update drafts set staff_id = $3, version = version + 1, updated_at = $4 where district_id = $1 and id = any ($2::uuid[])`,
    [scope.district_id, going, cover.to_staff, now],
  );
  await tx.query("update visit_pictures set staff_id = $3 where district_id = $1 and draft_id = any ($2::uuid[])", [
    scope.district_id,
    going,
    cover.to_staff,
  ]);
  return going.length;
}

function gridOf(draft: z.infer<typeof placed>, areas: { id: string; name: string }[]): string | null {
  if (draft.area_id) return draft.area_id;
  const said = draft.persons?.find((person) => person.grid)?.grid?.value;
  if (said) return matchArea(areas, said)?.id ?? null;
  return areas.length === 1 ? areas[0]!.id : null;
}
