import { missingFigures } from "./figures.ts";
import { grams, share, sharedInOrder, statedIn, type Units, unitsOf } from "./overlap.ts";
import learned from "./support.json" with { type: "json" };

/** How common units are: learned from ordinary text by evals/learn-grounding.ts. */
export interface Commonness {
  /** Classes of Han characters, the commonest class first; what is in none is rare. */
  common: readonly string[];
}

export interface SupportModel extends Commonness {
  /** By feature name. */
  weights: Record<string, number>;
  /** From this probability on a statement counts as unsupported. */
  unsupported_from: number;
}

/** Each class holds units about twice as rare as the one before. */
function rarityOf({ common }: Commonness): (unit: string) => number {
  const classes = new Map(common.flatMap((characters, i) => Array.from(characters, (c) => [c, i] as const)));
  // A digit or a Latin word that is not there is a fact that is not there.
  return (unit) => (classes.get(unit) ?? common.length) + 1;
}

const DENIALS = /不|没|未|无|非|别|勿|禁止/g;
const HEDGES = /可能|也许|或许|大概|建议|应该|需要|重要|有助|更加|不仅|确保|提高|因此|希望|感谢/;

/** Up to three neighbouring sentences of the source: where a statement's words stand closest together. */
function bestWindow(pairs: readonly string[], sentences: readonly Units[]): Units {
  let best: Units = [];
  let most = -1;
  for (let first = 0; first < sentences.length; first++) {
    const held = new Set<string>();
    const window: (readonly string[])[] = [];
    for (let last = first; last < Math.min(sentences.length, first + 3); last++) {
      for (const gram of grams(sentences[last]!, 2)) held.add(gram);
      window.push(...sentences[last]!);
      const value = share(pairs, held) - 0.02 * (last - first);
      if (value <= most) continue;
      most = value;
      best = [...window];
    }
  }
  return best;
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/**
 * What tells a statement that its source bears from one that only sounds like it. Shares are 0 to 1, all told without a
 * dictionary: characters and pairs of them, figures, Latin words, denial.
 */
export function supportFeatures(statement: string, source: string, commonness: Commonness): Record<string, number> {
  const stated = statedIn(statement);
  const units = unitsOf(stated);
  const flat = units.flat();
  const from = unitsOf(source);
  const singles = new Set(from.flat());
  const held_pairs = new Set(grams(from, 2));
  const pairs = grams(units, 2);
  const rarity = rarityOf(commonness);
  const weight = (gram: string): number => gram.split("\u0001").reduce((sum, unit) => sum + rarity(unit), 0);
  const weighed = (wanted: readonly string[], held: ReadonlySet<string>): number => {
    const all = wanted.reduce((sum, gram) => sum + weight(gram), 0);
    return all === 0 ? 1 : wanted.reduce((sum, gram) => sum + (held.has(gram) ? weight(gram) : 0), 0) / all;
  };
  const missing = flat
    .filter((unit) => !singles.has(unit))
    .map(rarity)
    .sort((a, b) => b - a);
  const most = commonness.common.length + 1;
  const window = bestWindow(pairs, source.split(/(?<=[。！？!?；;\n])|\[\d+\]\s/).map(unitsOf));
  const denied = count(stated, DENIALS);
  const denied_there = count(window.flat().join(""), DENIALS);
  return {
    constant: 1,
    in_order: sharedInOrder(flat, from.flat()) / Math.max(1, flat.length),
    pairs: weighed(pairs, held_pairs),
    characters: weighed(flat, singles),
    pairs_missing: Math.log(1 + pairs.filter((pair) => !held_pairs.has(pair)).length),
    rarest_missing: (missing[0] ?? 0) / most,
    three_rarest_missing: missing.slice(0, 3).reduce((sum, value) => sum + value, 0) / (3 * most),
    figures_missing: Math.min(2, missingFigures(stated, source).length),
    latin_missing: flat.some((unit) => /^\p{Script=Latin}/u.test(unit) && !singles.has(unit)) ? 1 : 0,
    denied_only_there: denied === 0 && denied_there > 0 ? 1 : 0,
    denied_only_here: denied > 0 && denied_there === 0 ? 1 : 0,
    hedged: HEDGES.test(stated) && !HEDGES.test(window.flat().join("")) ? 1 : 0,
  };
}

/** How likely the source does not bear the statement, 0 to 1. */
export function unsupported(statement: string, source: string, model: SupportModel = learned as SupportModel): number {
  const features = supportFeatures(statement, source, model);
  const sum = Object.entries(model.weights).reduce(
    (total, [name, weight]) => total + weight * (features[name] ?? 0),
    0,
  );
  return 1 / (1 + Math.exp(-sum));
}

/** Whether the source bears the statement, by the threshold that was learned. */
export function isSupported(statement: string, source: string, model: SupportModel = learned as SupportModel): boolean {
  return unsupported(statement, source, model) < model.unsupported_from;
}
