import { readWords } from "../terms.ts";
import { type Association, associate } from "./associate.ts";

/** One row of the thesaurus is one author's word for it; a word keeps its strongest meanings. */
const LEARNING = { people: 1, keep: 20 };

/**
 * A saying that is known in one form is met in many: learned word by word from the synonyms, 退休后人还在 finds what stands
 * under 人还在, and what several sayings share (娃, 瘫) leads to what they have in common.
 * @param synonyms what is said, in parts with blanks between, and what is meant by it
 */
export function thesaurusAssociations(synonyms: readonly { say: string; means: readonly string[] }[]): Association[] {
  const rows_with = new Map<string, number>();
  const shareOf = (word: string): number => (rows_with.get(word) ?? 0) / synonyms.length;
  const pairs = synonyms.map(({ say, means }) => ({
    said: say.split(" ").flatMap(readWords),
    meant: [...new Set(means.flatMap(readWords))],
    person: "thesaurus",
    shareOf,
  }));
  for (const { meant } of pairs) for (const word of meant) rows_with.set(word, (rows_with.get(word) ?? 0) + 1);
  return associate(pairs, LEARNING);
}
