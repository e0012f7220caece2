/** `npm run eval [-- SUITE --data PATH --json FILE --predictions FILE]` */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runAbstention } from "./abstention.ts";
import { FIELD_QUESTIONS, runAnswers } from "./answers.ts";
import { runCrisis } from "./crisis.ts";
import { runDay } from "./day.ts";
import { DIRECTORY_QUESTIONS, runDirectory } from "./directory.ts";
import { ELIGIBILITY_CASES, runEligibility } from "./eligibility.ts";
import { runGrounding } from "./grounding.ts";
import { ATTACKS, runInjection } from "./injection.ts";
import { MASKING_FIELD, runMasking } from "./masking.ts";
import { runNotes } from "./notes.ts";
import { printResult } from "./print.ts";
import type { EvalResult } from "./result.ts";
import { runRetrieval } from "./retrieval.ts";
import { runVersions, VERSION_QUESTIONS } from "./versions.ts";

interface Options {
  data?: string;
  predictions?: string;
}

/** Data that is read from beside the repository, where it is there. */
const shared = (folder: string): string | null => {
  const path = join(process.env.DOORSTEP_SHARED ?? join(import.meta.dirname, "../../shared"), "evals", folder);
  return existsSync(path) ? path : null;
};

const sharedLaws = (): string | null => {
  const path = join(process.env.DOORSTEP_SHARED ?? join(import.meta.dirname, "../../shared"), "corpus/laws");
  return existsSync(path) ? path : null;
};

/** A suite, and what it reads when nothing is named; null when that is not on this machine. */
const SUITES: Record<
  string,
  { run: (options: Options & { data: string }) => Promise<EvalResult>; data: () => string | null }
> = {
  day: { run: runDay, data: () => "evals/data/field" },
  crisis: { run: ({ data, ...rest }) => runCrisis({ ...(data ? { data } : {}), ...rest }), data: () => "" },
  notes: { run: ({ data, ...rest }) => runNotes({ ...(data ? { data } : {}), ...rest }), data: () => "" },
  masking: { run: runMasking, data: () => shared("masking") ?? MASKING_FIELD },
  grounding: { run: runGrounding, data: () => shared("grounding/citecheck.jsonl") },
  answers: { run: runAnswers, data: () => FIELD_QUESTIONS },
  retrieval: { run: runRetrieval, data: () => shared("guides") },
  abstention: { run: runAbstention, data: () => shared("guides") },
  injection: { run: runInjection, data: () => ATTACKS },
  directory: { run: runDirectory, data: () => DIRECTORY_QUESTIONS },
  eligibility: { run: runEligibility, data: () => ELIGIBILITY_CASES },
  versions: { run: ({ data }) => runVersions({ data, laws: sharedLaws() }), data: () => VERSION_QUESTIONS },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: "string" }, json: { type: "string" }, predictions: { type: "string" } },
});
const names = positionals.length > 0 ? positionals : Object.keys(SUITES);
const unknown = names.filter((name) => !(name in SUITES));
if (unknown.length > 0) {
  console.error(`No suite ${unknown.join(", ")}. There are: ${Object.keys(SUITES).join(", ")}`);
  process.exit(1);
}
let failed = false;
for (const name of names) {
  const suite = SUITES[name]!;
  const data = values.data ?? suite.data();
  if (data === null) {
    console.log(`${name} left out: its data is not here; name it with --data`);
    continue;
  }
  const result = await suite.run({ data, ...(values.predictions ? { predictions: values.predictions } : {}) });
  printResult(result, { json: values.json, predictions: values.predictions });
  failed ||= (result.metrics.failures ?? 0) > 0;
}
process.exit(failed ? 1 : 0);
