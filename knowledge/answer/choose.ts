import type { Queryable } from "../../platform/database/port.ts";
import type { Query } from "../retrieve/query.ts";
import { type Clause, findClauses, fitnessOf } from "../retrieve/search.ts";
import { readTerms } from "../terms.ts";
import { confidence, showFrom } from "./confidence.ts";
import { headingAnswers } from "./question-kinds.ts";

/** So many clauses are looked at for the few that are shown. */
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
/** Below this confidence nobody here can tell which of several texts is meant: those not much weaker are shown, whatever they add. */
const SURE_FROM = 0.8;
const NEAR_WHEN_UNSURE_FROM = 0.5;
/** And one that fits as well as the first is shown in any case. */
const AS_GOOD_FROM = 0.9;

/**
 * The clauses that are likely to answer, best first.
 * @param words what was asked; `query` was read from them
 * @param where.show_from least confidence, showFrom unless an eval looks at what is left out
 */
export async function findFitting(
  tx: Queryable,
  words: string,
  query: Query,
  where: { regions: readonly string[]; as_of: string; show_from?: number | undefined },
): Promise<Clause[]> {
  const { show_from = showFrom(query.index_size), ...there } = where;
  const found = await findClauses(tx, query, { ...there, limit: CANDIDATES, reports: false });
  const holds = (text: string): number => query.coverage(new Set(readTerms(text).keys()));
  const rank = (clause: Clause): number => {
    const own = OWN_SHARE * holds(`${clause.path}\n${clause.text}`);
    const heading = HEADING_SHARE * holds(clause.path) + KIND_SHARE * headingAnswers(words, clause.path);
    return fitnessOf(clause) * (clause.reranked ? 1 : 1 + own + heading);
  };
  return found.filter((clause) => confidence(clause) >= show_from).toSorted((a, b) => rank(b) - rank(a));
}

/** Of fitting clauses, best first, those to show: the first, and up to two more that each bring more of the question. */
export function chooseClauses(query: Query, fitting: readonly Clause[]): Clause[] {
  const chosen: Clause[] = [];
  let held: number[] = [];
  const is_sure = fitting[0] !== undefined && confidence(fitting[0]) >= SURE_FROM;
  for (const clause of fitting) {
    const all = [...held, ...readTerms(`${clause.title}\n${clause.path}\n${clause.text}`).keys()];
    const nearness = fitnessOf(clause) / fitnessOf(fitting[0]!);
    const adds = query.coverage(new Set(all)) - query.coverage(new Set(held));
    const is_other = chosen.every((c) => c.document_id !== clause.document_id || c.path !== clause.path);
    const is_next = nearness >= NEAR_FROM && adds >= ADDS_FROM;
    const may_be_meant = is_other && nearness >= (is_sure ? AS_GOOD_FROM : NEAR_WHEN_UNSURE_FROM);
    if (chosen.length > 0 && !is_next && !may_be_meant) continue;
    chosen.push(clause);
    held = all;
    if (chosen.length === MOST_CLAUSES) break;
  }
  return chosen;
}
