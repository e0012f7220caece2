/**
 * `npm run bench -- console`: how long the server takes for every page of the console and every list of the JSON interface, with
 * 100,000 people, 300,000 visits and 50,000 referrals on PostgreSQL, for each role that may open it. One request at a time.
 */
import { startPostgres } from "../../.ci/postgres.ts";
import { POSTGRES_URL } from "../../platform/database/fresh.ts";
import { percentile } from "../percentile.ts";
import type { EvalResult } from "../result.ts";
import { type BenchHouse, type BenchVisitor, openBenchHouse } from "./console-house.ts";
import { pagesOf } from "./console-pages.ts";

const SIZES = { people: 100_000, visits: 300_000, referrals: 50_000 };
const WARM = 1;
const TIMES = 10;
const FAR_TOO_LONG_MS = 2_000;
/** What a page may take on the server, in milliseconds, in all but one of twenty. */
const LIMIT_MS = 300;

/** Milliseconds of each time; null for what this person may not open. A page that takes seconds is not asked for again and again. */
async function timesOf(who: BenchVisitor, path: string): Promise<number[] | null> {
  const times: number[] = [];
  for (let i = 0; i < WARM + TIMES; i++) {
    const began = performance.now();
    const { status } = await who.get(path);
    if (status !== 200) return null;
    times.push(performance.now() - began);
    if (i >= WARM && times.at(-1)! > FAR_TOO_LONG_MS) break;
  }
  return times.slice(WARM);
}

/** @returns the names of those that took too long */
async function time(house: BenchHouse, metrics: Record<string, number>): Promise<string[]> {
  const slow: string[] = [];
  const passed_over: string[] = [];
  const { pages, unknown } = await pagesOf(house);
  for (const path of pages) {
    const opened: string[] = [];
    for (const who of house.visitors) {
      // What an admin sees is what a supervisor sees, where a supervisor may look.
      if (who.role === "admin" && opened.includes("supervisor")) continue;
      const times = await timesOf(who, path);
      if (times === null) continue;
      opened.push(who.role);
      const name = `${who.role} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id").replace(/cursor=[^&]+/, "cursor=…")}`;
      const p95 = percentile(times, 0.95);
      metrics[`${name} p50_ms`] = percentile(times, 0.5);
      metrics[`${name} p95_ms`] = p95;
      if (p95 > LIMIT_MS) slow.push(`${name}: ${p95.toFixed(0)} ms`);
    }
    if (opened.length === 0) passed_over.push(path);
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
      for (const one of slow) console.log(`Slow: ${one}`);
    } finally {
      await house.close();
    }
  } finally {
    cluster.stop();
  }
  return { suite: "console", data: JSON.stringify(SIZES), metrics };
}
