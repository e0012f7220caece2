import { readContext } from "../context.ts";
import { features, postFeatures, type Seen, spelled } from "../features.ts";
import type { Head, Thresholds } from "../model.ts";
import { normalise } from "../normalise.ts";
import { screenWith } from "../screen.ts";
import { CRISIS_KINDS, type CrisisKind } from "../verdict.ts";
import { type Row, regress } from "./regress.ts";

/** field: a worker's message. everyday: one without a crisis. post: posts and counselling turns. question: what is asked of laws and guides. */
export type Source = "field" | "everyday" | "post" | "question";

/** One labelled message. A level of null says only that there is a risk (psysuicide), not how soon. */
export interface Labelled {
  text: string;
  crisis: boolean;
  level: "red" | "orange" | "none" | null;
  kind: CrisisKind | null;
  source: Source;
}

/** Chosen on messages the model had not learned (five folds), by what command.ts prints. */
export const FROM: Thresholds = { crisis: 0.05, red: -0.5, foreign: -0.2, risk: -0.1, crisis_in_posts: 1.5 };
/** What a mistake costs. Questions and posts are not the field's words: they teach the field's model a little. */
const COST = { field: 1, everyday: 1, question: 0.05, post: 0.05, framed: 0.4, risk: 1, field_in_risk: 0.1 };
/** A run seen once teaches the message, not the language. */
const SEEN_AT_LEAST = 2;

/** A message with all that the models see of it; made once, learned from many times. */
export interface Prepared extends Labelled {
  cost: number;
  seen: ReadonlySet<string>;
  seen_as_post: Seen;
}

/** What was learned: features by their names, and the weights of each head in that order. */
export interface Learned {
  field: { names: string[]; crisis: Head; red: Head; kinds: Head[] };
  posts: { names: string[]; foreign: Head; risk: Head };
  from: Thresholds;
}

/** Reads the messages, those of the field once more in a frame. */
export function prepare(messages: readonly Labelled[]): Prepared[][] {
  let framed = 0;
  return messages.map((message) => {
    const once = read(message, COST[message.source]);
    if (message.source !== "field") return [once];
    const [before, after] = FRAMES[framed++ % FRAMES.length]!;
    return [once, read({ ...message, text: `${before}${message.text}${after}` }, COST.framed)];
  });
}

function read(message: Labelled, cost: number): Prepared {
  const normal = normalise(message.text);
  const context = readContext(normal.text, normal.plain, message.text);
  const fired = screenWith(null, message.text).rules.map(({ id }) => id);
  return {
    ...message,
    cost,
    seen: spelled(features(normal, context, { start: 0, end: normal.text.length })),
    seen_as_post: postFeatures(normal, context, fired),
  };
}

/** Messages → what a model is packed from. The same messages in the same order give the same weights. */
export function learn(messages: readonly Prepared[]): Learned {
  const field = indexed(messages.map(({ seen }) => seen));
  const fit = (is: (message: Prepared) => boolean, counts: (message: Prepared) => boolean): Head =>
    regress(
      field.names.length,
      field.rows,
      (i) => is(messages[i]!),
      (i) => (counts(messages[i]!) ? messages[i]!.cost : 0),
    );
  const dated = ({ level }: Labelled) => level === "red" || level === "orange";
  const unframed = messages.filter(({ cost }) => cost !== COST.framed);
  const posts = indexed(unframed.map(({ seen_as_post }) => spelled(seen_as_post)));
  return {
    field: {
      names: field.names,
      crisis: fit(
        ({ crisis }) => crisis,
        () => true,
      ),
      red: fit(({ level }) => level === "red", dated),
      kinds: CRISIS_KINDS.map((name) =>
        fit(
          ({ kind }) => kind === name,
          (message) => dated(message) && message.kind !== null,
        ),
      ),
    },
    posts: {
      names: posts.names,
      foreign: regress(
        posts.names.length,
        posts.rows,
        (i) => unframed[i]!.source === "post",
        () => 1,
      ),
      risk: regress(
        posts.names.length,
        posts.rows,
        (i) => unframed[i]!.crisis,
        (i) => costAsRisk(unframed[i]!),
      ),
    },
    from: FROM,
  };
}

/** Of the field only what posts speak of too, and what is harmless. */
function costAsRisk({ source, level, kind }: Labelled): number {
  if (source === "post") return COST.risk;
  return source === "field" && (level === "none" || kind === "suicide" || kind === "violence") ? COST.field_in_risk : 0;
}

function indexed(sets: readonly ReadonlySet<string>[]): { names: string[]; rows: Row[] } {
  const count = new Map<string, number>();
  for (const set of sets) for (const feature of set) count.set(feature, (count.get(feature) ?? 0) + 1);
  const index = new Map([...count].filter(([, n]) => n >= SEEN_AT_LEAST).map(([feature], i) => [feature, i]));
  const rows = sets.map((set): Row => {
    const seen = [...set].map((feature) => index.get(feature)).filter((at) => at !== undefined);
    return { seen: Int32Array.from(seen), scale: 1 / Math.sqrt(Math.max(seen.length, 1)) };
  });
  return { names: [...index.keys()], rows };
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
