import type { Queryable } from "../../platform/database/port.ts";
import type { Query } from "../retrieve/query.ts";
import { type Clause, findClauses } from "../retrieve/search.ts";
import { readTerms } from "../terms.ts";
import { confidence, SHOW_FROM } from "./confidence.ts";
import { headingAnswers } from "./question-kinds.ts";

/** The lead of a clause (confidence.ts) is over the last of so many. */
export const CANDIDATES = 8;
const MOST_CLAUSES = 3;
/**
 * A document's title and questions lift all its sections alike; how much of the question the section's own words and its heading
 * hold tells the right one. These shares were chosen by the questions in evals/data/abstention.
 */
const OWN_SHARE = 0.4;
const HEADING_SHARE = 0.2;
const KIND_SHARE = 0.2;
/** A further clause is quoted when it brings this much more of the question, and is not much weaker than the first. */
const ADDS_FROM = 0.2;
const NEAR_FROM = 0.7;
/** Where another text fits as well as the first, nobody here can tell which is meant: both are shown. */
const AS_GOOD_FROM = 0.85;

/**
 * The clauses that are likely to answer, best first.
 * @param words what was asked; `query` was read from them
 * @param where.show_from least confidence, SHOW_FROM unless an eval looks at what is left out
 */
export async function findFitting(
  tx: Queryable,
  words: string,
  query: Query,
  where: { regions: readonly string[]; as_of: string; show_from?: number | undefined },
): Promise<Clause[]> {
  const { show_from = SHOW_FROM, ...there } = where;
  const found = await findClauses(tx, query, { ...there, limit: CANDIDATES, reports: false });
  const holds = (text: string): number => query.coverage(new Set(readTerms(text).keys()));
  const rank = (clause: Clause): number => {
    const own = OWN_SHARE * holds(`${clause.path}\n${clause.text}`);
    const heading = HEADING_SHARE * holds(clause.path) + KIND_SHARE * headingAnswers(words, clause.path);
    return clause.score * (1 + own + heading);
  };
  return found
    .filter((clause) => confidence(clause, query.index_size) >= show_from)
    .toSorted((a, b) => rank(b) - rank(a));
}

/** Of fitting clauses, best first, those to show: the first, and up to two more that each bring more of the question. */
export function chooseClauses(query: Query, fitting: readonly Clause[]): Clause[] {
  const chosen: Clause[] = [];
  let held: number[] = [];
  for (const clause of fitting) {
    const all = [...held, ...readTerms(`${clause.title}\n${clause.path}\n${clause.text}`).keys()];
    const is_near = clause.score >= NEAR_FROM * fitting[0]!.score;
    const adds = query.coverage(new Set(all)) - query.coverage(new Set(held));
    const is_as_good =
      clause.score >= AS_GOOD_FROM * fitting[0]!.score &&
      chosen.every((c) => c.document_id !== clause.document_id || c.path !== clause.path);
    if (chosen.length > 0 && !(is_near && adds >= ADDS_FROM) && !is_as_good) continue;
    chosen.push(clause);
    held = all;
    if (chosen.length === MOST_CLAUSES) break;
  }
  return chosen;
}
