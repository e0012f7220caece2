import { openOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import type { Session } from "../session.ts";
import { filesCalled } from "./find.ts";
import { type Nearness, nearness } from "./near.ts";

/** What was said of somebody by whom they can be told apart. */
export interface Told {
  name: string;
  sex: "男" | "女" | null;
  age: { from: number; to: number } | null;
  /** As a visit normalises it: 5栋2单元401. */
  address: string | null;
}

/** A file that may be theirs. */
export interface Candidate {
  id: string;
  ref: string;
  name: string;
  sex: "男" | "女" | null;
  age: { from: number; to: number } | null;
  address: string | null;
  area_id: string | null;
  nearness: Nearness;
}

/** Whose file it is: that one, nobody's yet, or one that only somebody who knows them can tell. */
export type Whose = { is: "known"; id: string } | { is: "new" } | { is: "unclear"; candidates: Candidate[] };

/** More names than a grid has are not opened one by one. */
const MOST_OPENED = 5000;
/** As many as buttons fit under a card. */
const MOST_SHOWN = 3;
/** Ages are guessed at doors; further apart than this they are two people's. In years. */
const AGES_APART = 12;
const YEAR_MS = 365.25 * 86_400_000;

/**
 * Looks for the file of whom was told of, before one is opened: by exact name in the grid, also a name under which somebody is known to be
 * written; else by a near one, for which only the names of that grid are opened. A single file of this name is theirs unless sex, age or
 * address speak against it. Where the grid is not known, a file of exactly this name in any grid of the session is asked about: whoever
 * keeps several grids says the name alone. Files that are shown as a question are written down as matched.
 */
export async function identify(session: Session, told: Told, area_id: string | null): Promise<Whose> {
  const same = await namedLike(session, told, area_id, await session.sealer.indexes("name", told.name));
  const fitting = same.filter((one) => !isAgainst(one, told) && !livesElsewhere(one, told));
  if (fitting.length === 1 && fitting[0]!.area_id === area_id) return { is: "known", id: fitting[0]!.id };
  const at_home = fitting.filter((one) => livesThere(one, told));
  if (at_home.length === 1 && at_home[0]!.area_id === area_id) return { is: "known", id: at_home[0]!.id };
  const candidates = fitting.length > 0 ? fitting : same.length > 0 ? same : await nearTo(session, told, area_id);
  if (candidates.length === 0) return { is: "new" };
  const likely = (one: Candidate) => Number(livesThere(one, told));
  const shown = candidates.toSorted((a, b) => likely(b) - likely(a)).slice(0, MOST_SHOWN);
  for (const { id } of shown) await audit(session, { action: "person.matched", entity: "person", entity_id: id });
  return { is: "unclear", candidates: shown };
}

/** Files of a near name in the grid that nothing speaks against; of a name that is only akin, where the home is the same. */
export async function nearTo(session: Session, told: Told, area_id: string | null): Promise<Candidate[]> {
  const found = await namedLike(session, told, area_id, null);
  return found.filter(
    (one) =>
      !isAgainst(one, told) &&
      (one.nearness === "same" || one.nearness === "near" || (one.nearness === "akin" && livesThere(one, told))),
  );
}

/**
 * @param name_indexes only files under exactly this name, however they are called otherwise, and of every area when none is known; null:
 *   whoever of the area has a name like it
 */
async function namedLike(
  { tx, scope, sealer, now }: Session,
  told: Told,
  area_id: string | null,
  name_indexes: string[] | null,
): Promise<Candidate[]> {
  // Written out for each case: a condition that holds for all of them is one that no index serves.
  const called = (indexes: string): string => `p.id in (${filesCalled(indexes)})`;
  const anywhere = name_indexes === null ? "p.area_id is null" : called("$2");
  const there = name_indexes === null ? "p.area_id = $2" : `p.area_id = $2 and ${called("$3")}`;
  const { rows } = await tx.query<{
    id: string;
    ref: string;
    name_sealed: string;
    merged_sealed: string[];
    also_sealed: string[];
    sex: "男" | "女" | null;
    area_id: string | null;
    age_from: number | null;
    age_to: number | null;
    age_on: string | null;
    address_sealed: string | null;
  }>(
    `select p.id, p.ref, p.name_sealed, p.sex, p.area_id, p.age_from, p.age_to, p.age_on::text as age_on, h.address_sealed,
       array(select m.name_sealed from people m where m.district_id = p.district_id and m.merged_into = p.id
         and m.name_sealed is not null) as merged_sealed,
       array(select n.name_sealed from person_names n where n.district_id = p.district_id and n.person_id = p.id) as also_sealed
     from people p left join households h on h.district_id = p.district_id and h.id = p.household_id
     where p.district_id = $1 and p.merged_into is null and p.name_sealed is not null and ${area_id === null ? anywhere : there}
     order by p.created_at desc limit ${MOST_OPENED}`,
    [scope.district_id, area_id, name_indexes].filter((asked) => asked !== null),
  );
  const read = rows.map(
    async ({ name_sealed, merged_sealed, also_sealed, age_from, age_to, age_on, address_sealed, ...row }) => {
      const name = await sealer.open(name_sealed, "people.name");
      const also = [
        ...(await Promise.all(merged_sealed.map((one) => sealer.open(one, "people.name")))),
        ...(await Promise.all(also_sealed.map((one) => sealer.open(one, "person_names.name")))),
      ];
      const near = name_indexes === null ? nearest([name, ...also].map((one) => nearness(one, told.name))) : "same";
      if (near === null) return [];
      const years = age_on ? Math.max(0, (now.getTime() - Date.parse(age_on)) / YEAR_MS) : 0;
      // For a month it is as it was said.
      const older = years < 1 / 12 ? 0 : Math.ceil(years);
      const age = age_from === null ? null : { from: age_from + Math.floor(years), to: (age_to ?? age_from) + older };
      const address = await openOrNull(sealer, address_sealed, "households.address");
      return [{ ...row, name, nearness: near, age, address } satisfies Candidate];
    },
  );
  return (await Promise.all(read)).flat();
}

const ORDER: Nearness[] = ["same", "near", "akin"];
const nearest = (found: (Nearness | null)[]): Nearness | null => ORDER.find((one) => found.includes(one)) ?? null;

/** Another sex or another generation is another person, whatever the name. */
function isAgainst(one: Candidate, told: Told): boolean {
  if (one.sex && told.sex && one.sex !== told.sex) return true;
  if (!one.age || !told.age) return false;
  return one.age.from - told.age.to > AGES_APART || told.age.from - one.age.to > AGES_APART;
}

/** The numbers of an address in order: 5栋2单元401 and 5栋401 are one door, said more or less exactly. */
const numbers = (address: string): string[] => address.match(/\d+|[A-Za-z]+/g) ?? [];

function livesThere(one: Candidate, told: Told): boolean {
  if (!one.address || !told.address) return false;
  if (one.address === told.address) return true;
  const [short, long] = [numbers(one.address), numbers(told.address)].toSorted((a, b) => a.length - b.length) as [
    string[],
    string[],
  ];
  let at = 0;
  for (const number of long) if (number === short[at]) at++;
  return short.length > 1 && at === short.length;
}

/** Both homes are known to the door and are not the same. */
function livesElsewhere(one: Candidate, told: Told): boolean {
  if (!one.address || !told.address || livesThere(one, told)) return false;
  return numbers(one.address).length > 1 && numbers(told.address).length > 1;
}
