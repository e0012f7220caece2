import type { Context } from "./context.ts";
import { features, type Passage, passages, SHORT } from "./features.ts";
import type { Normalised } from "./normalise.ts";
import { CRISIS_KINDS, type CrisisKind, type CrisisLevel } from "./verdict.ts";
import { WEIGHTS } from "./weights.generated.ts";

/**
 * A linear model over characters and character pairs. It adds to the rules what nobody has foreseen and never silences one.
 * `crisis` tells an emergency from ordinary talk, `red` now from within a day, `kinds` which one (row-major, one column per
 * kind). A score is the sum of the weights of what is seen, over the square root of how much was seen, plus the bias.
 */
export interface Model {
  index: ReadonlyMap<string, number>;
  crisis: Float32Array;
  red: Float32Array;
  kinds: Float32Array;
  crisis_bias: number;
  red_bias: number;
  /** Scores from which a passage is a crisis, and a crisis is red. */
  crisis_from: number;
  red_from: number;
}

export interface Estimate {
  crisis: number;
  red: number;
  kind: CrisisKind;
}

/** The same as text: features by line, weights in 8-bit steps as base64. Written by learn/command.ts. */
export interface PackedModel {
  features: string;
  crisis: string;
  red: string;
  kinds: string;
  steps: { crisis: number; red: number; kinds: number };
  crisis_bias: number;
  red_bias: number;
  crisis_from: number;
  red_from: number;
}

export function unpack(packed: PackedModel): Model {
  const weights = (text: string, step: number) =>
    Float32Array.from(atob(text), (byte) => (((byte.charCodeAt(0) + 128) & 255) - 128) * step);
  return {
    index: new Map(packed.features.split("\n").map((feature, i) => [feature, i])),
    crisis: weights(packed.crisis, packed.steps.crisis),
    red: weights(packed.red, packed.steps.red),
    kinds: weights(packed.kinds, packed.steps.kinds),
    crisis_bias: packed.crisis_bias,
    red_bias: packed.red_bias,
    crisis_from: packed.crisis_from,
    red_from: packed.red_from,
  };
}

let shipped: Model | null = null;
/** The model that comes with the code, unpacked at first use. */
export function shippedModel(): Model {
  shipped ??= unpack(WEIGHTS);
  return shipped;
}

/** Scores what is seen. */
export function estimate(model: Model, seen: ReadonlySet<string>): Estimate {
  const kinds = new Float64Array(CRISIS_KINDS.length);
  let crisis = 0;
  let red = 0;
  let known = 0;
  for (const feature of seen) {
    const at = model.index.get(feature);
    if (at === undefined) continue;
    known += 1;
    crisis += model.crisis[at]!;
    red += model.red[at]!;
    for (let kind = 0; kind < kinds.length; kind++) kinds[kind]! += model.kinds[at * kinds.length + kind]!;
  }
  const scale = 1 / Math.sqrt(Math.max(known, 1));
  return {
    crisis: crisis * scale + model.crisis_bias,
    red: red * scale + model.red_bias,
    kind: CRISIS_KINDS[kinds.indexOf(Math.max(...kinds))]!,
  };
}

/** How much surer the model must be of one passage among many: reached 40 characters above a short message. */
const LONG = { crisis: 2.5, red: 1.3, characters: 40 };
/** A passage that is barely a crisis is red only when it is plainly so. */
const BARELY = { crisis: 0.4, red: 1.8 };

/**
 * The passage that sounds most like a crisis, with its clause that weighs most; null when none reaches the threshold. The more
 * a message tells, the surer it must be: a visit note speaks of medicine and falls without an emergency.
 */
export function suspect(
  model: Model,
  message: Normalised,
  context: Context,
): { level: CrisisLevel; kind: CrisisKind; start: number; end: number } | null {
  // A notice or a forwarded report speaks of every danger there is.
  if (context.notice) return null;
  const caution = Math.min(1, Math.max(0, message.text.length - SHORT) / LONG.characters);
  const crisis_from = model.crisis_from + caution * LONG.crisis;
  const red_from = model.red_from + caution * LONG.red;
  let worst: { passage: Passage; level: CrisisLevel; score: number; kind: CrisisKind } | null = null;
  for (const passage of passages(message, context)) {
    const { crisis, red, kind } = estimate(model, features(message, context, passage));
    if (crisis < crisis_from) continue;
    const barely = crisis < crisis_from + BARELY.crisis;
    const level = red >= red_from + (barely ? BARELY.red : 0) ? "red" : "orange";
    const worse = worst === null || (level === worst.level ? crisis > worst.score : level === "red");
    if (worse) worst = { passage, level, score: crisis, kind };
  }
  if (worst === null) return null;
  return { level: worst.level, kind: worst.kind, ...heaviest(model, message, context, worst.passage) };
}

function heaviest(model: Model, message: Normalised, context: Context, passage: Passage): Passage {
  let best = passage;
  let most = Number.NEGATIVE_INFINITY;
  for (const { start, end } of context.clauses) {
    if (start < passage.start || end > passage.end || start === end) continue;
    const { crisis } = estimate(model, features(message, context, { start, end }));
    if (crisis > most) {
      most = crisis;
      best = { start, end };
    }
  }
  return best;
}
