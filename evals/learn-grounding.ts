/**
 * `node evals/learn-grounding.ts FILE [--write]`: learns knowledge/answer/verify/support.json from statements with what they cite
 * (`{statement, quote, label}`), and prints what one half gives on the other.
 */
import { writeFileSync } from "node:fs";
import { learnSupport, readGrounding, runGrounding } from "./grounding.ts";

const data = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
if (!data) {
  console.error("Name a file of statements: node evals/learn-grounding.ts FILE [--write]");
  process.exit(1);
}
const learned = learnSupport(readGrounding(data));
console.log(learned.weights, `unsupported from ${learned.unsupported_from}`);
if (process.argv.includes("--write")) {
  const target = new URL("../knowledge/answer/verify/support.json", import.meta.url);
  writeFileSync(target, `${JSON.stringify(learned, null, 2)}\n`);
  console.log(`written to ${target.pathname}`);
}
console.table((await runGrounding({ data })).metrics);
