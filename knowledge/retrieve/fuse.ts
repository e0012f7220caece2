/**
 * How much of a clause's fitness is its nearness in meaning; the rest is that of its words. Scores are fused, not places: by places
 * (reciprocal rank fusion) a clause that matches three times as well as the next is hardly ahead of it, and a weighted sum of scores
 * brought to one scale finds more, in and out of domain (Bruch, Gai and Ingber, An Analysis of Fusion Functions for Hybrid
 * Retrieval, 2023). Half and half until figures with an operator's own model say otherwise: `npm run eval -- retrieval`.
 */
export const MEANING_SHARE = 0.5;

/** A clause as both searches see it. */
export interface Weighed {
  /** BM25; 0 when no word of it was asked. */
  score: number;
  /** Cosine; null when the clause has no vector of this model. */
  similarity: number | null;
}

/**
 * How well each clause fits, on the scale of `score`. Similarities are stretched over what was found, because every model has its own
 * range; a score of 0 is 0 for every question.
 */
export function fuse(found: readonly Weighed[]): number[] {
  const told = found.flatMap(({ similarity }) => (Number.isFinite(similarity) ? [similarity!] : []));
  const nearest = Math.max(...told);
  const farthest = Math.min(...told);
  const best = Math.max(...found.map(({ score }) => score)) || 1;
  const closeness = (similarity: number | null): number => {
    if (!Number.isFinite(similarity)) return 0;
    return nearest === farthest ? 1 : (similarity! - farthest) / (nearest - farthest);
  };
  return found.map(
    ({ score, similarity }) => (1 - MEANING_SHARE) * score + MEANING_SHARE * best * closeness(similarity),
  );
}
