import type { Regions } from "../../regions/regions.ts";
import type { Clause } from "../../retrieve/search.ts";
import type { Text } from "../../retrieve/standing.ts";

/** A clause that may be written from, with what has to be said about it. */
export interface Source {
  clause: Clause;
  /** When it holds. */
  standing: Text | undefined;
  /** Goes before what is said from it: whose rule it is, that it no longer holds, a report, a doubt. */
  introduction: string;
  /** Title, number, place and dates in a line: what a sentence may name besides the clause's own words. */
  about: string;
}

/** What an answer was quoted from and may be written from: clauses that were found, hold on the day and apply to the place. */
export interface Material {
  /** Those that are quoted first, in their order. */
  sources: readonly Source[];
  /** Lines that stand before the answer whoever words it. */
  opening: readonly string[];
  /** Lines behind it. */
  closing(used: readonly Clause[]): string[];
  places: Regions;
  /** False for words that must not be shown, such as a phone number nobody has checked. */
  usable(words: string): boolean;
}

/** Tells whether two answers rest on the same clauses, version by version. */
export function materialKey({ sources, opening }: Pick<Material, "sources" | "opening">): string {
  return JSON.stringify([
    opening,
    sources.map(({ clause, introduction }) => [
      clause.document_id,
      clause.version,
      clause.span_start,
      clause.span_end,
      introduction,
    ]),
  ]);
}
