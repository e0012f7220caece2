/** `node bot/crisis/learn/command.ts [--shared DIR]`: learns the weights, prints their figures on unseen messages, writes them. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Model, unpack } from "../model.ts";
import { screenWith } from "../screen.ts";
import { type Labelled, learn, pack } from "./learn.ts";
import { developmentMessages } from "./messages.ts";

/** More features moved no figure by more than a point. */
const KEEP = 6_000;
const FOLDS = 5;

const { values } = parseArgs({ options: { shared: { type: "string" } } });
const beside = values.shared ?? join(import.meta.dirname, "../../../../shared/evals");
const messages = developmentMessages(existsSync(beside) ? beside : null);
console.log(
  `${messages.length} messages, ${messages.filter((message) => message.weight === 1).length} of them the project's own`,
);

const judged: { message: Labelled; rules: string; both: string }[] = [];
for (let fold = 0; fold < FOLDS; fold++) {
  const unseen = messages.filter((_, i) => i % FOLDS === fold);
  const model: Model = unpack(pack(learn(messages.filter((_, i) => i % FOLDS !== fold)), KEEP));
  for (const message of unseen) {
    judged.push({
      message,
      rules: screenWith(null, message.text).level,
      both: screenWith(model, message.text).level,
    });
  }
}
const own = judged.filter(({ message }) => message.weight === 1);
const posts = judged.filter(({ message }) => message.weight < 1);
for (const by of ["rules", "both"] as const) {
  console.log(`${by}, each message judged by a model that has not seen it (${FOLDS} folds):`);
  console.table({
    red_recall: share(
      own,
      (m) => m.level === "red",
      (level) => level === "red",
      by,
    ),
    red_not_silent: share(
      own,
      (m) => m.level === "red",
      (level) => level !== "none",
      by,
    ),
    orange_recall: share(
      own,
      (m) => m.level === "orange",
      (level) => level !== "none",
      by,
    ),
    false_alarms: share(
      own,
      (m) => m.level === "none",
      (level) => level !== "none",
      by,
    ),
    risk_recall: share(
      posts,
      (m) => m.crisis,
      (level) => level !== "none",
      by,
    ),
    posts_and_questions_alarmed: share(
      posts,
      (m) => !m.crisis,
      (level) => level !== "none",
      by,
    ),
  });
}
const packed = pack(learn(messages), KEEP);
writeFileSync(
  join(import.meta.dirname, "../weights.generated.ts"),
  `/** Written by learn/command.ts. */\nimport type { PackedModel } from "./model.ts";\n\nexport const WEIGHTS: PackedModel = ${JSON.stringify(packed, null, 2)};\n`,
);
console.log(`weights.generated.ts: ${packed.features.split("\n").length} features`);

function share(
  rows: typeof judged,
  of: (message: Labelled) => boolean,
  is: (level: string) => boolean,
  by: "rules" | "both",
): number {
  const counted = rows.filter(({ message }) => of(message));
  return Math.round((1000 * counted.filter((row) => is(row[by])).length) / counted.length) / 1000;
}
