import type { Queryable } from "../../platform/database/port.ts";
import { readWords, termId } from "../terms.ts";

/** A saying that stands in a question, and the words that documents have for it. */
export interface Meant {
  say: string;
  means: string[];
}

/** The term by which a saying is looked for: its longest part's first two characters, or the one it has. `say` is folded. */
export function lookupTerm(say: string): number {
  const [longest] = say.split(" ").toSorted((a, b) => b.length - a.length);
  const words = readWords(longest!);
  return termId(words.find((word) => word.length > 1) ?? words[0] ?? longest!);
}

/** The sayings of which every part stands in the question. */
export async function findSynonyms(tx: Queryable, folded: string): Promise<Meant[]> {
  const { rows } = await tx.query<Meant>(
    `select say, means from synonyms where lookup = any($1::int[])
       and not exists (select from unnest(string_to_array(say, ' ')) part where position(part in $2) = 0)
     order by say`,
    [[...new Set(readWords(folded).map(termId))], folded],
  );
  return rows;
}
