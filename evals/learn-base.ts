/**
 * Learns the shared associations that ship: `node evals/learn-base.ts FOLDER… [--write]`, from the pack's own questions and
 * from folders in the BEIR layout. What is written are words that go together, with counts; no question and no text.
 */
import { writeFileSync } from "node:fs";
import { packPairs } from "./pack-pairs.ts";
import { learnBase, questionsHash, readPairs } from "./pairs.ts";

const folders = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const pairs = packPairs();
for (const folder of folders) pairs.push(...(await readPairs(folder)));
const associations = learnBase(pairs).sort((a, b) => (a.word < b.word ? -1 : 1));
const rows = associations.map(({ word, means }) =>
  [word, ...means.map((m) => `${m.word} ${m.weight.toPrecision(3)} ${m.confirmations}`)].join("\t"),
);
console.log(
  `${pairs.length} pairs, ${rows.length} words,`,
  `${associations.reduce((sum, { means }) => sum + means.length, 0)} associations`,
);
if (process.argv.includes("--write")) {
  const target = new URL("../knowledge/pack/associations.tsv", import.meta.url);
  writeFileSync(target, `${[`#${folders.map(questionsHash).join(" ")}`, ...rows].join("\n")}\n`);
  console.log(`written to ${target.pathname}`);
}
