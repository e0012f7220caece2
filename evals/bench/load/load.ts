/**
 * `npm run bench -- load [--part accept,processing,overload,memory]`: what the service carries on PostgreSQL. What is asked stands beside what was reached; a bound
 * that was missed by more than noise ends it with 1.
 */
import { startPostgres } from "../../../.ci/postgres.ts";
import type { EvalResult } from "../../result.ts";
import { measureAccept } from "./accept.ts";
import { type Bound, printBounds } from "./bounds.ts";
import { measureMemory } from "./memory.ts";
import { measureOverload } from "./overload.ts";
import { measureProcessing } from "./processing.ts";

interface Measured {
  bounds: Bound[];
  metrics: Record<string, number>;
}

const PARTS: Record<string, (cluster_url: string, say: (line: string) => void) => Promise<Measured>> = {
  accept: measureAccept,
  processing: measureProcessing,
  overload: measureOverload,
  memory: measureMemory,
};

export async function benchLoad({ part }: { part?: string | undefined }): Promise<EvalResult> {
  const chosen = part?.split(",") ?? Object.keys(PARTS);
  const unknown = chosen.filter((name) => !(name in PARTS));
  if (unknown.length > 0) throw new Error(`No part ${unknown.join(", ")}. There are: ${Object.keys(PARTS).join(", ")}`);
  // Ends by exit, so that no process and no database is left behind.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));
  const cluster = await startPostgres();
  if ("missing" in cluster) throw new Error(cluster.missing);
  process.once("exit", () => cluster.stop());
  const metrics: Record<string, number> = {};
  for (const name of chosen) {
    const measured = await PARTS[name]!(cluster.url, (line) => console.error(line));
    // At once, so that a run that is cut has shown what it had.
    printBounds(measured.bounds);
    Object.assign(metrics, measured.metrics);
  }
  return { suite: "load", data: `PostgreSQL: ${chosen.join(", ")}`, metrics };
}
