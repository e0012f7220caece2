import { type Context, readContext } from "../context.ts";
import { features } from "../features.ts";
import type { Model, PackedModel } from "../model.ts";
import { type Normalised, normalise } from "../normalise.ts";
import { CRISIS_KINDS, type CrisisKind } from "../verdict.ts";

/** One labelled message. A level of null says only that there is a risk (psysuicide), not how soon. */
export interface Labelled {
  text: string;
  crisis: boolean;
  level: "red" | "orange" | "none" | null;
  kind: CrisisKind | null;
  /** How much it counts: ordinary questions and online posts are not the field's words. */
  weight: number;
}

const EPOCHS = 12;
const RATE = 0.3;
const DECAY = 1e-4;
/**
 * Chosen on messages the model had not learned (five folds): the first where about one harmless message in twelve is taken for
 * a crisis, the second low, because a missed red costs more than an orange that goes out as red.
 */
const CRISIS_FROM = 0.65;
const RED_FROM = -0.8;
/** A pair seen once teaches the message, not the language. */
const SEEN_AT_LEAST = 2;

interface Row {
  seen: Int32Array;
  scale: number;
}

/** Messages → model by logistic regression with AdaGrad. The same messages in the same order give the same weights. */
export function learn(given: readonly Labelled[]): Model {
  const messages = [...given, ...framed(given)];
  const seen = messages.map((message) => {
    const normal: Normalised = normalise(message.text);
    const context: Context = readContext(normal.text, normal.plain, message.text);
    return features(normal, context, { start: 0, end: normal.text.length });
  });
  const count = new Map<string, number>();
  for (const set of seen) for (const feature of set) count.set(feature, (count.get(feature) ?? 0) + 1);
  const index = new Map([...count].filter(([, n]) => n >= SEEN_AT_LEAST).map(([feature], i) => [feature, i]));
  const rows = seen.map((set): Row => {
    const known = [...set].map((feature) => index.get(feature)).filter((at) => at !== undefined);
    return { seen: Int32Array.from(known), scale: 1 / Math.sqrt(Math.max(known.length, 1)) };
  });
  const all = messages.map((_, i) => i);
  const crisis = regress(
    index.size,
    rows,
    all,
    (i) => messages[i]!.crisis,
    (i) => messages[i]!.weight,
  );
  const dated = all.filter((i) => messages[i]!.level === "red" || messages[i]!.level === "orange");
  const red = regress(
    index.size,
    rows,
    dated,
    (i) => messages[i]!.level === "red",
    (i) => messages[i]!.weight,
  );
  const named = dated.filter((i) => messages[i]!.kind !== null);
  const kinds = new Float32Array(index.size * CRISIS_KINDS.length);
  for (const [column, kind] of CRISIS_KINDS.entries()) {
    const one = regress(
      index.size,
      rows,
      named,
      (i) => messages[i]!.kind === kind,
      (i) => messages[i]!.weight,
    );
    for (let at = 0; at < index.size; at++) kinds[at * CRISIS_KINDS.length + column] = one.weights[at]!;
  }
  return {
    index,
    crisis: crisis.weights,
    red: red.weights,
    kinds,
    crisis_bias: crisis.bias,
    red_bias: red.bias,
    crisis_from: CRISIS_FROM,
    red_from: RED_FROM,
  };
}

/** What stands around a message and says nothing of the danger: to whom, from where, what now. */
const FRAMES: readonly (readonly [before: string, after: string])[] = [
  ["领导 ", ""],
  ["主任您好 ", ""],
  ["急 ", ""],
  ["三网格5栋2单元401 ", ""],
  ["我在二组17号门口 ", ""],
  ["刚接到电话 ", ""],
  ["网格员小陈 ", ""],
  ["", " 该找哪个部门"],
  ["", " 打110还是120"],
  ["", " 怎么办"],
  ["", " 我该做什么"],
  ["", " 请回复"],
  ["", " 归谁管"],
  ["", " 帮忙看看"],
];
/** How much a framed copy counts beside the message as it was written. */
const FRAMED = 0.4;

/** Every message of the field once more in a frame, harmful or not, so that the frame itself weighs nothing. */
function framed(messages: readonly Labelled[]): Labelled[] {
  return messages
    .filter(({ weight }) => weight === 1)
    .map((message, i) => {
      const [before, after] = FRAMES[i % FRAMES.length]!;
      return { ...message, text: `${before}${message.text}${after}`, weight: FRAMED };
    });
}

function regress(
  size: number,
  rows: readonly Row[],
  of: readonly number[],
  is: (i: number) => boolean,
  weight: (i: number) => number,
): { weights: Float32Array; bias: number } {
  const weights = new Float32Array(size);
  const squares = new Float32Array(size).fill(0.01);
  let bias = 0;
  let bias_squares = 0.01;
  const random = sequence(20_251);
  const order = [...of];
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const i of order) {
      const { seen, scale } = rows[i]!;
      let sum = 0;
      for (const at of seen) sum += weights[at]!;
      const error = (1 / (1 + Math.exp(-(sum * scale + bias))) - (is(i) ? 1 : 0)) * weight(i);
      for (const at of seen) {
        const slope = error * scale + DECAY * weights[at]!;
        squares[at]! += slope * slope;
        weights[at]! -= (RATE * slope) / Math.sqrt(squares[at]!);
      }
      bias_squares += error * error;
      bias -= (RATE * error) / Math.sqrt(bias_squares);
    }
  }
  return { weights, bias };
}

/** mulberry32: a repeatable sequence in [0, 1). */
export function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Model → what is committed: the `keep` heaviest features, weights in 8-bit steps. Equal models give equal text. */
export function pack(model: Model, keep: number): PackedModel {
  const heavy = [...model.index]
    .map(([feature, at]) => ({ feature, at, heft: Math.abs(model.crisis[at]!) + Math.abs(model.red[at]!) / 2 }))
    .sort((a, b) => b.heft - a.heft || (a.feature < b.feature ? -1 : 1))
    .slice(0, keep)
    .sort((a, b) => (a.feature < b.feature ? -1 : 1));
  const columns = CRISIS_KINDS.length;
  const crisis = quantise(heavy.map(({ at }) => model.crisis[at]!));
  const red = quantise(heavy.map(({ at }) => model.red[at]!));
  const kinds = quantise(heavy.flatMap(({ at }) => [...model.kinds.subarray(at * columns, (at + 1) * columns)]));
  return {
    features: heavy.map(({ feature }) => feature).join("\n"),
    crisis: crisis.text,
    red: red.text,
    kinds: kinds.text,
    steps: { crisis: crisis.step, red: red.step, kinds: kinds.step },
    crisis_bias: rounded(model.crisis_bias),
    red_bias: rounded(model.red_bias),
    crisis_from: model.crisis_from,
    red_from: model.red_from,
  };
}

function quantise(weights: readonly number[]): { text: string; step: number } {
  const most = weights.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 0);
  const step = rounded(most / 127);
  const bytes = weights.map((weight) => String.fromCharCode(Math.round(weight / step) & 255));
  return { text: btoa(bytes.join("")), step };
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
