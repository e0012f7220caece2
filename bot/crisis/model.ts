import type { Context } from "./context.ts";
import { isEveryday } from "./everyday.ts";
import { FeatureIndex } from "./feature-index.ts";
import { type Passage, passages, postFeatures, type Seen, SHORT } from "./features.ts";
import type { Normalised } from "./normalise.ts";
import { expand } from "./squeeze.ts";
import { CRISIS_KINDS, type CrisisKind, type CrisisLevel } from "./verdict.ts";
import { pattern } from "./vocabulary.ts";
import { WEIGHTS } from "./weights.generated.ts";

/** One weight for each feature, and what is added to their sum. */
export interface Head {
  weights: Float32Array;
  bias: number;
}

/**
 * Two linear models over runs of characters. They add to the rules what nobody has foreseen and never silence one. `field` reads
 * a worker's message: `crisis` tells an emergency from ordinary talk, `red` now from within a day, `kinds` which one. `posts`
 * reads what people write about themselves online or say in counselling: `foreign` tells such a text from a worker's message,
 * `risk` whether somebody is in danger. A score is the sum of the weights of what is seen, over the square root of how many of
 * them there are, plus the bias.
 */
export interface Model {
  field: { index: FeatureIndex; crisis: Head; red: Head; kinds: readonly Head[] };
  posts: { index: FeatureIndex; foreign: Head; risk: Head };
  /** Scores from which it is so. */
  from: Thresholds;
}

export interface Thresholds {
  crisis: number;
  red: number;
  foreign: number;
  risk: number;
  /** How much surer `crisis` must be in a text that is no worker's message. */
  crisis_in_posts: number;
}

/** A head as text: weights in 8-bit steps as base64. */
export interface PackedHead {
  weights: string;
  step: number;
  bias: number;
}
/** The same as text, features by line. Written by learn/command.ts. */
export interface PackedModel {
  field: { features: string; crisis: PackedHead; red: PackedHead; kinds: readonly PackedHead[] };
  posts: { features: string; foreign: PackedHead; risk: PackedHead };
  from: Thresholds;
}

function unpackHead({ weights, step, bias }: PackedHead): Head {
  const bytes = Float32Array.from(atob(weights), (byte) => (((byte.charCodeAt(0) + 128) & 255) - 128) * step);
  return { weights: bytes, bias };
}

export function unpack({ field, posts, from }: PackedModel): Model {
  return {
    field: {
      index: new FeatureIndex(field.features.split("\n")),
      crisis: unpackHead(field.crisis),
      red: unpackHead(field.red),
      kinds: field.kinds.map(unpackHead),
    },
    posts: {
      index: new FeatureIndex(posts.features.split("\n")),
      foreign: unpackHead(posts.foreign),
      risk: unpackHead(posts.risk),
    },
    from,
  };
}

let shipped: Model | null = null;
/** The model that comes with the code, unpacked at first use. */
export function shippedModel(): Model {
  shipped ??= unpack(expand(WEIGHTS));
  return shipped;
}

function score({ weights, bias }: Head, at: readonly number[]): number {
  let sum = 0;
  for (const place of at) sum += weights[place]!;
  return sum / Math.sqrt(Math.max(at.length, 1)) + bias;
}

export interface Estimate {
  crisis: number;
  red: number;
  kind: CrisisKind;
}

/** Scores what is seen of a worker's message. */
export function estimate(model: Model, seen: Seen): Estimate {
  return estimateAt(model, model.field.index.find(seen));
}

function estimateAt({ field }: Model, at: readonly number[]): Estimate {
  const kinds = field.kinds.map((kind) => score(kind, at));
  return {
    crisis: score(field.crisis, at),
    red: score(field.red, at),
    kind: CRISIS_KINDS[kinds.indexOf(Math.max(...kinds))]!,
  };
}

