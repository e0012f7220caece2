import { estimatePost, type Model } from "../model.ts";
import { screenWith } from "../screen.ts";
import type { Labelled, Prepared } from "./learn.ts";

type Level = "red" | "orange" | "none";

/** What the screen says of a message that its model has not learned. */
export interface Judged {
  message: Labelled;
  rules: Level;
  both: Level;
  /** The post model's own score, whatever the rules say. */
  risk: number;
}

export function judge(model: Model, message: Labelled, prepared: Prepared): Judged {
  return {
    message,
    rules: screenWith(null, message.text).level,
    both: screenWith(model, message.text).level,
    risk: estimatePost(model, prepared.seen_as_post).risk,
  };
}

function share(of: readonly Judged[], is: (one: Judged) => boolean): number {
  return of.length === 0 ? 0 : Math.round((1000 * of.filter(is).length) / of.length) / 1000;
}

/** Shares in 0–1 over a worker's messages; `red_per_1000` over the questions of law and guides. */
export function levels(judged: readonly Judged[], by: "rules" | "both") {
  const field = judged.filter(({ message }) => message.source === "field");
  const of = (level: Level) => field.filter(({ message }) => message.level === level);
  const everyday = judged.filter(({ message }) => message.source === "everyday");
  const questions = judged.filter(({ message }) => message.source === "question");
  return {
    red_recall: share(of("red"), (one) => one[by] === "red"),
    red_not_silent: share(of("red"), (one) => one[by] !== "none"),
    orange_recall: share(of("orange"), (one) => one[by] !== "none"),
    orange_gone_red: share(of("orange"), (one) => one[by] === "red"),
    false_alarms: share(of("none"), (one) => one[by] !== "none"),
    false_reds: share(of("none"), (one) => one[by] === "red"),
    everyday_alarms: share(everyday, (one) => one[by] !== "none"),
    everyday_reds: share(everyday, (one) => one[by] === "red"),
    red_per_1000: 1000 * share(questions, (one) => one[by] === "red"),
  };
}

/** Precision, recall and F1 of "some crisis" against the label of risk. */
export function risk(judged: readonly Judged[], by: "rules" | "both") {
  const posts = judged.filter(({ message }) => message.source === "post");
  const alarmed = posts.filter((one) => one[by] !== "none");
  const hits = alarmed.filter(({ message }) => message.crisis).length;
  return figures(hits, alarmed.length, posts.filter(({ message }) => message.crisis).length);
}

/** The linear model alone, along its curve: the best F1, and the best precision at a recall of at least .98. */
export function curve(judged: readonly Judged[]) {
  const posts = judged.filter(({ message }) => message.source === "post").sort((a, b) => b.risk - a.risk);
  const risky = posts.filter(({ message }) => message.crisis).length;
  let hits = 0;
  let best = { precision: 0, recall: 0, f1: 0, threshold: 0 };
  let sure = { precision: 0, recall: 0, f1: 0, threshold: 0 };
  for (const [i, one] of posts.entries()) {
    if (one.message.crisis) hits += 1;
    const here = { ...figures(hits, i + 1, risky), threshold: Math.round(100 * one.risk) / 100 };
    if (here.f1 > best.f1) best = here;
    if (hits / risky >= 0.98 && here.precision > sure.precision) sure = here;
  }
  return { "model alone, best F1": best, "model alone, recall ≥ .98": sure };
}

function figures(hits: number, alarmed: number, risky: number) {
  const precision = hits / Math.max(alarmed, 1);
  const recall = hits / Math.max(risky, 1);
  const f1 = (2 * precision * recall) / Math.max(precision + recall, 1e-9);
  const rounded = (value: number) => Math.round(1000 * value) / 1000;
  return { precision: rounded(precision), recall: rounded(recall), f1: rounded(f1) };
}
