/**
 * Derives knowledge/answer/confidence.json from questions whose answer is known: `node evals/derive-confidence.ts [FOLDER…]
 * [--write]`. The pack's own questions are always among them; folders in the BEIR layout with unanswerable.jsonl are added, with
 * the same weight. Prints what five-fold derivation gives on questions that were not derived from.
 */
import { writeFileSync } from "node:fs";
import { type Asked, askAll, PACK_QUESTIONS } from "./abstention.ts";
import { fitLogistic, predict } from "./logistic.ts";

/**
 * Of the answerable questions so many are to be answered right; above that, what is not sure is left unanswered. The pack's own are
 * easier, and what nearly fits it was asked on purpose.
 */
const RIGHT = { pack: 0.6, folder: 0.47 };
const FOLDS = 5;

interface Derived {
  weights: number[];
  /** The least confidence of each set, in their order. */
  show_from: number[];
}

const NAMES = ["constant", "coverage", "share"];
/** What is said of a question for which nothing was found. */
const NOTHING: Record<string, number> = { constant: 1, coverage: 0, share: -5 };

const rowOf = (asked: Asked): number[] => NAMES.map((name) => (asked.evidence ?? NOTHING)[name]!);

function derive(sets: readonly (readonly Asked[])[]): Derived {
  // What is never shown, because it asks for an amount, a case or a dose, teaches nothing of what fits.
  const asked = sets.flat().filter((a) => a.would_show);
  const weights = fitLogistic(
    asked.map(rowOf),
    asked.map((a) => a.would_show_gold),
  );
  const show_from = sets.map((set, i) => {
    const wanted = i === 0 ? RIGHT.pack : RIGHT.folder;
    const answerable = set.filter((a) => a.answerable);
    const right = answerable.filter((a) => a.would_show_gold).map((a) => predict(weights, rowOf(a)));
    return right.toSorted((a, b) => b - a)[Math.ceil(wanted * answerable.length) - 1] ?? 0;
  });
  return { weights, show_from };
}

function report(name: string, asked: readonly { of: Asked; shown: boolean }[]): void {
  const answerable = asked.filter(({ of }) => of.answerable);
  const unanswerable = asked.filter(({ of }) => !of.answerable);
  const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(0)} %`;
  console.log(
    name.padEnd(40),
    `unanswered ${percent(unanswerable.filter((a) => !a.shown).length, unanswerable.length)} of ${unanswerable.length},`,
    `right ${percent(answerable.filter((a) => a.shown && a.of.would_show_gold).length, answerable.length)},`,
    `wrong ${percent(answerable.filter((a) => a.shown && !a.of.would_show_gold).length, answerable.length)} of ${answerable.length}`,
  );
}

const folders = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const sets: { name: string; asked: Asked[] }[] = [];
for (const data of [PACK_QUESTIONS, ...folders]) sets.push({ name: data, asked: await askAll(data) });

for (const [place, { name, asked }] of sets.entries()) {
  const judged = asked.map((of, i) => {
    const { weights, show_from } = derive(sets.map((set) => set.asked.filter((_, j) => j % FOLDS !== i % FOLDS)));
    return { of, shown: of.would_show && predict(weights, rowOf(of)) >= show_from[place]! };
  });
  report(name, judged);
}
const { weights, show_from } = derive(sets.map((set) => set.asked));
const derived = {
  weights: Object.fromEntries(NAMES.map((name, i) => [name, Number(weights[i]!.toFixed(3))])),
  show_from: sets
    .map(({ asked }, i) => ({
      clauses: Math.max(...asked.map((a) => a.index_size)),
      // Rounded down: rounded up it would leave out the very question that it was derived from.
      confidence: Math.floor(1000 * show_from[i]!) / 1000,
    }))
    .sort((a, b) => a.clauses - b.clauses),
};
console.log(derived);
if (process.argv.includes("--write")) {
  const target = new URL("../knowledge/answer/confidence.json", import.meta.url);
  writeFileSync(target, `${JSON.stringify(derived, null, 2)}\n`);
  console.log(`written to ${target.pathname}`);
}
