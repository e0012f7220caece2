/** What was asked for. */
export interface Asked {
  /** Term id → how much it says, lay words and the standard ones that they stand for. */
  weights: ReadonlyMap<number, number>;
  /** The terms that were said. */
  own: ReadonlySet<number>;
}

export interface Candidate {
  id: string;
  /** Terms asked for that stand anywhere in the service, and those that stand in its name. */
  hits: number[];
  name_hits: number[];
  distance_m: number | null;
  /** The need asked for is the service's first. */
  primary_need: boolean;
}

export interface Ranked extends Candidate {
  score: number;
  /** Clearly below the best match: distance does not bring it forward. */
  is_weaker: boolean;
  /** Its name says what was asked for, or most of it. */
  is_named: boolean;
}

/** The share of the question's weight that a service found by words alone must hold; below it, coincidences begin. */
const LEAST_COVERAGE = 0.12;
/** From this share of the best score on, services count as equally good, and the nearer one goes first. */
const SAME_MATCH = 0.85;
/** The share of the question's weight that a name must hold: 燃气公司 is named by 燃气安全检查, 残联 by no 康复中心. */
const NAMED_COVERAGE = 0.4;
/** A word in a description says less of what the service is than one in its name. */
const OUTSIDE_NAME = 0.4;

/** Match first: the equally good before the weaker, then by distance or, among the weaker, by how well they fit. */
export function byMatchAndDistance(a: Ranked, b: Ranked): number {
  if (a.is_weaker !== b.is_weaker) return a.is_weaker ? 1 : -1;
  if (a.is_weaker) return byScore(a, b);
  const [near, far] = [a.distance_m ?? Number.MAX_VALUE, b.distance_m ?? Number.MAX_VALUE];
  return near - far;
}

/** The better match first; then the service that is mainly for the need. */
export function byScore(a: Ranked, b: Ranked): number {
  return b.score - a.score || Number(b.primary_need) - Number(a.primary_need) || (a.id < b.id ? -1 : 1);
}

/**
 * Orders services by how well they fit. A term weighs by its rarity among the candidates; one that no service has weighs as
 * much as one that a single service has: it is what was asked for and is not here.
 * @param words_decide whether a service that the words do not fit is left out (no need code narrowed the search)
 */
export function rank(
  asked: Asked,
  candidates: readonly Candidate[],
  { words_decide }: { words_decide: boolean },
): Ranked[] {
  const services_with = new Map<number, number>();
  for (const { hits } of candidates)
    for (const term of hits) services_with.set(term, (services_with.get(term) ?? 0) + 1);
  const weigh = (term: number): number => {
    const services = Math.max(1, services_with.get(term) ?? 0);
    return (asked.weights.get(term) ?? 0) * Math.log(1 + (candidates.length - services + 0.5) / (services + 0.5));
  };
  const sum = (terms: Iterable<number>): number => Array.from(terms, weigh).reduce((a, b) => a + b, 0);
  const whole = sum(asked.own);
  const scored = candidates.map((candidate) => {
    const in_name = sum(candidate.name_hits);
    return {
      ...candidate,
      score: in_name + OUTSIDE_NAME * (sum(candidate.hits) - in_name),
      is_named: in_name >= NAMED_COVERAGE * whole,
    };
  });
  const fitting = scored.filter(
    ({ score }) => !words_decide || asked.weights.size === 0 || (score > 0 && score >= LEAST_COVERAGE * whole),
  );
  const best = Math.max(0, ...fitting.map(({ score }) => score));
  return fitting
    .map((candidate) => ({ ...candidate, is_weaker: candidate.score < SAME_MATCH * best }))
    .sort((a, b) => byMatchAndDistance(a, b) || byScore(a, b));
}
