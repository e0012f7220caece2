/**
 * Derives knowledge/answer/confidence.json from questions whose answer is known: `node evals/derive-confidence.ts [FOLDER…]
 * [--write]`. The pack's own questions are always among them; folders in the BEIR layout with unanswerable.jsonl are added, with
 * the same weight. Prints what five-fold derivation gives on questions that were not derived from.
 */
import { writeFileSync } from "node:fs";
import { type Asked, askAll, PACK_QUESTIONS } from "./abstention.ts";
import { fitLogistic, predict } from "./logistic.ts";

/** Of the unanswerable questions of every set at least so many stay unanswered. */
const ABSTAIN = 0.85;
const FOLDS = 5;

interface Derived {
  weights: number[];
  show_from: number;
}

const rowOf = (asked: Asked): number[] => [1, ...(asked.best?.evidence ?? [-5, 0])];

function derive(sets: readonly (readonly Asked[])[]): Derived {
  const asked = sets.flat();
  const weights = fitLogistic(
    asked.map(rowOf),
    asked.map((a) => a.best?.is_gold ?? false),
  );
  const cuts = sets.map((set) => {
    const unanswerable = set.filter((a) => !a.answerable).map((a) => predict(weights, rowOf(a)));
    return unanswerable.toSorted((a, b) => a - b)[Math.ceil(ABSTAIN * unanswerable.length) - 1] ?? 0;
  });
  // Just above the last that has to stay unanswered.
  return { weights, show_from: Math.max(...cuts) + 0.001 };
}

function report(name: string, asked: readonly { of: Asked; shown: boolean }[]): void {
  const answerable = asked.filter(({ of }) => of.answerable);
  const unanswerable = asked.filter(({ of }) => !of.answerable);
  const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(0)} %`;
  console.log(
    name.padEnd(40),
    `unanswered ${percent(unanswerable.filter((a) => !a.shown).length, unanswerable.length)} of ${unanswerable.length},`,
    `best clause right ${percent(answerable.filter((a) => a.shown && a.of.best?.is_gold).length, answerable.length)},`,
    `wrong ${percent(answerable.filter((a) => a.shown && !a.of.best?.is_gold).length, answerable.length)} of ${answerable.length}`,
  );
}

const folders = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const sets: { name: string; asked: Asked[] }[] = [];
for (const data of [PACK_QUESTIONS, ...folders]) sets.push({ name: data, asked: await askAll(data) });

for (const { name, asked } of sets) {
  const judged = asked.map((of, i) => {
    const { weights, show_from } = derive(sets.map((set) => set.asked.filter((_, j) => j % FOLDS !== i % FOLDS)));
    return { of, shown: predict(weights, rowOf(of)) >= show_from };
  });
  report(name, judged);
}
const { weights, show_from } = derive(sets.map((set) => set.asked));
const [constant, strength, coverage] = weights.map((weight) => Number(weight.toFixed(3)));
const derived = { weights: { constant, strength, coverage }, show_from: Number(show_from.toFixed(3)) };
console.log(derived);
if (process.argv.includes("--write")) {
  const target = new URL("../knowledge/answer/confidence.json", import.meta.url);
  writeFileSync(target, `${JSON.stringify(derived, null, 2)}\n`);
  console.log(`written to ${target.pathname}`);
}
