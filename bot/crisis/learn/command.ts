/** `node bot/crisis/learn/command.ts [--shared DIR]`: learns the weights, prints their figures on unseen messages, writes them. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Model, unpack } from "../model.ts";
import { squeeze } from "../squeeze.ts";
import { curve, type Judged, judge, levels, risk } from "./figures.ts";
import { learn, prepare } from "./learn.ts";
import { developmentMessages } from "./messages.ts";
import { pack } from "./pack.ts";

/** More features moved no figure by more than a point. */
const KEEP = { field: 14_000, posts: 7_000 };
const FOLDS = 5;

const { values } = parseArgs({ options: { shared: { type: "string" } } });
const beside = values.shared ?? join(import.meta.dirname, "../../../../shared/evals");
const messages = developmentMessages(existsSync(beside) ? beside : null);
const own = messages.filter(({ source }) => source === "field").length;
console.log(`${messages.length} messages, ${own} of them a worker's`);

const prepared = prepare(messages);
const judged: Judged[] = [];
for (let fold = 0; fold < FOLDS; fold++) {
  const known = prepared.filter((_, i) => i % FOLDS !== fold).flat();
  const model: Model = unpack(pack(learn(known), KEEP));
  for (const [i, message] of messages.entries())
    if (i % FOLDS === fold) judged.push(judge(model, message, prepared[i]![0]!));
}
console.log(`Each message judged by a model that has not seen it (${FOLDS} folds). A worker's messages:`);
console.table({ rules: levels(judged, "rules"), "rules and model": levels(judged, "both") });
if (judged.some(({ message }) => message.source === "post")) {
  console.log("Posts and counselling turns (psysuicide):");
  console.table({ rules: risk(judged, "rules"), "rules and model": risk(judged, "both"), ...curve(judged) });
}
const packed = pack(learn(prepared.flat()), KEEP);
const text = `/** Written by learn/command.ts, by squeeze.ts. */\nexport const WEIGHTS = ${JSON.stringify(squeeze(packed))};\n`;
writeFileSync(join(import.meta.dirname, "../weights.generated.ts"), text);
console.log(`weights.generated.ts: ${Math.round(text.length / 1000)} kB`);
