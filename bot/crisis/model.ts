import type { Context } from "./context.ts";
import { features, type Passage, passages } from "./features.ts";
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

/** The weights as `npm run`-able text: 8-bit steps, base64. Written by train.ts. */
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

/** The passage that sounds most like a crisis, with its clause that weighs most; null when none reaches the threshold. */
export function suspect(
  model: Model,
  message: Normalised,
  context: Context,
): { level: CrisisLevel; kind: CrisisKind; start: number; end: number } | null {
  // A notice or a forwarded report speaks of every danger there is.
  if (context.notice) return null;
  let worst: { passage: Passage; estimate: Estimate } | null = null;
  for (const passage of passages(message, context)) {
    const scored = estimate(model, features(message, context, passage));
    if (scored.crisis < model.crisis_from) continue;
    if (worst === null || rank(model, scored) > rank(model, worst.estimate)) worst = { passage, estimate: scored };
  }
  if (worst === null) return null;
  const { kind, red } = worst.estimate;
  return { level: red >= model.red_from ? "red" : "orange", kind, ...heaviest(model, message, context, worst.passage) };
}

/** Red before orange, then the surer one. */
function rank(model: Model, { crisis, red }: Estimate): number {
  return (red >= model.red_from ? 1000 : 0) + crisis;
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
