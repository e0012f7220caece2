import type { Queryable } from "../../platform/database/port.ts";
import { foldText, readWords, termId } from "../terms.ts";

/** One meaning of a word, and on whose word. */
export interface Explained {
  word: string;
  means: string;
  /** 0 for the base that ships. */
  district_id: number;
  kind: "thesaurus" | "confirmed";
  confirmations: number;
  people: number;
  weight: number;
}

/** What the search takes words to mean, the strongest first: of the shared base and of the district that `tx` is scoped to. */
export async function explainWords(tx: Queryable, words: string): Promise<Explained[]> {
  const { rows } = await tx.query<Explained>(
    `select a.word, m.means, a.district_id, a.kind, m.confirmations, m.people, m.weight
     from associations a, unnest(a.words, a.confirmations, a.people, a.weights) as m(means, confirmations, people, weight)
     where a.said = any($1::int[]) order by a.district_id desc, a.kind, m.weight desc`,
    [readWords(foldText(words)).map(termId)],
  );
  return rows;
}
