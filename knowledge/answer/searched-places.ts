import { ancestors, isWithin, type Regions } from "../regions/regions.ts";
import { asksLocally } from "./asked.ts";
import type { Question } from "./compose.ts";

/**
 * Where to look, in this order; what is found in an earlier group goes first. Without a named place: where the asker is and
 * what holds around it. With one: that place and what of the asker's own lies in it, then what holds around it, then the places
 * inside it, whose rules are theirs alone and are labelled so. The asker's own place is left out when another is named, unless
 * both are asked about.
 * @returns groups of adcodes, without repetition
 */
export function searchedPlaces(
  words: string,
  { regions, named }: Pick<Question, "regions" | "named">,
  places: Regions,
): string[][] {
  if (named.length === 0) return [[...regions]];
  const codes = named.map(({ adcode }) => adcode);
  const around = new Set(codes.flatMap((code) => ancestors(places, code)));
  const meets = (code: string): boolean => codes.some((named_code) => isWithin(places, code, named_code));
  const own = regions.filter((code) => meets(code));
  const first = [...new Set([...own, ...codes])];
  const both = asksLocally(words) || /和我|跟我|比我|与我/.test(words);
  const second = [...new Set([...around, ...(both ? regions : [])])].filter((code) => !first.includes(code));
  const third = [...places.keys()].filter((code) => meets(code) && !first.includes(code));
  return [first, second, third];
}
