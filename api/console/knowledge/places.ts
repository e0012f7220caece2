import { ancestors, type Regions, regionName } from "../../../knowledge/regions/regions.ts";
import { texts } from "./texts.ts";

/**
 * The places an officer may choose from, with their names: the district and those around it that are known, and what a text
 * says itself.
 * @returns adcode and name
 */
export function placesAround(regions: Regions, adcode: string, stated: string | null = null): [string, string][] {
  const codes = ancestors(regions, adcode).filter((code) => code === adcode || regions.has(code));
  const all = stated === null ? codes : [...new Set([...codes, stated])];
  return all.map((code) => [code, regions.has(code) ? regionName(regions, code) : `${texts.own} ${code}`]);
}
