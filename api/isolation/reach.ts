/** What the scope table means for one row and one asker, worked out from the rows themselves. */
import { OUTSIDE, type Reach, type Row, SCOPE, type ScopedRole } from "./scope-table.ts";

/** One row as JSON, and the key under which it is found again. */
export interface StoredRow {
  table: string;
  key: string;
  row: Record<string, unknown>;
}

export interface Asker {
  name: string;
  district_id: number;
  staff_id: string | null;
  role: ScopedRole;
  /** The grids that they look after today, those lent to them included. */
  area_ids: readonly string[];
  organization_id: string | null;
}

export type Deed = "read" | "add" | "change" | "remove";

/** All rows of the database, by table. */
export type World = ReadonlyMap<string, readonly StoredRow[]>;

export const districtOf = (table: string, row: StoredRow["row"]): number =>
  Number((table === "districts" ? row.id : row.district_id) ?? 0);

/** @throws when the scope table does not name the table */
export function scopeOf(table: string): (typeof SCOPE)[string] {
  const scope = SCOPE[table];
  if (!scope || table in OUTSIDE) throw new Error(`${table}: say in scope-table.ts who reaches its rows`);
  return scope;
}

/** Whether `asker` may do that to a row of `table`; for `add` and `change` of the row as it would stand afterwards. */
export function reaches(world: World, asker: Asker, deed: Deed, table: string, row: StoredRow["row"]): boolean {
  const scope = scopeOf(table);
  const district = districtOf(table, row);
  const words = (scope[deed] as Row)[asker.role] ?? [];
  if (district !== asker.district_id) return deed === "read" && district === 0 && words.includes("shared");
  if (!words.some((word) => true_of(world, asker, word, table, row))) return false;
  const putting = deed === "add" || deed === "change";
  if (!putting || asker.role === "system") return true;
  return (scope.leads_to ?? []).every(([there, column]) => {
    const led_to = row[column] == null ? null : partOf(world, there, district, row[column]);
    return led_to === null || reaches(world, asker, "read", there, led_to);
  });
}

function partOf(world: World, table: string, district_id: number, id: unknown): StoredRow["row"] | null {
  return world.get(table)?.find(({ row }) => row.district_id === district_id && row.id === id)?.row ?? null;
}

function true_of(world: World, asker: Asker, word: Reach, table: string, row: StoredRow["row"]): boolean {
  const { own = [], part_of } = scopeOf(table);
  const seen = (there: string, is: (other: StoredRow["row"]) => boolean): boolean =>
    (world.get(there) ?? []).some(
      (other) =>
        other.row.district_id === asker.district_id && is(other.row) && reaches(world, asker, "read", there, other.row),
    );
  switch (word) {
    case "district":
    case "shared":
      return true;
    case "own":
      return asker.staff_id !== null && own.some((column) => row[column] === asker.staff_id);
    case "grid":
      return asker.area_ids.includes(String(row.area_id));
    case "party":
      return row.owner_id === asker.staff_id || row.organization_id === asker.organization_id;
    case "worded":
      return row.words_sealed !== null;
    case "told":
      return seen("crisis_notices", (notice) => notice.crisis_id === row.id && notice.staff_id === asker.staff_id);
    case "referred":
      return seen("referrals", (referral) => referral.person_id === row.id);
    case "resident":
      return seen("people", (person) => person.household_id === row.id);
    case "whole": {
      const [there, column] = part_of!;
      const whole = row[column] == null ? null : partOf(world, there, asker.district_id, row[column]);
      return whole !== null && reaches(world, asker, "read", there, whole);
    }
  }
}
