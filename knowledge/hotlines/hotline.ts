import type { Queryable } from "../../platform/database/port.ts";
import { NATION } from "../regions/regions.ts";

/** One row of the curated table: the only place a help line in an answer may come from. */
export interface Hotline {
  /** As it is dialled and shown: 12356, 0757-22320251. */
  number: string;
  /** Adcode; "000000" for a number of the whole country. */
  region: string;
  name: string;
  /** What it is for. */
  purpose: string;
  /** 佛山市顺德区 */
  region_name: string;
  /** In words; null when nobody knows. */
  hours: string | null;
  /** The day (or month) the entry describes: 2022-08-05, 2025-04. */
  as_of: string | null;
  source: string;
  verified: boolean;
  note: string | null;
  /** Kinds of crisis it helps in; `any` for all. */
  kinds: string[];
  /** The number that took its place. */
  replaced_by: string | null;
}

/** No answer and no card carries more: a person in need reads the first one or two. */
export const MOST_NUMBERS = 4;

/** Numbers that are dialled before anything is looked up: no word about their sources may make anybody hesitate. */
export const EMERGENCY_NUMBERS: readonly string[] = ["110", "120", "119", "122"];

/** The whole table as the asker's district sees it; a row of its own stands before the shared one of that number and region. */
export async function loadHotlines(tx: Queryable): Promise<Hotline[]> {
  const { rows } = await tx.query<Hotline>(`
    select distinct on (number, region) number, region, name, purpose, region_name, hours, as_of, source, verified, note,
      kinds, replaced_by
    from hotlines order by number, region, district_id desc`);
  return rows;
}

export function isLocal(hotline: Hotline): boolean {
  return hotline.region !== NATION;
}

/** The numbers of `table` that occur in a text, each once. */
export function numbersIn(text: string, table: readonly Hotline[]): string[] {
  const known = new Set(table.map((hotline) => hotline.number));
  return [...new Set(text.match(/\d[\d-]{1,13}\d/g) ?? [])].filter((number) => known.has(number));
}
