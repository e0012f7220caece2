/**
 * `npm run bench -- faults [--messages N --kills N --seed N --minutes N --backend postgres|pglite]`: webhooks to real processes that are killed,
 * on a database that goes away, with messengers that fail, and whether every message had its effect once. A violation ends it with 1.
 */
import { startPostgres } from "../../../.ci/postgres.ts";
import type { EvalResult } from "../../result.ts";
import { type House, pgliteHouse, postgresHouse } from "./house.ts";
import { type Outcome, run } from "./run.ts";

/** As `npm run bench` was called: what is missing takes the full run's. */
export interface FaultsCall {
  messages?: string | undefined;
  kills?: string | undefined;
  seed?: string | undefined;
  /** After so many minutes nothing more is sent and cut, and what was sent is judged. */
  minutes?: string | undefined;
  backend?: string | undefined;
}

const FULL = {
  postgres: { messages: 10_000, kills: 200, chats: 240, processes: 3, outages: 6, model: true },
  // One process and one connection: the same message takes longer, and a new start too.
  pglite: { messages: 2_000, kills: 40, chats: 60, processes: 1, outages: 0, model: false },
};
const LONGEST_MINUTES = 120;
const PATIENCE_MS = 10 * 60_000;

const whole = (given: string | undefined, otherwise: number, name: string): number => {
  const value = given === undefined ? otherwise : Number(given);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} should be a whole number, not ${given}`);
  return value;
};

async function openHouse(backend: House["backend"]): Promise<House> {
  if (backend === "pglite") return pgliteHouse();
  const cluster = await startPostgres();
  if ("missing" in cluster) throw new Error(cluster.missing);
  process.once("exit", () => cluster.stop());
  return postgresHouse(cluster, { documents: true });
}

export async function benchFaults(call: FaultsCall = {}): Promise<EvalResult> {
  const backend = call.backend ?? "postgres";
  if (backend !== "postgres" && backend !== "pglite")
    throw new Error(`--backend should be postgres or pglite, not ${backend}`);
  const full = FULL[backend];
  const kills = whole(call.kills, full.kills, "kills");
  const plan = {
    ...full,
    messages: whole(call.messages, full.messages, "messages"),
    kills,
    seed: whole(call.seed, 1, "seed"),
    model_cuts: Math.ceil(kills / 10),
    channel_faults: kills * 2,
    limit_ms: whole(call.minutes, LONGEST_MINUTES, "minutes") * 60_000,
    patience_ms: PATIENCE_MS,
  };
  // Ends by exit, so that no process and no database is left behind.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));
  const house = await openHouse(backend);
  try {
    const outcome = await run({ ...plan, house, say: (line) => console.error(line) });
    tellOf(outcome);
    return { suite: "faults", data: `${backend}, seed ${plan.seed}`, metrics: metricsOf(outcome, plan.processes) };
  } finally {
    await house.close();
  }
}

function tellOf({ violations, processes }: Outcome): void {
  for (const line of violations) console.error(line);
  const logged = [...processes.logged].sort((a, b) => b[1] - a[1]);
  if (logged.length > 0)
    console.log(`Warnings and errors in the logs: ${logged.map(([what, n]) => `${n} × ${what}`).join(", ")}`);
  if (violations.length > 0) process.exitCode = 1;
}

function metricsOf({ violations, figures, troubles, processes, webhooks, seconds }: Outcome, count: number) {
  const { kills, starts, failed_starts, deaths } = processes.counted;
  const faults = Object.entries(troubles.channel_faults).map(([what, n]) => [`messenger: ${what}`, n]);
  return {
    processes: count,
    "webhooks posted": webhooks.webhooks,
    "webhooks posted twice": webhooks.twice,
    "webhooks without an answer": webhooks.unanswered,
    "webhooks refused": webhooks.refused,
    "kills with -9": kills,
    starts,
    "starts without a database": failed_starts,
    "processes that died by themselves": deaths,
    "database stopped": troubles.database_stops,
    "model cut off": troubles.model_cuts,
    ...Object.fromEntries(faults),
    ...figures,
    "seconds of trouble": seconds.trouble,
    "seconds in all": seconds.whole,
    violations: violations.length,
  };
}
