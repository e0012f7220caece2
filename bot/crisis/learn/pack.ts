import type { Head, PackedHead, PackedModel } from "../model.ts";
import type { Learned } from "./learn.ts";

/** How many features are kept of each model. */
export interface Kept {
  field: number;
  posts: number;
}

/** What was learned → what is committed: the heaviest features, weights in 8-bit steps. Equal models give equal text. */
export function pack({ field, posts, from }: Learned, keep: Kept): PackedModel {
  const worker = heaviest(field.names, [field.crisis, field.red], keep.field);
  const post = heaviest(posts.names, [posts.risk, posts.foreign], keep.posts);
  return {
    field: {
      features: worker.names.join("\n"),
      crisis: quantise(field.crisis, worker.at),
      red: quantise(field.red, worker.at),
      kinds: field.kinds.map((kind) => quantise(kind, worker.at)),
    },
    posts: {
      features: post.names.join("\n"),
      foreign: quantise(posts.foreign, post.at),
      risk: quantise(posts.risk, post.at),
    },
    from,
  };
}

/** By the first head's weight, and half of the second's. */
function heaviest(names: readonly string[], [first, second]: readonly [Head, Head], keep: number) {
  const heavy = names
    .map((name, at) => ({ name, at, heft: Math.abs(first.weights[at]!) + Math.abs(second.weights[at]!) / 2 }))
    .sort((a, b) => b.heft - a.heft || (a.name < b.name ? -1 : 1))
    .slice(0, keep)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { names: heavy.map(({ name }) => name), at: heavy.map(({ at }) => at) };
}

function quantise({ weights, bias }: Head, at: readonly number[]): PackedHead {
  const kept = at.map((place) => weights[place]!);
  const most = kept.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 0);
  const step = rounded(most / 127);
  const bytes = kept.map((weight) => String.fromCharCode(Math.round(weight / step) & 255));
  return { weights: btoa(bytes.join("")), step, bias: rounded(bias) };
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
