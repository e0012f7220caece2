import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ENGINES } from "../database/fresh.ts";
import type { Database } from "../database/port.ts";
import { createLog } from "../log.ts";
import { scoped, systemScope } from "../scope.ts";
import { openBudget } from "./budget.ts";

const DAY_MS = 86_400_000;

describe.each(ENGINES)("the day's budget on %s", (_, open) => {
  let database: Database;
  let now: number;
  let logged: string[];
  const start = (over: Database | null = database) =>
    openBudget({
      database: over,
      tokens_a_day: 100,
      log: createLog("info", (line) => logged.push(line)),
      now: () => now,
    });

  beforeAll(async () => {
    database = await open();
    for (const id of [7, 8])
      await scoped(database, systemScope(id), (tx) =>
        tx.query("insert into districts (id, name, adcode) values ($1, '某区', '440606')", [id]),
      );
    now = Date.parse("2026-03-01T15:59:00Z");
  });
  beforeEach(() => {
    logged = [];
    // The tests go on from day to day.
    now += DAY_MS;
  });
  afterAll(() => database.close());

  test("is a district's own, the same after a start, and new on the next day of China", async () => {
    const budget = start();
    await budget.spend(7, 60);
    expect(await budget.allows(7)).toBe(true);
    await budget.spend(7, 40);
    expect([await budget.allows(7), await budget.allows(8), await start().allows(7)]).toEqual([false, true, false]);
    now += 60_000;
    expect([await budget.allows(7), await start().allows(7)]).toEqual([true, true]);
  });

  test("counts what other processes spend, and says once that it is spent", async () => {
    const [one, other] = [start(), start()];
    expect([await one.allows(7), await other.allows(7)]).toEqual([true, true]);
    await Promise.all([one.spend(7, 30), other.spend(7, 30), one.spend(7, 30), other.spend(7, 30)]);
    await one.spend(7, 1);
    expect([await one.allows(7), await one.allows(7)]).toEqual([false, false]);
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([{ district_id: 7, tokens: 121 }]);
  });

  test("is readable in its district only, by those who answer for it", async () => {
    await start().spend(7, 5);
    const seen = async (district_id: number, role: "grid_worker" | "supervisor"): Promise<number> => {
      const scope = { district_id, staff_id: null, role };
      const { rows } = await scoped(database, scope, (tx) => tx.query("select * from model_usage"));
      return rows.length;
    };
    expect(await seen(7, "supervisor")).toBeGreaterThan(0);
    expect([await seen(7, "grid_worker"), await seen(8, "supervisor")]).toEqual([0, 0]);
  });

  test("that cannot be read is not spent, and not counted is no reason to fail", async () => {
    const budget = start({ ...database, transaction: () => Promise.reject(new Error("gone")) });
    expect(await budget.allows(7)).toBe(false);
    await budget.spend(7, 5);
    expect(logged).toHaveLength(2);
  });
});
