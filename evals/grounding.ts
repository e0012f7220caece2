import { readFileSync } from "node:fs";
import * as z from "zod";
import { unitsOf } from "../knowledge/answer/verify/overlap.ts";
import { isSupported, type SupportModel, supportFeatures } from "../knowledge/answer/verify/support.ts";
import { fitLogistic, predict } from "./logistic.ts";
import type { EvalResult } from "./result.ts";

const row = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  idx: z.union([z.string(), z.number()]).optional(),
  statement: z.string().min(1),
  quote: z.string(),
  label: z.union([z.literal(0), z.literal(1)]),
});
export type Judged = z.infer<typeof row>;

export function readGrounding(path: string): Judged[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => row.parse(JSON.parse(line)));
}

/** Of the supported statements that are learned from, so many may be taken for unsupported. */
const FALSE_ALARMS = 0.095;
/** A character that stands in one text only says nothing about how common it is. */
const SEEN_AT_LEAST = 2;

/** Han characters by how many texts they stand in, each class half as common as the one before. */
function classes(texts: readonly string[]): string[] {
  const seen = new Map<string, number>();
  for (const text of texts)
    for (const unit of new Set(unitsOf(text).flat()))
      if (/^\p{Script=Han}$/u.test(unit)) seen.set(unit, (seen.get(unit) ?? 0) + 1);
  const found: string[] = [];
  const kept = [...seen].filter(([, times]) => times >= SEEN_AT_LEAST).sort((a, b) => (a[0] < b[0] ? -1 : 1));
  for (const [unit, times] of kept) {
    const at = Math.floor(Math.log2(texts.length / times));
    found[at] = (found[at] ?? "") + unit;
  }
  return Array.from(found, (characters) => characters ?? "");
}

/** Learns the weights of knowledge/answer/verify/support.ts and from where on a statement counts as unsupported. */
export function learnSupport(rows: readonly Judged[]): SupportModel {
  const common = classes(rows.map(({ quote }) => quote));
  const features = rows.map(({ statement, quote }) => supportFeatures(statement, quote, { common }));
  const names = Object.keys(features[0]!);
  const table = features.map((held) => names.map((name) => held[name]!));
  const weights = fitLogistic(
    table,
    rows.map(({ label }) => label === 0),
  );
  const supported = table
    .filter((_, i) => rows[i]!.label === 1)
    .map((held) => predict(weights, held))
    .sort((a, b) => a - b);
  return {
    weights: Object.fromEntries(names.map((name, i) => [name, Number(weights[i]!.toFixed(3))])),
    unsupported_from: Number(supported[Math.floor((1 - FALSE_ALARMS) * supported.length)]!.toFixed(4)),
    common,
  };
}

function score(rows: readonly Judged[], supported: readonly boolean[]): Record<string, number> {
  const share = (label: 0 | 1, is: boolean): number => {
    const of = rows.flatMap((one, i) => (one.label === label ? [supported[i]!] : []));
    return of.length === 0 ? 0 : of.filter((one) => one === is).length / of.length;
  };
  const right = rows.filter((one, i) => supported[i] === (one.label === 1)).length;
  return {
    unsupported_recall: share(0, false),
    false_alarms: share(1, false),
    accuracy: rows.length === 0 ? 0 : right / rows.length,
  };
}

/**
 * Whether statements are borne by what they cite, by the verifier alone. `halves_…`: learned from one half of the rows and judged on
 * the other, both ways; the rest is the shipped model, which may have learned from these very rows (evals/learn-grounding.ts says
 * from which). Predictions are the shipped model's.
 * @param data JSONL of `{statement, quote, label: 1 supported | 0 not}`
 */
export async function runGrounding({ data }: { data: string }): Promise<EvalResult> {
  const rows = readGrounding(data);
  const shipped = rows.map(({ statement, quote }) => isSupported(statement, quote));
  const halves = rows.map(() => true);
  for (const half of [0, 1]) {
    const model = learnSupport(rows.filter((_, i) => i % 2 === half));
    for (const [i, { statement, quote }] of rows.entries())
      if (i % 2 !== half) halves[i] = isSupported(statement, quote, model);
  }
  const by_halves = Object.entries(score(rows, halves)).map(([name, value]) => [`halves_${name}`, value]);
  return {
    suite: "grounding",
    data,
    metrics: { statements: rows.length, ...score(rows, shipped), ...Object.fromEntries(by_halves) },
    predictions: rows.map(({ id, idx }, i) => ({ id: id ?? idx ?? i, supported: shipped[i] })),
  };
}
