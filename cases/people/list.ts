import { openOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import type { Session } from "../session.ts";
import { namesakes } from "./find.ts";
import { nearTo } from "./identify.ts";
import type { Stage } from "./stages.ts";
import { expectedRoles, type SupportRole } from "./support.ts";

export interface PersonRow {
  id: string;
  ref: string;
  name: string | null;
  sex: string | null;
  area: string | null;
  stage: Stage | null;
  /** Roles that are expected and that nobody has. */
  gaps: SupportRole[];
  created_at: string;
}

export interface PeopleFilter {
  area_id?: string | undefined;
  stage?: Stage | undefined;
  /** Whom nobody of this role stands by, although one is expected. */
  gap?: SupportRole | undefined;
}

type Row = Omit<PersonRow, "name" | "gaps"> & { name_sealed: string | null; roles: SupportRole[] };

/** Who works in the grid of a file `p`. */
const GRID_WORKERS = `staff_areas w join staff m on m.district_id = w.district_id and m.id = w.staff_id
  where w.district_id = p.district_id and w.area_id = p.area_id and m.active and m.role = 'grid_worker'`;

const ROW = `select p.id, p.ref, p.name_sealed, p.sex, a.name as area, p.stage, p.created_at::text as created_at,
    array(select s.role from person_support s where s.district_id = p.district_id and s.person_id = p.id and s.ended_at is null
      union select 'grid_worker' from ${GRID_WORKERS}) as roles
  from people p left join areas a on a.district_id = p.district_id and a.id = p.area_id`;

/** Of these roles one is expected for everybody, of the others only where a stage is known. */
const FOR_ALL = expectedRoles(null);

/** The open files that these eyes may see, newest first, a page at a time. */
export async function listPeople(
  session: Session,
  { area_id, stage, gap, ...page }: PeopleFilter & { limit: number; cursor?: string | undefined },
): Promise<{ rows: PersonRow[]; next: string | null }> {
  const { tx, scope } = session;
  const after = page.cursor ? decodeCursor(page.cursor) : null;
  const { rows } = await tx.query<Row>(
    `${ROW} where p.district_id = $1 and p.merged_into is null
       and ($2::uuid is null or p.area_id = $2) and ($3::text is null or p.stage = $3)
       and ($4::text is null or (($5 or p.stage is not null)
         and not exists (select from person_support s
           where s.district_id = p.district_id and s.person_id = p.id and s.role = $4 and s.ended_at is null)
         and ($4 <> 'grid_worker' or not exists (select from ${GRID_WORKERS}))))
       and ($6::timestamptz is null or (p.created_at, p.id) < ($6, $7::uuid))
     order by p.created_at desc, p.id desc limit $8`,
    [
      scope.district_id,
      area_id ?? null,
      stage ?? null,
      gap ?? null,
      gap !== undefined && FOR_ALL.includes(gap),
      after?.at ?? null,
      after?.id ?? null,
      page.limit + 1,
    ],
  );
  const shown = await Promise.all(rows.slice(0, page.limit).map((row) => opened(session, row)));
  return { rows: shown, next: rows.length > page.limit ? encodeCursor(shown.at(-1)!) : null };
}

/**
 * Who may be meant by a name: files under exactly this name wherever the asker may look, and near ones of one grid. Each that is shown is
 * written down.
 * @param area_id the grid in which near names are looked for; null: none are
 */
export async function searchPeople(
  session: Session,
  { name, area_id }: { name: string; area_id: string | null },
): Promise<{ exact: PersonRow[]; near: PersonRow[] }> {
  const exact = await namesakes(session, name);
  const told = { name, sex: null, age: null, address: null };
  const like = area_id === null ? [] : await nearTo(session, told, area_id);
  const near = like.map(({ id }) => id).filter((id) => !exact.includes(id));
  for (const entity_id of [...exact, ...near])
    await audit(session, { action: "person.matched", entity: "person", entity_id });
  const rows = await byIds(session, [...exact, ...near]);
  return { exact: rows.filter(({ id }) => exact.includes(id)), near: rows.filter(({ id }) => near.includes(id)) };
}

/** These files, in this order. */
async function byIds(session: Session, ids: string[]): Promise<PersonRow[]> {
  const { rows } = await session.tx.query<Row>(
    `${ROW} where p.district_id = $1 and p.id = any ($2::uuid[]) order by array_position($2::uuid[], p.id)`,
    [session.scope.district_id, ids],
  );
  return Promise.all(rows.map((row) => opened(session, row)));
}

async function opened({ sealer }: Session, { name_sealed, roles, ...row }: Row): Promise<PersonRow> {
  const gaps = expectedRoles(row.stage).filter((role) => !roles.includes(role));
  return { ...row, gaps, name: await openOrNull(sealer, name_sealed, "people.name") };
}
