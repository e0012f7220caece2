import { type Context, readContext, readingsOf } from "./context.ts";
import { type Normalised, normalise } from "./normalise.ts";
import type { Reading, Rule } from "./rule.ts";
import { RULES } from "./rules/index.ts";
import { speaksOfSelf } from "./self.ts";
import type { CrisisKind, CrisisLevel, FiredRule, Verdict } from "./verdict.ts";
import { pattern } from "./vocabulary.ts";
import { weigh } from "./weigh.ts";

/** Signs of one rule stand within this many characters of each other; a long message is not one sentence. */
const PASSAGE = 80;
/** A message repeats its words; more places than these for one sign tell nothing new. */
const PLACES = 12;

interface Compiled {
  rule: Rule;
  signs: RegExp[];
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
 * database and model down. Every rule is tried; the strongest level names the verdict, `rules` names all that fired.
 */
export function screen(text: string): Verdict {
  const message = normalise(text);
  const context = readContext(message.text, message.plain, text);
  const fired: Fired[] = [];
  for (const compiled of COMPILED) {
    const first = compiled.signs[0]!;
    first.lastIndex = 0;
    if (!first.test(message.text)) continue;
    const place = find(compiled, message, context);
    if (place !== null) fired.push({ ...compiled.rule, ...place });
  }
  if (!process.env.NOSIGNS) fired.push(...weigh(message, context).sort((a, b) => b.points - a.points));
  fired.sort((a, b) => rank(a.level) - rank(b.level));
  const strongest = fired[0];
  if (strongest === undefined) return { level: "none", kind: null, self: false, rules: [] };
  const rules: FiredRule[] = fired.map(({ id, start, end }) => {
    const from = message.at[start]!;
    const to = message.at[end]!;
    return { id, words: text.slice(from, to), start: from, end: to };
  });
  return {
    level: strongest.level,
    kind: strongest.kind,
    self: speaksOfSelf(message.plain, strongest.start, strongest.kind),
    rules,
  };
}

interface Fired {
  id: string;
  level: CrisisLevel;
  kind: CrisisKind;
  start: number;
  end: number;
}

function rank(level: CrisisLevel): number {
  return level === "red" ? 0 : 1;
}

/** Where the first sign of the rule stands when all its signs are told as a danger now; null when they are not. */
function find(compiled: Compiled, message: Normalised, context: Context): { start: number; end: number } | null {
  const { rule, signs, unless, unless_anywhere } = compiled;
  if (unless_anywhere !== null && seen(unless_anywhere, message.text)) return null;
  for (const place of places(compiled, signs[0]!, message, context)) {
    if (unless !== null && seen(unless, around(message.text, place))) continue;
    const rest = signs
      .slice(1)
      .every((sign) =>
        places(compiled, sign, message, context).some(
          (other) => other.start < place.end + PASSAGE && other.end > place.start - PASSAGE,
        ),
      );
    if (rest) return place;
  }
  return null;

  function seen(words: RegExp, text: string): boolean {
    words.lastIndex = 0;
    return words.test(text);
  }

  /** The clause of the place and the next one. */
  function around(text: string, place: { start: number; end: number }): string {
    const from = text.lastIndexOf(" ", place.start) + 1;
    const clause_end = text.indexOf(" ", place.end);
    const to = clause_end < 0 ? text.length : text.indexOf(" ", clause_end + 1);
    return text.slice(from, to < 0 ? text.length : to);
  }

  function places(one: Compiled, sign: RegExp, where: Normalised, read: Context): { start: number; end: number }[] {
    const found: { start: number; end: number }[] = [];
    sign.lastIndex = 0;
    for (let seen_places = 0; seen_places < PLACES; seen_places++) {
      const match = sign.exec(where.text);
      if (match === null) break;
      if (match[0] === "") sign.lastIndex += 1;
      const place = { start: match.index, end: match.index + match[0].length };
      const readings = readingsOf(read, place.start, place.end, rule.kind);
      if ([...readings].every((reading) => one.despite.has(reading))) found.push(place);
    }
    return found;
  }
}
