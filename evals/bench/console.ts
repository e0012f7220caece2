/**
 * `npm run bench -- console`: how long the server takes for every page of the console and every list of the JSON interface, with
 * 100,000 people, 300,000 visits and 50,000 referrals on PostgreSQL, for each role that may open it. One request at a time.
 */
import { startPostgres } from "../../.ci/postgres.ts";
import { POSTGRES_URL } from "../../platform/database/fresh.ts";
import { percentile } from "../percentile.ts";
import type { EvalResult } from "../result.ts";
import { type BenchHouse, openBenchHouse } from "./console-house.ts";
import { pagesOf } from "./console-pages.ts";

const SIZES = { people: 100_000, visits: 300_000, referrals: 50_000 };
const WARM = 2;
const TIMES = 20;
/** What a page may take on the server, in milliseconds, for nineteen of twenty. */
const LIMIT_MS = 300;

async function time(house: BenchHouse, metrics: Record<string, number>): Promise<string[]> {
  const slow: string[] = [];
  const passed_over: string[] = [];
  const { pages, unknown } = await pagesOf(house);
  for (const path of pages) {
    let measured = false;
    for (const who of house.visitors) {
      const times: number[] = [];
      for (let i = 0; i < WARM + TIMES; i++) {
        const began = performance.now();
        const { status } = await who.get(path);
        if (status !== 200) break;
        times.push(performance.now() - began);
      }
      if (times.length < WARM + TIMES) continue;
      measured = true;
      const counted = times.slice(WARM);
      const name = `${who.role} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id").replace(/cursor=[^&]+/, "cursor=…")}`;
      metrics[`${name} p50_ms`] = percentile(counted, 0.5);
      metrics[`${name} p95_ms`] = percentile(counted, 0.95);
      if (percentile(counted, 0.95) > LIMIT_MS) slow.push(name);
    }
    if (!measured) passed_over.push(path);
  }
  if (unknown.length > 0) console.log(`Without an example to open: ${unknown.join(", ")}`);
  if (passed_over.length > 0) console.log(`Nothing there for anybody: ${passed_over.join(", ")}`);
  return slow;
}

export async function benchConsole(): Promise<EvalResult> {
  const cluster = POSTGRES_URL ? { url: POSTGRES_URL, stop: () => {} } : await startPostgres();
  if ("missing" in cluster) throw new Error(cluster.missing);
  const metrics: Record<string, number> = {};
  try {
    const house = await openBenchHouse(cluster.url, SIZES, console.log);
    try {
      const slow = await time(house, metrics);
      metrics[`over ${LIMIT_MS} ms`] = slow.length;
      for (const name of slow) console.log(`Slow: ${name}`);
    } finally {
      await house.close();
    }
  } finally {
    cluster.stop();
  }
  return { suite: "console", data: JSON.stringify(SIZES), metrics };
}
