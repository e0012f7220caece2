import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Association, associate, type Pair } from "../knowledge/learn/associate.ts";
import { readWords } from "../knowledge/terms.ts";
import { readBeir, readCorpus } from "./beir.ts";

/** A question with a clause that answers it, as learning takes them. */
export interface JudgedPair {
  question_id: string;
  pair: Pair;
}

/** Tells one set of questions from another, wherever it lies. */
export function questionsHash(folder: string): string {
  return createHash("sha256")
    .update(readFileSync(join(folder, "queries.jsonl")))
    .digest("hex")
    .slice(0, 16);
}

/** Every judged question of a BEIR folder with each of its clauses; a question counts as a person. */
export async function readPairs(folder: string): Promise<JudgedPair[]> {
  const { queries, gold } = readBeir(folder);
  const wanted = new Set([...gold.values()].flatMap((clauses) => [...clauses.keys()]));
  const words = new Map<string, string[]>();
  const texts_with = new Map<string, number>();
  let texts = 0;
  for await (const { id, title, text } of readCorpus(folder)) {
    const held = new Set(readWords(`${title}\n${text}`));
    for (const word of held) texts_with.set(word, (texts_with.get(word) ?? 0) + 1);
    if (wanted.has(id)) words.set(id, [...held]);
    texts += 1;
  }
  const shareOf = (word: string): number => (texts_with.get(word) ?? 0) / texts;
  return queries.flatMap(({ id, text }) =>
    [...(gold.get(id)?.keys() ?? [])].flatMap((clause) => {
      const meant = words.get(clause);
      return meant ? [{ question_id: id, pair: { said: readWords(text), meant, person: id, shareOf } }] : [];
    }),
  );
}

/** An association of the shared base needs so many questions, and a word keeps so many meanings. */
export const BASE = { people: 3, keep: 20 };

/** The shared base: what is learned from all of these together. */
export function learnBase(pairs: readonly JudgedPair[]): Association[] {
  return associate(
    pairs.map(({ pair }) => pair),
    BASE,
  );
}
