import type { StaffSession } from "../session.ts";
import { PERSON_TABLES } from "./tables.ts";

/** Where the words stand that tell who somebody is. */
const TELLING = ["people.name", "people.phone", "person_names.name", "households.address"];
/** Stands in the note of a visit to several people for each character of one's name, so that what points into the note still does. */
const NAMELESS = "○";
/** One character alone stands in too many words. */
const SHORTEST = 2;

/** Every way in which these files are called: names, phones, and the address where nobody else lives; the longest first. */
export async function namesOf({ tx, scope, sealer }: StaffSession, ids: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const place of TELLING) {
    const [table, column] = place.split(".") as [string, string];
    const { rows: where } = PERSON_TABLES.find((one) => one.table === table)!;
    const { rows } = await tx.query<{ sealed: string }>(
      `select t.${column}_sealed as sealed from ${table} t where t.district_id = $1 and t.${column}_sealed is not null and ${where}`,
      [scope.district_id, ids],
    );
    for (const { sealed } of rows) found.add(await sealer.open(sealed, place));
  }
  return [...found].filter((name) => name.length >= SHORTEST).sort((a, b) => b.length - a.length);
}

/** The words without these names. */
export function takeOut(words: string, names: readonly string[]): string {
  return names.reduce((text, name) => text.replaceAll(name, NAMELESS.repeat(name.length)), words);
}
