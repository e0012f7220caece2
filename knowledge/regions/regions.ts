import type { Queryable } from "../../platform/database/port.ts";

/** A place by its administrative code (GB/T 2260), as the pack names it. */
export interface Region {
  /** Six digits: 440606. */
  adcode: string;
  /** 顺德区 */
  name: string;
  /** 顺德 */
  short: string;
  /** The next place up; null or "000000" under the nation. */
  parent: string | null;
}

/** By adcode. */
export type Regions = ReadonlyMap<string, Region>;

export const NATION = "000000";

/** Places change with the pack, a few times a year: a minute old is new enough, and saves every question three reads. */
const FRESH_MS = 60_000;
let known: { regions: Regions; read_at_ms: number } | null = null;

/** Every place the installation knows by name. The table is the same for every district. */
export async function loadRegions(tx: Queryable): Promise<Regions> {
  if (known && performance.now() - known.read_at_ms < FRESH_MS) return known.regions;
  const { rows } = await tx.query<Region>("select adcode, name, short, parent from regions order by adcode");
  const regions = new Map(rows.map((row) => [row.adcode, row]));
  // Before the pack is loaded there are none, and that is not to be remembered.
  known = regions.size > 0 ? { regions, read_at_ms: performance.now() } : null;
  return regions;
}

/**
 * The code one level up. A district whose code is not in the table still inherits from its city and province, because the
 * digits of GB/T 2260 say so; the table goes first, for counties that a province governs directly.
 */
function parentOf(regions: Regions, adcode: string): string | null {
  if (adcode === NATION) return null;
  const known = regions.get(adcode);
  if (known) return known.parent ?? NATION;
  if (!adcode.endsWith("00")) return `${adcode.slice(0, 4)}00`;
  return adcode.endsWith("0000") ? NATION : `${adcode.slice(0, 2)}0000`;
}

/** Adcodes from the place itself up to the nation: 440606 → ["440606", "440600", "440000", "000000"]. */
export function ancestors(regions: Regions, adcode: string): string[] {
  const chain: string[] = [];
  for (let at: string | null = adcode; at !== null && !chain.includes(at); at = parentOf(regions, at)) chain.push(at);
  return chain;
}

/** Whether `inner` is `outer` or lies in it. */
export function isWithin(regions: Regions, inner: string, outer: string): boolean {
  return ancestors(regions, inner).includes(outer);
}

/**
 * The place as people say it: 佛山市顺德区, 重庆市渝中区, 湖南省 for a province, 全国 for "000000". A city stands without its
 * province. A code that is not in the table reads as the nearest known place around it.
 */
export function regionName(regions: Regions, adcode: string): string {
  const known = ancestors(regions, adcode).flatMap((code) => regions.get(code) ?? []);
  const [place, above] = known.filter((region) => region.adcode !== NATION);
  if (!place) return "全国";
  const is_city = place.adcode.endsWith("00");
  return above && !is_city && !place.name.startsWith(above.name) ? above.name + place.name : place.name;
}
