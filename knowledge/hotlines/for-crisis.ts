import type { Queryable } from "../../platform/database/port.ts";
import { ancestors, loadRegions } from "../regions/regions.ts";
import { type Hotline, isLocal, loadHotlines, MOST_NUMBERS } from "./hotline.ts";

/** The crisis screen's names for what the table calls otherwise. */
const KIND_IN_TABLE: Readonly<Record<string, string>> = { dv: "domestic_violence", fire: "fire_gas" };

/** What is dialled before the police in that kind of crisis. */
const FIRST_NUMBER: Readonly<Record<string, string>> = { fire_gas: "119", medical: "120", medication: "120" };

/**
 * Lines for the crisis card of one place: its own first (the nearest, at most two), then the national ones, the emergency
 * numbers before the counselling ones.
 * @param kind of crisis, by the screen's or the table's name
 * @param region the asker's adcode
 * @returns at most four entries, each number once; empty only when the table is
 */
export async function hotlinesFor(
  tx: Queryable,
  { kind, region }: { kind: string; region: string },
): Promise<Hotline[]> {
  const wanted = KIND_IN_TABLE[kind] ?? kind;
  const chain = ancestors(await loadRegions(tx), region);
  const fitting = (await loadHotlines(tx)).filter(
    (line) =>
      line.replaced_by === null &&
      chain.includes(line.region) &&
      (line.kinds.includes(wanted) || line.kinds.includes("any")),
  );
  const local = fitting.filter(isLocal).sort((a, b) => chain.indexOf(a.region) - chain.indexOf(b.region));
  const order = [FIRST_NUMBER[wanted] ?? "110", "110", "120"];
  const rank = (line: Hotline): number => {
    if (order.includes(line.number)) return order.indexOf(line.number);
    return line.number === "119" || line.number === "122" ? 9 : 5;
  };
  const wide = fitting.filter((line) => !isLocal(line)).sort((a, b) => rank(a) - rank(b));
  const chosen = new Map<string, Hotline>();
  for (const line of [...local.slice(0, 2), ...wide]) {
    if (!chosen.has(line.number) && chosen.size < MOST_NUMBERS) chosen.set(line.number, line);
  }
  return [...chosen.values()];
}
