import { type Area, listAreas, normaliseAreaName } from "../areas/areas.ts";
import { namesakes } from "../people/find.ts";
import { knownNames } from "../people/known-names.ts";
import type { StaffSession } from "../session.ts";

/** Where a crisis is and whose it is, as far as the words and the records say so for certain. */
export interface CrisisPlace {
  area_id: string | null;
  person_id: string | null;
}

/**
 * The one person in the writer's scope whom the words name, and the area: the grid that the words name, else that person's,
 * else what all grids of the writer have in common. What several could be is nobody and nowhere.
 */
export async function placeOfCrisis(session: StaffSession, words: string | null): Promise<CrisisPlace> {
  const { tx, scope } = session;
  const areas = await listAreas(session);
  const { rows } = await tx.query<{ area_id: string }>(
    "select area_id from staff_areas where district_id = $1 and staff_id = $2",
    [scope.district_id, scope.staff_id],
  );
  const own = rows.map((row) => row.area_id);
  const shared = commonArea(areas, own);
  if (words === null) return { area_id: shared, person_id: null };
  const person = await personNamed(session, words);
  const named =
    areaNamed(
      areas.filter((area) => own.includes(area.id)),
      words,
    ) ?? areaNamed(areas, words);
  return { area_id: named ?? person?.area_id ?? shared, person_id: person?.id ?? null };
}

async function personNamed(
  session: StaffSession,
  words: string,
): Promise<{ id: string; area_id: string | null } | null> {
  const names = await knownNames(session, [words]);
  const ids = new Set((await Promise.all(names.map((name) => namesakes(session, name)))).flat());
  if (ids.size !== 1) return null;
  const { rows } = await session.tx.query<{ id: string; area_id: string | null }>(
    "select id, area_id from people where district_id = $1 and id = $2",
    [session.scope.district_id, [...ids][0]],
  );
  return rows[0] ?? null;
}

const DEPTH: readonly Area["level"][] = ["grid", "community", "street"];

/** The deepest area that the words name, when it is the only one of its level that they can mean. */
function areaNamed(areas: readonly Area[], words: string): string | null {
  const said = normaliseAreaName(words);
  for (const level of DEPTH) {
    const fits = areas.filter((area) => area.level === level && says(said, normaliseAreaName(area.name)));
    if (fits.length === 1) return fits[0]!.id;
    if (fits.length > 1) return null;
  }
  return null;
}

/** 13网格 does not say 3网格. */
function says(said: string, name: string): boolean {
  for (let at = said.indexOf(name); at >= 0; at = said.indexOf(name, at + 1))
    if (!/^\d/.test(name) || !/\d/.test(said[at - 1] ?? "")) return true;
  return false;
}

/** The nearest area that holds all of these; null for none. */
function commonArea(areas: readonly Area[], ids: readonly string[]): string | null {
  const by_id = new Map(areas.map((area) => [area.id, area]));
  const chain = (id: string): string[] => {
    const up: string[] = [];
    for (let area = by_id.get(id); area; area = by_id.get(area.parent_id ?? "")) up.push(area.id);
    return up;
  };
  const [first, ...others] = ids.map(chain);
  return first?.find((id) => others.every((up) => up.includes(id))) ?? null;
}
