import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import type { EvalResult } from "./result.ts";

/** Prints the figures with the machine they were taken on; `json` and `predictions` name files to write them to. */
export function printResult(
  { suite, data, metrics, predictions }: EvalResult,
  to: { json?: string | undefined; predictions?: string | undefined },
): void {
  console.log(
    `${suite} on ${data} (${cpus().length} cores, ${cpus()[0]?.model ?? "unknown"}, Node ${process.versions.node})`,
  );
  console.table(
    Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, Math.round(value * 1000) / 1000])),
  );
  if (to.json) writeFileSync(to.json, `${JSON.stringify({ suite, data, metrics }, null, 2)}\n`);
  if (to.predictions && predictions)
    writeFileSync(to.predictions, predictions.map((row) => `${JSON.stringify(row)}\n`).join(""));
}
