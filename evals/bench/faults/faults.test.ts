/** A small run of the bench on each database. */
import { describe, expect, test } from "vitest";
import { startPostgres } from "../../../.ci/postgres.ts";
import { POSTGRES_URL } from "../../../platform/database/fresh.ts";
import { type House, pgliteHouse, postgresHouse } from "./house.ts";
import { type RunOptions, run } from "./run.ts";

const PATIENCE_MS = 300_000;
/** Not meant to be reached: both runs are whole. */
const LIMIT_MS = 600_000;

async function violationsOf(house: House, plan: Omit<RunOptions, "house" | "patience_ms" | "seed">) {
  try {
    const { violations, figures, processes } = await run({ ...plan, house, seed: 7, patience_ms: PATIENCE_MS });
    return { violations, figures, kills: processes.counted.kills };
  } finally {
    await house.close();
  }
}

describe.skipIf(!POSTGRES_URL)("on PostgreSQL, with three processes", () => {
  test("killed ten times, the database stopped, messengers failing: every message has its effect once", async () => {
    const cluster = await startPostgres();
    if ("missing" in cluster) throw new Error(cluster.missing);
    const { violations, figures, kills } = await violationsOf(await postgresHouse(cluster, { documents: false }), {
      ...{ processes: 3, messages: 90, chats: 14, model: true },
      ...{ kills: 10, outages: 1, model_cuts: 1, channel_faults: 10, limit_ms: LIMIT_MS },
    });
    expect(violations).toEqual([]);
    expect(figures["worked off"]).toBeGreaterThanOrEqual(90);
    expect(kills).toBeGreaterThanOrEqual(10);
  }, 900_000);
});

test("on PGlite, with one process that is opened again after each kill", async () => {
  const { violations, figures, kills } = await violationsOf(await pgliteHouse(), {
    ...{ processes: 1, messages: 24, chats: 5, model: false },
    ...{ kills: 2, outages: 0, model_cuts: 0, channel_faults: 3, limit_ms: LIMIT_MS },
  });
  expect(violations).toEqual([]);
  expect(figures["worked off"]).toBeGreaterThanOrEqual(24);
  expect(kills).toBeGreaterThanOrEqual(2);
}, 900_000);
