import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { screen } from "../bot/crisis/screen.ts";
import type { Verdict } from "../bot/crisis/verdict.ts";
import type { EvalResult } from "./result.ts";

/** What is scored when nothing is named. The shipped weights have learned these; `bot/crisis/learn/command.ts` prints unseen figures. */
const DEFAULT = ["crisis/field.jsonl", "field/crisis.jsonl", "field/crisis-pairs.jsonl"];

const level = z.enum(["red", "orange", "none"]);
/** `level` (field messages), `risk` (posts), or neither: ordinary text, in which every red is a false alarm. */
const row = z.object({
  id: z.string().optional(),
  _id: z.string().optional(),
  text: z.string(),
  level: level.optional(),
  accept: z.array(level).optional(),
  kind: z.string().optional(),
  accept_kind: z.array(z.string()).optional(),
  risk: z.boolean().optional(),
});

type Judged = z.infer<typeof row> & { verdict: Verdict };

async function judge(path: string): Promise<Judged[]> {
  const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const gold = row.parse(JSON.parse(line));
    return { ...gold, verdict: screen(gold.text) };
  });
}

const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);

/**
 * red_recall, orange_recall (orange or red), precision and f1 of "some crisis", false_alarms, of these false_alarms.<kind>, and
 * kinds; a row with `accept` is right at any of those levels.
 */
function scoreLevels(rows: readonly Judged[]): Record<string, number> {
  if (rows.length === 0) return {};
  const right = ({ accept, verdict }: Judged) => accept?.includes(verdict.level) ?? false;
  const red = rows.filter((one) => one.level === "red" && one.accept === undefined);
  const orange = rows.filter((one) => one.level === "orange");
  const none = rows.filter((one) => one.level === "none");
  const named = rows.filter((one) => one.level !== "none" && one.kind !== undefined && one.verdict.kind !== null);
  return {
    red_recall: share(red.filter((one) => one.verdict.level === "red").length, red.length),
    orange_recall: share(orange.filter((one) => one.verdict.level !== "none" || right(one)).length, orange.length),
    ...retrieved(
      rows.filter((one) => one.verdict.level !== "none"),
      (one) => one.level !== "none" || right(one),
      rows.filter((one) => one.level !== "none").length,
    ),
    false_alarms: none.length === 0 ? 0 : none.filter((one) => one.verdict.level !== "none").length / none.length,
    ...byKind(none.filter((one) => one.verdict.level !== "none")),
    kinds: share(
      named.filter((one) => (one.accept_kind ?? [one.kind]).includes(one.verdict.kind ?? undefined)).length,
      named.length,
    ),
  };
}

/** precision, recall and F1 of "some crisis" against `risk`. */
function scoreRisk(rows: readonly Judged[]): Record<string, number> {
  if (rows.length === 0) return {};
  return retrieved(
    rows.filter((one) => one.verdict.level !== "none"),
    (one) => one.risk === true,
    rows.filter((one) => one.risk).length,
  );
}

function retrieved(alarmed: readonly Judged[], is: (one: Judged) => boolean, relevant: number): Record<string, number> {
  const hits = alarmed.filter(is).length;
  const precision = share(hits, alarmed.length);
  const recall = share(hits, relevant);
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/** How many false alarms there are of each kind. */
function byKind(alarms: readonly Judged[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict } of alarms)
    counts[`false_alarms.${verdict.kind}`] = (counts[`false_alarms.${verdict.kind}`] ?? 0) + 1;
  return counts;
}

/** Prints a miss or a false alarm with the rules and words that made it. */
function report(one: Judged): void {
  const { verdict } = one;
  const fired = verdict.rules.map((rule) => `${rule.id}「${rule.words}」`).join(" ");
  if (one.level !== undefined) {
    const right = one.accept ?? (one.level === "orange" ? ["orange", "red"] : [one.level]);
    if (!right.includes(verdict.level))
      console.log(
        `${one.level === "none" ? "false alarm" : `missed ${one.level}`} → ${verdict.level}: ${one.text} ${fired}`,
      );
  } else if (one.risk === undefined && verdict.level === "red")
    console.log(`red on ordinary text: ${one.text} ${fired}`);
  else if (one.risk !== undefined && one.risk !== (verdict.level !== "none"))
    console.log(`${one.risk ? "missed" : "false alarm"}: ${one.text.slice(0, 120)} ${fired}`);
}

/**
 * Scores the screen. `data` is a JSONL file of messages with `level`, of posts with `risk`, or of ordinary texts; without it the
 * field messages in evals/data. Misses and false alarms are printed; figures are shares in 0–1, `red_per_1000` a count.
 */
export async function runCrisis(options: {
  data?: string;
  predictions?: string;
}): Promise<EvalResult & { suite: "crisis" }> {
  const files = options.data
    ? [options.data]
    : DEFAULT.map((file) => fileURLToPath(new URL(`./data/${file}`, import.meta.url)));
  const rows = (await Promise.all(files.map(judge))).flat();
  for (const one of rows) report(one);
  const ordinary = rows.filter((one) => one.level === undefined && one.risk === undefined);
  const red = ordinary.filter((one) => one.verdict.level === "red").length;
  const metrics: Record<string, number> = {
    messages: rows.length,
    ...scoreLevels(rows.filter((one) => one.level !== undefined)),
    ...scoreRisk(rows.filter((one) => one.risk !== undefined)),
    ...(ordinary.length > 0 ? { red_per_1000: (1000 * red) / ordinary.length } : {}),
  };
  const predictions = rows.map(({ id, _id, verdict }, i) => ({
    id: id ?? _id ?? String(i),
    level: verdict.level,
    kind: verdict.kind,
  }));
  if (options.predictions)
    await writeFile(options.predictions, predictions.map((prediction) => `${JSON.stringify(prediction)}\n`).join(""));
  return { suite: "crisis", data: options.data ?? DEFAULT.join(" + "), metrics, predictions };
}
