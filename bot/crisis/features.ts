import type { Context } from "./context.ts";
import type { Normalised } from "./normalise.ts";
import { pattern, VOCABULARY } from "./vocabulary.ts";

/** A stretch of the normalised text, end exclusive. */
export interface Passage {
  start: number;
  end: number;
}

/** The longest messages the model has learned from, in characters; a longer one is read in passages. */
export const SHORT = 40;
const PASSAGE = 34;

/**
 * Cuts a long message into stretches of whole clauses of at most 34 characters, each beginning at a clause in the second half
 * of the one before; a short message is one passage.
 */
export function passages(message: Normalised, context: Context): Passage[] {
  const { clauses } = context;
  if (message.text.length <= SHORT) return [{ start: 0, end: message.text.length }];
  const found: Passage[] = [];
  for (let i = 0, last = -1; i < clauses.length; i++) {
    const start = clauses[i]!.start;
    let j = i;
    while (j + 1 < clauses.length && clauses[j + 1]!.end - start <= PASSAGE) j++;
    // A clause longer than a passage is cut in overlapping halves.
    for (let from = start; ; from += PASSAGE / 2) {
      const end = Math.min(clauses[j]!.end, from + PASSAGE);
      if (end > last) found.push({ start: from, end });
      last = Math.max(last, end);
      if (end >= clauses[j]!.end) break;
    }
    while (i + 1 < j && clauses[i + 1]!.start < start + PASSAGE / 2) i++;
  }
  return found;
}

/** Longest run of characters that is one feature, as written and with people and numbers made equal. */
const LONGEST = 3;
const LONGEST_EQUAL = 2;
const PEOPLE = pattern(
  "{elder}|{minor}|{partner}|{kin}|{person}|阿[叔姨哥姐妹]|[爷奶伯叔姨婶妈爸娘婆公哥姐弟妹嫂舅姑]{1,2}",
);
const NUMBERS = /[0-9零一二两三四五六七八九十百几半多]+/g;

/**
 * What the linear model sees of a worker's message: runs of one to three characters, shorter ones with every person written
 * 人 and every number 数 (marked ~), and how the context reads them (marked #). `^` and `$` stand for the ends, `_` for a break.
 */
export function features(message: Normalised, context: Context, { start, end }: Passage): Set<string> {
  const plain = message.plain.slice(start, end);
  const seen = new Set<string>(flags(message, context, start, end));
  runs(seen, plain, "", LONGEST);
  const equal = plain.split(" ").map((clause) => madeEqual(message, clause));
  runs(seen, equal.join(" "), "~", LONGEST_EQUAL);
  return seen;
}

/** What the linear model sees of a post or a counselling turn: the runs, the word classes that occur (@) and the rules that fired (!). */
export function postFeatures(message: Normalised, context: Context, fired: readonly string[]): Set<string> {
  const { length } = message.text;
  const seen = new Set<string>(flags(message, context, 0, length));
  // Idioms are covered: 累到想死 is no wish.
  runs(seen, message.text, "", LONGEST);
  for (const [name, words] of CLASSES) {
    words.lastIndex = 0;
    if (words.test(message.text)) seen.add(`@${name}`);
  }
  for (const id of fired) seen.add(`!${id}`);
  seen.add(fired.length > 0 ? "!some" : "!none");
  seen.add(`#length${Math.min(6, Math.floor(length / 12))}`);
  return seen;
}

const CLASSES: readonly (readonly [string, RegExp])[] = Object.keys(VOCABULARY).map((name) => [
  name,
  pattern(`{${name}}`),
]);

const equals = new WeakMap<Normalised, Map<string, string>>();

/** Passages share clauses, so each is worked out once. */
function madeEqual(message: Normalised, clause: string): string {
  const known = equals.get(message) ?? new Map<string, string>();
  equals.set(message, known);
  const made =
    known.get(clause) ??
    clause
      .replace(PEOPLE, "人")
      .replace(NUMBERS, "数")
      .replace(/(.)\1+/g, "$1");
  known.set(clause, made);
  return made;
}

function runs(seen: Set<string>, text: string, mark: string, longest: number): void {
  const framed = `^${text.replaceAll(" ", "_")}$`;
  for (let i = 0; i < framed.length; i++)
    for (let length = 1; length <= longest && i + length <= framed.length; length++)
      seen.add(mark + framed.slice(i, i + length));
}

function flags(message: Normalised, context: Context, start: number, end: number): string[] {
  const { found, over, well } = context.settled;
  const clauses = context.clauses.filter((clause) => clause.start < end && clause.end > start);
  const text = message.text.slice(start, end);
  const told: readonly (readonly [string, boolean])[] = [
    ["#asked", context.asked],
    ["#legal", context.legal],
    ["#drill", context.drill],
    ["#joke", context.joke],
    ["#found", found > start],
    ["#over", over > start],
    ["#well", well > start],
    ["#past", clauses.some((clause) => clause.past)],
    ["#story", clauses.some((clause) => clause.story)],
    ["#trifle", clauses.some((clause) => clause.trifle)],
    ["#topic", clauses.some((clause) => clause.topic)],
    ["#present", clauses.some((clause) => clause.present)],
    ["#idiom", text.includes("□")],
    ["#harmless", text.includes("○")],
  ];
  return told.filter(([, is]) => is).map(([flag]) => flag);
}
