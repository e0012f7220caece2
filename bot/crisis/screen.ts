import { readContext } from "./context.ts";
import { matches } from "./match.ts";
import { type Model, shippedModel, suspect } from "./model.ts";
import { normalise } from "./normalise.ts";
import { mayBeSelf, speaksOfSelf } from "./self.ts";
import type { CrisisKind, CrisisLevel, FiredRule, Verdict } from "./verdict.ts";

interface Fired {
  id: string;
  level: CrisisLevel;
  kind: CrisisKind;
  start: number;
  end: number;
}

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
  const fired: Fired[] = matches(message, context).map(({ rule: { id, level, kind }, start, end }) => ({
    id,
    level,
    kind,
    start,
    end,
  }));
  const rules = fired.map(({ id }) => id);
  const suspected = model === null ? null : suspect(model, message, context, rules);
  if (suspected !== null) fired.push(suspected);
  fired.sort((a, b) => Number(a.level === "orange") - Number(b.level === "orange"));
  const strongest = fired[0];
  if (strongest === undefined) return { level: "none", kind: null, self: false, rules: [] };
  // The model knows that something is wrong better than what: a rule, also a weaker one, names the kind.
  const named = fired.find(({ id }) => !id.startsWith("model.")) ?? strongest;
  const is_suspected_only = named.id.startsWith("model.");
  return {
    level: strongest.level,
    kind: named.kind,
    self:
      (!is_suspected_only || mayBeSelf(message.plain)) &&
      speaksOfSelf(message.plain, named.start, named.end, named.kind),
    rules: fired.map(({ id, start, end }): FiredRule => {
      const from = message.at[start]!;
      const to = message.at[end]!;
      return { id, words: text.slice(from, to), start: from, end: to };
    }),
  };
}