/** Scores what is seen of a post. */
export function estimatePost({ posts }: Model, seen: Seen): { foreign: number; risk: number } {
  const at = posts.index.find(seen);
  return { foreign: score(posts.foreign, at), risk: score(posts.risk, at) };
}

/** How much surer the model must be of one passage among many: reached 40 characters above a short message. */
const LONG = { crisis: 0.9, red: 0.4, characters: 40 };
/** A passage that is barely a crisis is red only when it is plainly so. */
const BARELY = { crisis: 0.12, red: 0.25 };
/** Posts and turns are short; what is longer is a forwarded text. */
const LONGEST_POST = 200;

export interface Suspicion extends Passage {
  id: "model.red" | "model.orange" | "model.post";
  level: CrisisLevel;
  kind: CrisisKind;
}

/**
 * The passage that sounds most like a crisis, with its clause that weighs most; null when none reaches the threshold. The more
 * a message tells, the surer it must be: a visit note speaks of medicine and falls without an emergency.
 * @param fired ids of the rules that fired
 */
export function suspect(
  model: Model,
  message: Normalised,
  context: Context,
  fired: readonly string[],
): Suspicion | null {
  // A notice or a forwarded report speaks of every danger there is.
  if (context.notice) return null;
  if (fired.length === 0 && isEveryday(message.plain, context)) return null;
  const { from } = model;
  const { length } = message.text;
  let crisis_from = from.crisis;
  let post: Suspicion | null = null;
  if (length <= LONGEST_POST) {
    const { foreign, risk } = estimatePost(model, postFeatures(message, context, fired));
    if (foreign >= from.foreign) {
      crisis_from += from.crisis_in_posts;
      if (risk >= from.risk) post = { id: "model.post", level: "orange", kind: "suicide", start: 0, end: length };
    }
  }
  const caution = Math.min(1, Math.max(0, length - SHORT) / LONG.characters);
  crisis_from += caution * LONG.crisis;
  const red_from = from.red + caution * LONG.red;
  let worst: { passage: Passage; level: CrisisLevel; score: number; kind: CrisisKind } | null = null;
  const read = model.field.index.reader(message, context);
  for (const passage of passages(message, context)) {
    const at = read(passage);
    if (score(model.field.crisis, at) < crisis_from) continue;
    const { crisis, red, kind } = estimateAt(model, at);
    const barely = crisis < crisis_from + BARELY.crisis;
    const level = red >= red_from + (barely ? BARELY.red : 0) ? "red" : "orange";
    const worse = worst === null || (level === worst.level ? crisis > worst.score : level === "red");
    if (worse) worst = { passage, level, score: crisis, kind };
  }
  if (worst === null || (worst.level === "orange" && post !== null)) return post;
  const { level, passage } = worst;
  const kind = worst.kind === "child" && !occurs(CHILD, message.plain) ? "dv" : worst.kind;
  return { id: `model.${level}`, level, kind, ...heaviest(model, read, context, passage) };
}

/** A child who may be the one that is hurt; a grandchild who tells of an old person is not. */
const CHILD = pattern(
  "{age_minor}|孩|娃|童|宝宝|婴|幼|小学|初中|高中|中学|[初高][一二三]|年级|女生|男生|小姑娘|妹|弟|女儿|儿子|闺女|未成年|学生|仔|囡|丫头|孙(?:子|女)(?!.{0,3}(?:说|讲|打|发现|看|来|送|带|陪|推|骂))",
);

function occurs(words: RegExp, text: string): boolean {
  words.lastIndex = 0;
  return words.test(text);
}

function heaviest(model: Model, read: (passage: Passage) => number[], context: Context, passage: Passage): Passage {
  let best = passage;
  let most = Number.NEGATIVE_INFINITY;
  for (const { start, end } of context.clauses) {
    if (start < passage.start || end > passage.end || start === end) continue;
    const crisis = score(model.field.crisis, read({ start, end }));
    if (crisis > most) {
      most = crisis;
      best = { start, end };
    }
  }
  return best;
}
