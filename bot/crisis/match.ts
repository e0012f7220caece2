import { type Context, readingsOf } from "./context.ts";
import type { Normalised } from "./normalise.ts";
import type { Reading, Rule } from "./rule.ts";
import { RULES } from "./rules/index.ts";
import { type Candidates, Signs } from "./signs.ts";
import { pattern } from "./vocabulary.ts";

/** Signs of one rule stand within this many characters of each other; a long message is not one sentence. */
const NEARBY = 80;
/** A message repeats its words; more places than these for one sign tell nothing new. */
const PLACES = 12;

interface Place {
  start: number;
  end: number;
}

/** A rule with the place of its first sign in the normalised text. */
export interface Match extends Place {
  rule: Rule;
}

interface Compiled {
  rule: Rule;
  /** The signs of the rule among SIGNS. */
  signs: readonly number[];
  unless: RegExp | null;
  unless_anywhere: RegExp | null;
  despite: ReadonlySet<Reading>;
}

interface Rules {
  signs: Signs;
  compiled: readonly Compiled[];
}

let read: Rules | null = null;

/** The rules read, at the first message: a Worker's start has little time, and most of its requests bring no words. */
function rules(): Rules {
  if (read) return read;
  let sign = 0;
  const compiled = RULES.map((rule) => ({
    rule,
    signs: rule.all.map(() => sign++),
    unless: rule.unless === undefined ? null : pattern(rule.unless),
    unless_anywhere: rule.unless_anywhere === undefined ? null : pattern(rule.unless_anywhere),
    despite: new Set(rule.despite ?? []),
  }));
  read = { signs: new Signs(RULES.flatMap((rule) => rule.all)), compiled };
  return read;
}

interface Looked {
  message: Normalised;
  context: Context;
  signs: Signs;
  candidates: Candidates;
}

/** The rules whose signs are all told as a danger now, in the order of the rules. */
export function matches(message: Normalised, context: Context): Match[] {
  const { signs, compiled } = rules();
  const looked: Looked = { message, context, signs, candidates: signs.candidates(message.text, context) };
  const found: Match[] = [];
  for (const one of compiled) {
    if (lacksSign(one, looked)) continue;
    const place = find(one, looked);
    if (place !== null) found.push({ rule: one.rule, ...place });
  }
  return found;
}

/** A plain loop: it is asked of every rule for every message. */
function lacksSign({ signs }: Compiled, { candidates }: Looked): boolean {
  for (let i = 0; i < signs.length; i++) if (candidates[signs[i]!] === undefined) return true;
  return false;
}

/** Where the first sign of the rule stands when all its signs are told as a danger now; null when they are not. */
function find(compiled: Compiled, looked: Looked): Place | null {
  const { signs, unless, unless_anywhere } = compiled;
  const { message } = looked;
  const others: Place[][] = [];
  for (const place of places(compiled, signs[0]!, looked)) {
    if (unless !== null && occursIn(unless, message, (text) => clauseAndNext(text, place))) continue;
    const all = signs.slice(1).every((sign, i) => {
      others[i] ??= places(compiled, sign, looked);
      return others[i].some((other) => other.start < place.end + NEARBY && other.end > place.start - NEARBY);
    });
    if (!all) continue;
    return unless_anywhere !== null && occursIn(unless_anywhere, message, (text) => text) ? null : place;
  }
  return null;
}

/** The first places of a sign whose reading does not silence the rule. */
function places({ rule, despite }: Compiled, sign: number, looked: Looked): Place[] {
  const { message, context, candidates } = looked;
  const found: Place[] = [];
  let tried = 0;
  looked.signs.find(sign, message.text, context, candidates, (start, end) => {
    const readings = readingsOf(context, start, end, rule.kind);
    if (readings.every((reading) => despite.has(reading))) found.push({ start, end });
    tried += 1;
    return tried < PLACES;
  });
  return found;
}

/** In the words as they are and in their covered form: a rule may name 跳舞 or ask for the sign of any harmless use. */
function occursIn(words: RegExp, message: Normalised, part: (text: string) => string): boolean {
  return occurs(words, part(message.text)) || occurs(words, part(message.plain));
}

function occurs(words: RegExp, text: string): boolean {
  words.lastIndex = 0;
  return words.test(text);
}

function clauseAndNext(text: string, place: Place): string {
  const from = text.lastIndexOf(" ", place.start) + 1;
  const clause_end = text.indexOf(" ", place.end);
  const to = clause_end < 0 ? -1 : text.indexOf(" ", clause_end + 1);
  return text.slice(from, to < 0 ? text.length : to);
}
