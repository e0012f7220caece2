/**
 * `node evals/troubles/command.ts [NAME…]`: makes the troubles of docs/operations.md, one after the other, and prints what an operator
 * sees of each. As root on Linux, because a full disk is a small one that is mounted for it. Takes about three minutes.
 */
import { type Stage, setStage } from "./stage.ts";
import { TROUBLES } from "./troubles.ts";

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in TROUBLES));
if (unknown.length > 0) {
  console.error(`No trouble ${unknown.join(", ")}. There are: ${Object.keys(TROUBLES).join(", ")}`);
  process.exit(1);
}
let stage: Stage | null = null;
for (const name of asked.length > 0 ? asked : Object.keys(TROUBLES)) {
  console.log(`\n== ${name}`);
  const trouble = TROUBLES[name]!;
  if (trouble.own_stage) await trouble.make(null, (what) => console.log(`  ${what}`));
  else {
    stage ??= await setStage();
    await trouble.make(stage, (what) => console.log(`  ${what}`));
  }
}
await stage?.close();
process.exit();
