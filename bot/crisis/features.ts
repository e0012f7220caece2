import type { Context } from "./context.ts";
import type { Normalised } from "./normalise.ts";
import { Signs } from "./signs.ts";
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

/** What is seen of a text: signs by their names, and the texts of which every run of characters is a feature. */
export interface Seen {
  signs: string[];
  written: string;
  /** With people and numbers made equal; its runs are marked ~. */
  equal: string;
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
export function features(message: Normalised, context: Context, { start, end }: Passage): Seen {
  const plain = message.plain.slice(start, end);
  const equal = clausesAsSeen(message, start, end);
  const signs = [...flags(message, context, start, end), ...classesIn(message, context, start, end)];
  return { signs, written: framed(plain), equal: framed(equal.join(" ")) };
}

/** What the linear model sees of a post or a counselling turn: the runs, the word classes that occur (@) and the rules that fired (!). */
export function postFeatures(message: Normalised, context: Context, fired: readonly string[]): Seen {
  const { length } = message.text;
  const signs = [...flags(message, context, 0, length), ...classesIn(message, context, 0, length)];
  for (const id of fired) signs.push(`!${id}`);
  signs.push(fired.length > 0 ? "!some" : "!none");
  signs.push(`#length${Math.min(6, Math.floor(length / 12))}`);
  // Idioms are covered: 累到想死 is no wish.
  return { signs, written: framed(message.text), equal: "" };
}

/** Every feature by its name, once: what a model is learned from. */
export function spelled({ signs, written, equal }: Seen): Set<string> {
  const names = new Set(signs);
  runs(names, written, "", LONGEST);
  runs(names, equal, "~", LONGEST_EQUAL);
  return names;
}

const CLASSES = Object.keys(VOCABULARY);
let class_signs: Signs | null = null;
const classes = new WeakMap<Context, ReadonlySet<string>[]>();

/** Word classes that occur in the clauses of a stretch. */
function classesIn(message: Normalised, context: Context, start: number, end: number): Set<string> {
  const by_clause = classesByClause(message, context);
  const found = new Set<string>();
  for (const [i, clause] of context.clauses.entries())
    if (clause.start < end && clause.end > start) for (const name of by_clause[i]!) found.add(name);
  return found;
}

/** The word classes of each clause, worked out once for a message. */
export function classesByClause({ text }: Normalised, context: Context): readonly ReadonlySet<string>[] {
  const known = classes.get(context);
  if (known !== undefined) return known;
  const by_clause = context.clauses.map(() => new Set<string>());
  class_signs ??= new Signs(CLASSES.map((name) => `{${name}}`));
  const candidates = class_signs.candidates(text, context);
  for (const [sign, name] of CLASSES.entries())
    class_signs.findClauses(sign, text, context, candidates, (clause) => by_clause[clause]!.add(`@${name}`));
  classes.set(context, by_clause);
  return by_clause;
}

const equals = new WeakMap<Normalised, Map<string, string>>();

/** The clauses of a stretch with people and numbers made equal. */
export function clausesAsSeen(message: Normalised, start: number, end: number): string[] {
  return message.plain
    .slice(start, end)
    .split(" ")
    .map((clause) => madeEqual(message, clause));
}

/** Passages share clauses, so each is worked out once. */
function madeEqual(message: Normalised, clause: string): string {
  const known = equals.get(message) ?? new Map<string, string>();
  const made = known.get(clause);
  if (made !== undefined) return made;
  equals.set(message, known);
  const now = clause
    .replace(PEOPLE, "人")
    .replace(NUMBERS, "数")
    .replace(/(.)\1+/g, "$1");
  known.set(clause, now);
  return now;
}

/** With its ends and breaks as characters. */
export function framed(text: string): string {
  return `^${text.replaceAll(" ", "_")}$`;
}

function runs(names: Set<string>, text: string, mark: string, longest: number): void {
  for (let i = 0; i < text.length; i++)
    for (let length = 1; length <= longest && i + length <= text.length; length++)
      names.add(mark + text.slice(i, i + length));
}

/** How the context reads a stretch, as features. */
export function flags(message: Normalised, context: Context, start: number, end: number): string[] {
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
