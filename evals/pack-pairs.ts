import { readFileSync } from "node:fs";
import { readFrontMatter } from "../knowledge/ingest/front-matter.ts";
import { readPack } from "../knowledge/pack/read.ts";
import { readWords } from "../knowledge/terms.ts";
import type { JudgedPair } from "./pairs.ts";

/** The pack's own starter pairs: every document names lay questions that it answers. */
export function packPairs(): JudgedPair[] {
  const texts_with = new Map<string, number>();
  const pairs: JudgedPair[] = [];
  const paths = readPack().document_paths;
  const shareOf = (word: string): number => (texts_with.get(word) ?? 0) / paths.length;
  for (const path of paths) {
    const original = readFileSync(path, "utf8");
    const { stated, body_start } = readFrontMatter(original);
    const meant = [...new Set(readWords(`${stated.title}\n${original.slice(body_start)}`))];
    for (const word of meant) texts_with.set(word, (texts_with.get(word) ?? 0) + 1);
    for (const question of stated.questions ?? []) {
      // A document is one voice, however many questions it lists: else its own turns of phrase would be learned.
      pairs.push({
        question_id: `${stated.id}: ${question}`,
        pair: { said: readWords(question), meant, person: stated.id!, shareOf },
      });
    }
  }
  return pairs;
}
