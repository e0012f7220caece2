import type { Clock } from "../../platform/clock.ts";
import type { Database } from "../../platform/database/port.ts";
import { systemScope } from "../../platform/scope.ts";
import type { Sealer } from "../../platform/seal.ts";
import { inSession, type Session } from "../session.ts";

export interface TimerParts {
  database: Database;
  sealer: Sealer;
  clock: Clock;
}

/**
 * Does everything of a kind that is due by the clock, each in a transaction of its own. Several processes may call it.
 * @param due the function of the database that finds it in all districts
 * @param take does one, if it is still due; null when it is not, or another process has it in hand
 * @param say puts the words of it on their way, in the same transaction
 * @returns how many were done
 * @throws what the first of them threw that failed, after all were tried
 */
export async function eachDue<T>(
  parts: TimerParts,
  due: "crises_due" | "crisis_reports_due" | "crisis_contacts_due",
  take: (session: Session, id: string) => Promise<T | null>,
  say: (session: Session, taken: T) => Promise<void>,
): Promise<number> {
  const { rows } = await parts.database.query<{ district_id: number; id: string }>(`select * from ${due}($1)`, [
    parts.clock.now(),
  ]);
  return eachInTurn(rows, ({ district_id, id }) =>
    inSession({ ...parts, now: parts.clock.now() }, systemScope(district_id), async (session) => {
      const taken = await take(session, id);
      if (taken !== null) await say(session, taken);
      return taken !== null;
    }),
  );
}

/**
 * Does every step, whatever becomes of the others: one that fails must not hold up the crises behind it.
 * @returns how many did something
 * @throws what the first of them threw that failed, after all were tried
 */
export async function eachInTurn<T>(due: readonly T[], step: (one: T) => Promise<boolean>): Promise<number> {
  let done = 0;
  const faults: unknown[] = [];
  for (const one of due) {
    try {
      if (await step(one)) done++;
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 0) throw faults[0];
  return done;
}
