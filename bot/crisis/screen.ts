import { type Context, readContext, readingsOf } from "./context.ts";
import { type Model, shippedModel, suspect } from "./model.ts";
import { type Normalised, normalise } from "./normalise.ts";
import type { Reading, Rule } from "./rule.ts";
import { RULES } from "./rules/index.ts";
import { speaksOfSelf } from "./self.ts";
import type { CrisisKind, CrisisLevel, FiredRule, Verdict } from "./verdict.ts";
import { pattern } from "./vocabulary.ts";

/** Signs of one rule stand within this many characters of each other; a long message is not one sentence. */
const NEARBY = 80;
/** A message repeats its words; more places than these for one sign tell nothing new. */
const PLACES = 12;

interface Place {
  start: number;
  end: number;
}

interface Fired extends Place {
  id: string;
  level: CrisisLevel;
  kind: CrisisKind;
}

interface Compiled {
  rule: Rule;
  signs: readonly RegExp[];
  unless: RegExp | null;
  unless_anywhere: RegExp | null;
  despite: ReadonlySet<Reading>;
}

const COMPILED: readonly Compiled[] = RULES.map((rule) => ({
  rule,
  signs: rule.all.map(pattern),
  unless: rule.unless === undefined ? null : pattern(rule.unless),
  unless_anywhere: rule.unless_anywhere === undefined ? null : pattern(rule.unless_anywhere),
  despite: new Set(rule.despite ?? []),
}));

/**
 * Message as typed → verdict. Pure, synchronous and deterministic, no I/O: it runs at the webhook before the queue, with
 * database and model server down. Every rule is tried, then the linear model adds what it suspects; the strongest level
 * names the verdict, and `rules` names everything that fired with the words it read.
 */
export function screen(text: string): Verdict {
  return screenWith(shippedModel(), text);
}

/** The same with another linear model (null for none): how a model is judged on messages it has not learned. */
export function screenWith(model: Model | null, text: string): Verdict {
  const message = normalise(text);
  const context = readContext(message.text, message.plain, text);
  const fired: Fired[] = [];
  for (const compiled of COMPILED) {
    const place = find(compiled, message, context);
    if (place !== null) fired.push({ ...compiled.rule, ...place });
  }
  const rules = fired.map(({ id }) => id);
  const suspected = model === null ? null : suspect(model, message, context, rules);
  if (suspected !== null) fired.push(suspected);
  fired.sort((a, b) => Number(a.level === "orange") - Number(b.level === "orange"));
  const strongest = fired[0];
  if (strongest === undefined) return { level: "none", kind: null, self: false, rules: [] };
  // The model knows that something is wrong better than what: a rule, also a weaker one, names the kind.
  const named = fired.find(({ id }) => !id.startsWith("model.")) ?? strongest;
  return {
    level: strongest.level,
    kind: named.kind,
    self: speaksOfSelf(message.plain, named.start, named.end, named.kind),
    rules: fired.map(({ id, start, end }): FiredRule => {
      const from = message.at[start]!;
      const to = message.at[end]!;
      return { id, words: text.slice(from, to), start: from, end: to };
    }),
  };
}

/** Where the first sign of the rule stands when all its signs are told as a danger now; null when they are not. */
function find(compiled: Compiled, message: Normalised, context: Context): Place | null {
  const { signs, unless, unless_anywhere } = compiled;
  const first = signs[0]!;
  if (!occurs(first, message.text)) return null;
  if (unless_anywhere !== null && occursIn(unless_anywhere, message, (text) => text)) return null;
  for (const place of places(compiled, first, message, context)) {
    if (unless !== null && occursIn(unless, message, (text) => clauseAndNext(text, place))) continue;
    const all = signs
      .slice(1)
      .every((sign) =>
        places(compiled, sign, message, context).some(
          (other) => other.start < place.end + NEARBY && other.end > place.start - NEARBY,
        ),
      );
    if (all) return place;
  }
  return null;
}

function occurs(words: RegExp, text: string): boolean {
  words.lastIndex = 0;
  return words.test(text);
}

/** In the words as they are and in their covered form: a rule may name 跳舞 or ask for the sign of any harmless use. */
function occursIn(words: RegExp, message: Normalised, part: (text: string) => string): boolean {
  return occurs(words, part(message.text)) || occurs(words, part(message.plain));
}

function clauseAndNext(text: string, place: Place): string {
  const from = text.lastIndexOf(" ", place.start) + 1;
  const clause_end = text.indexOf(" ", place.end);
  const to = clause_end < 0 ? -1 : text.indexOf(" ", clause_end + 1);
  return text.slice(from, to < 0 ? text.length : to);
}

/** The first places of a sign whose reading does not silence the rule. */
function places({ rule, despite }: Compiled, sign: RegExp, message: Normalised, context: Context): Place[] {
  const found: Place[] = [];
  sign.lastIndex = 0;
  for (let tried = 0; tried < PLACES; tried++) {
    const match = sign.exec(message.text);
    if (match === null) break;
    if (match[0] === "") sign.lastIndex += 1;
    const place = { start: match.index, end: match.index + match[0].length };
    const readings = readingsOf(context, place.start, place.end, rule.kind);
    if ([...readings].every((reading) => despite.has(reading))) found.push(place);
  }
  return found;
}
