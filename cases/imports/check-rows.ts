import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { type Area, matchArea } from "../areas/areas.ts";

/** A row as it stands in the list: where, and what each of our columns says. */
export interface PersonCells {
  row: number;
  cells: Partial<Record<PersonColumn, string>>;
}

/** The columns that are taken, as people head them. */
const PERSON_COLUMNS = {
  name: ["姓名", "居民姓名", "名字"],
  sex: ["性别"],
  age: ["年龄", "岁数"],
  born: ["出生年份", "出生日期", "出生年月", "生日"],
  street: ["街道", "乡镇", "街道乡镇", "镇街"],
  community: ["社区", "村", "村居", "社区村"],
  grid: ["网格", "所属网格", "网格名称"],
  address: ["住址", "地址", "家庭住址", "详细地址", "居住地址"],
  phone: ["电话", "手机", "手机号", "联系电话", "手机号码"],
  tags: ["标签", "户情", "人员类别", "类别"],
} as const;
export type PersonColumn = keyof typeof PERSON_COLUMNS;

export type RowFault =
  | "name_missing"
  | "name_wrong"
  | "sex_wrong"
  | "age_wrong"
  | "grid_missing"
  | "grid_unknown"
  | "grid_unclear"
  | "phone_wrong"
  | "words_long"
  /** The same person stands in an earlier row: `at`. */
  | "twice";

export interface FaultyRow {
  row: number;
  why: RowFault;
  /** The row of the first one, for `twice`. */
  at?: number;
}

export interface PersonRead {
  row: number;
  name: string;
  sex: "男" | "女" | null;
  age: number | null;
  area_id: string;
  address: string | null;
  phone: string | null;
  tags: string[];
}

const LONGEST = 100;
const OLDEST = 130;
const NAME = /^[\p{Script=Han}\p{Script=Latin}·•.' -]{1,40}$/u;

/** Which column of a list is which of ours, by its heading; each heading once. */
export function columnsIn(header: readonly string[]): Partial<Record<PersonColumn, string>> {
  const found: Partial<Record<PersonColumn, string>> = {};
  for (const [column, names] of Object.entries(PERSON_COLUMNS) as [PersonColumn, readonly string[]][]) {
    const heading = header.find((one) => names.includes(one.replace(/[\s*()（）]/g, "")));
    if (heading !== undefined) found[column] = heading;
  }
  return found;
}

/**
 * Reads every row and says of each that cannot be taken what is wrong with it; nothing is guessed and nothing left out.
 * @param areas the district's tree
 * @param year in which the list is read, for ages by the year of birth
 */
export function checkRows(
  rows: readonly PersonCells[],
  areas: Area[],
  year: number,
): { people: PersonRead[]; faults: FaultyRow[] } {
  const people: PersonRead[] = [];
  const faults: FaultyRow[] = [];
  const first = new Map<string, number>();
  const placed = placesOf(areas);
  for (const { row, cells } of rows) {
    const read = readRow(cells, placed, year);
    if (typeof read === "string") {
      faults.push({ row, why: read });
      continue;
    }
    const key = JSON.stringify([read.name, read.area_id, read.address]);
    const at = first.get(key);
    if (at !== undefined) faults.push({ row, why: "twice", at });
    else {
      first.set(key, row);
      people.push({ row, ...read });
    }
  }
  return { people, faults };
}

function readRow(
  cells: PersonCells["cells"],
  placeOf: ReturnType<typeof placesOf>,
  year: number,
): Omit<PersonRead, "row"> | RowFault {
  const said = (column: PersonColumn): string => cutIdNumbers((cells[column] ?? "").normalize("NFKC").trim());
  const name = said("name").replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, "");
  if (name === "") return "name_missing";
  if (!NAME.test(name)) return "name_wrong";
  const sex = /^(男|女)性?$/.exec(said("sex"))?.[1] ?? null;
  if (sex === null && said("sex") !== "") return "sex_wrong";
  const age = ageOf(said("age"), said("born"), year);
  if (age === undefined) return "age_wrong";
  const phone = said("phone").replace(/[\s\-()（）]/g, "");
  if (phone !== "" && !/^(\+?86)?1\d{10}$|^0?\d{7,11}$/.test(phone)) return "phone_wrong";
  const tags = [
    ...new Set(
      said("tags")
        .split(/[、,，;；/\s]+/)
        .filter((tag) => tag !== ""),
    ),
  ];
  if (said("address").length > LONGEST || tags.some((tag) => tag.length > 20)) return "words_long";
  const place = placeOf(cells);
  if (typeof place === "string") return place;
  return {
    ...{ name, age, tags, area_id: place.id },
    sex: sex as "男" | "女" | null,
    address: said("address") || null,
    phone: phone || null,
  };
}

/** Whole years; null when nothing is said, undefined when what is said is no age. */
function ageOf(age: string, born: string, year: number): number | null | undefined {
  if (age === "" && born === "") return null;
  const years = /^(\d{1,3})(\.0+)?(周岁|岁)?$/.exec(age)?.[1];
  const born_in = /^((?:19|20)\d\d)(?:$|[-/.年])/.exec(born)?.[1];
  const read = years !== undefined ? Number(years) : age === "" && born_in ? year - Number(born_in) : Number.NaN;
  return read >= 0 && read <= OLDEST ? read : undefined;
}

/** The grid that a row names, by street and community where those are named; the fault when there is none or several fit. */
function placesOf(areas: Area[]): (cells: PersonCells["cells"]) => Area | RowFault {
  const grids = areas.filter(({ level }) => level === "grid");
  const by_id = new Map(areas.map((area) => [area.id, area]));
  const known = new Map<string, Area | RowFault>();
  const find = (grid: string, community: string, street: string): Area | RowFault => {
    const fits = grids.filter((area) => {
      if (matchArea([area], grid) === null) return false;
      const above = area.parent_id === null ? undefined : by_id.get(area.parent_id);
      const top = above?.parent_id ? by_id.get(above.parent_id) : undefined;
      return (
        (community === "" || (above !== undefined && matchArea([above], community) !== null)) &&
        (street === "" || (top !== undefined && matchArea([top], street) !== null))
      );
    });
    return fits.length === 1 ? fits[0]! : fits.length === 0 ? "grid_unknown" : "grid_unclear";
  };
  return ({ grid = "", community = "", street = "" }) => {
    if (grid.trim() === "") return "grid_missing";
    const key = JSON.stringify([grid, community, street]);
    const found = known.get(key) ?? find(grid.trim(), community.trim(), street.trim());
    known.set(key, found);
    return found;
  };
}
