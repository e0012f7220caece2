import { decodeCursor, encodeCursor } from "../cursor.ts";
import type { Session } from "../session.ts";

export interface VisitRow {
  id: string;
  ref: string;
  visited_on: string;
  /** Who went. */
  staff_id: string;
  form: string | null;
  area: string | null;
  flags: string[];
  people: { id: string; ref: string; name: string | null }[];
  /** How many pictures it has. */
  pictures: number;
  created_at: string;
}

/** Visits these eyes may see, newest first, a page at a time. Names only, no words of the note. */
export async function listVisits(
  { tx, scope, sealer }: Session,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ rows: VisitRow[]; next: string | null }> {
  const after = page.cursor ? decodeCursor(page.cursor) : null;
  // A social worker sees their own and no others: said here as well, so that they are found by their index and not among all.
  const only_own = scope.role === "social_worker" ? scope.staff_id : null;
  const { rows } = await tx.query<
    Omit<VisitRow, "people"> & { people: { id: string; ref: string; name_sealed: string | null }[] }
  >(
    `select v.id, v.ref, v.visited_on, v.staff_id, v.form, a.name as area, v.flags, v.created_at::text as created_at,
       (select count(*)::int from visit_pictures p where p.district_id = v.district_id and p.visit_id = v.id) as pictures,
       coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'ref', p.ref, 'name_sealed', p.name_sealed) order by vp.ordinal)
         from visit_people vp join people p on p.district_id = vp.district_id and p.id = vp.person_id
         where vp.district_id = v.district_id and vp.visit_id = v.id), '[]') as people
     from visits v left join areas a on a.district_id = v.district_id and a.id = v.area_id
     where v.district_id = $1 and v.undone_at is null and ($2::timestamptz is null or (v.created_at, v.id) < ($2, $3::uuid))
       and ($5::uuid is null or v.staff_id = $5)
     order by v.created_at desc, v.id desc limit $4`,
    [scope.district_id, after?.at ?? null, after?.id ?? null, page.limit + 1, only_own],
  );
  const shown = await Promise.all(
    rows.slice(0, page.limit).map(async (row) => ({
      ...row,
      people: await Promise.all(
        row.people.map(async ({ name_sealed, ...p }) => ({
          ...p,
          name: name_sealed ? await sealer.open(name_sealed, "people.name") : null,
        })),
      ),
    })),
  );
  return { rows: shown, next: rows.length > page.limit ? encodeCursor(shown.at(-1)!) : null };
}
