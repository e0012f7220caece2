import type { Queryable } from "../database/port.ts";
import type { Sealer } from "../seal.ts";
import { KEPT, type Kept } from "./kinds.ts";

const DAY_MS = 86_400_000;
/** Stands where the words of a question were. */
const GONE = "";

/**
 * Erases what is older than its kind is kept, at most a thousand rows of each kind at once.
 * @returns how many rows went, by kind
 */
export async function sweepKept(database: Queryable, sealer: Sealer, now: Date): Promise<Record<Kept["kind"], number>> {
  const gone = {} as Record<Kept["kind"], number>;
  const no_words = await sealer.seal(GONE, "questions.words");
  for (const { kind, days } of KEPT) {
    const { rows } = await database.query<{ n: number }>("select sweep_kept($1, $2, $3) as n", [
      kind,
      new Date(now.getTime() - days * DAY_MS),
      no_words,
    ]);
    gone[kind] = rows[0]!.n;
  }
  return gone;
}
