import { chinaDate } from "../clock.ts";
import type { Database } from "../database/port.ts";
import type { Log } from "../log.ts";
import { scoped, systemScope } from "../scope.ts";

/** What the districts may spend on chat models, in tokens a day (China's). */
export interface Budget {
  /** Whether the district has any left today. Never throws: what cannot be counted is not spent. */
  allows(district_id: number): Promise<boolean>;
  /** Counts what was spent, after it was. Never throws. */
  spend(district_id: number, tokens: number): Promise<void>;
}

/**
 * The count is kept in the database, for all processes. What a process last heard of it is what it goes by, so that asking costs
 * nothing: with several processes a district can go over by what is under way in the others.
 * @param database none: counted in this process only
 */
export function openBudget({
  database,
  tokens_a_day,
  log,
  now = Date.now,
}: {
  database: Database | null;
  tokens_a_day: number;
  log: Log;
  now?: () => number;
}): Budget {
  const spent = new Map<number, { day: string; tokens: number; told: boolean }>();
  const today = (): string => chinaDate(new Date(now()));
  const heard = (district_id: number, tokens: number): void => {
    const known = spent.get(district_id);
    const day = today();
    spent.set(district_id, { day, tokens, told: known?.day === day && known.told });
  };
  const failed = (err: unknown): void => log.error({ err }, "model usage not counted");
  return {
    async allows(district_id) {
      if (spent.get(district_id)?.day !== today()) {
        try {
          heard(district_id, database ? await readUsage(database, district_id, today()) : 0);
        } catch (err) {
          failed(err);
          return false;
        }
      }
      const known = spent.get(district_id)!;
      if (known.tokens < tokens_a_day) return true;
      if (!known.told) log.warn({ district_id, tokens: known.tokens }, "model budget of the day is spent");
      known.told = true;
      return false;
    },
    async spend(district_id, tokens) {
      if (tokens <= 0) return;
      const known = spent.get(district_id);
      const before = known?.day === today() ? known.tokens : 0;
      heard(district_id, before + tokens);
      if (!database) return;
      try {
        heard(district_id, await addUsage(database, district_id, today(), tokens));
      } catch (err) {
        failed(err);
      }
    },
  };
}

const readUsage = (database: Database, district_id: number, day: string): Promise<number> =>
  scoped(database, systemScope(district_id), async (tx) => {
    const { rows } = await tx.query<{ tokens: number }>(
      "select tokens from model_usage where district_id = $1 and day = $2",
      [district_id, day],
    );
    return rows[0]?.tokens ?? 0;
  });

const addUsage = (database: Database, district_id: number, day: string, tokens: number): Promise<number> =>
  scoped(database, systemScope(district_id), async (tx) => {
    const { rows } = await tx.query<{ tokens: number }>(
      `insert into model_usage as used (district_id, day, tokens, calls) values ($1, $2, $3, 1)
       on conflict (district_id, day) do update set tokens = used.tokens + excluded.tokens, calls = used.calls + 1
       returning tokens`,
      [district_id, day, tokens],
    );
    return rows[0]!.tokens;
  });
