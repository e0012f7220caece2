import type { Queryable } from "../../platform/database/port.ts";
import type { Query } from "../retrieve/query.ts";
import { type Clause, findClauses, fitnessOf } from "../retrieve/search.ts";
import { readTerms } from "../terms.ts";
import { confidence, showFrom } from "./confidence.ts";
import { paperFirst } from "./paper.ts";
import { answersAnother, headingAnswers } from "./question-kinds.ts";

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
/** What a section that lists the articles of a card, or answers another kind of question, is worth of its own. */
const BESIDE_SHARE = 0.5;
const IS_LIST_OF_ARTICLES = /(?:^|› ?)依据$/;
/** A further clause is quoted when it brings this much more of the question, and is not much weaker than the first. */
const ADDS_FROM = 0.2;
const NEAR_FROM = 0.7;
/** Below this confidence nobody here can tell which of several texts is meant: those not much weaker are shown, whatever they add. */
const SURE_FROM = 0.8;
const NEAR_WHEN_UNSURE_FROM = 0.5;
/** And one that fits as well as the first is shown in any case. */
const AS_GOOD_FROM = 0.9;
const ABOUT_FROM = 0.5;
/** A title that names so much of it leaves no doubt which text is meant. */
const NAMED_FROM = 0.7;
/** Of the words of a clause so many stand in what is shown already: it says the same again. */
const SAME_FROM = 0.55;

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
    const is_beside = IS_LIST_OF_ARTICLES.test(clause.path) || answersAnother(words, clause.path);
    return fitnessOf(clause) * (is_beside ? BESIDE_SHARE : 1) * (clause.reranked ? 1 : 1 + own + heading);
  };
  const fitting = found.filter((clause) => confidence(clause) >= show_from).toSorted((a, b) => rank(b) - rank(a));
  return paperFirst(words, fitting);
}

/** Whether a document's title names most of what is asked: it is about that, and no collection of many matters. */
export function isAbout(query: Query, title: string, from: number = ABOUT_FROM): boolean {
  return query.coverage(new Set(readTerms(title).keys())) >= from;
}

/**
 * Of fitting clauses, best first, those to show: the first, and up to two more that each bring more of the question or may be the
 * one that is meant. Of a document about the very matter another section is only that much more to read, and so is what was said.
 */
export function chooseClauses(words: string, query: Query, fitting: readonly Clause[]): Clause[] {
  const chosen: Clause[] = [];
  let held: number[] = [];
  const said = new Set<number>();
  const [best] = fitting;
  const is_answered = best !== undefined && headingAnswers(words, best.path) === 1;
  const is_sure =
    best !== undefined && (is_answered || confidence(best) >= SURE_FROM || isAbout(query, best.title, NAMED_FROM));
  for (const clause of fitting) {
    const all = [...held, ...readTerms(`${clause.title}\n${clause.path}\n${clause.text}`).keys()];
    const nearness = fitnessOf(clause) / fitnessOf(fitting[0]!);
    const adds = query.coverage(new Set(all)) - query.coverage(new Set(held));
    const own = [...readTerms(clause.text).keys()];
    const is_repeated =
      isAbout(query, clause.title) && own.filter((term) => said.has(term)).length >= SAME_FROM * own.length;
    const is_beside = (c: Clause): boolean =>
      c.document_id === clause.document_id && (c.path === clause.path || isAbout(query, c.title));
    const is_other = !is_repeated && !chosen.some(is_beside);
    const is_next = nearness >= NEAR_FROM && adds >= ADDS_FROM && !is_repeated;
    const is_list = IS_LIST_OF_ARTICLES.test(clause.path);
    const is_off = is_list || (is_answered && headingAnswers(words, clause.path) < 1);
    const may_be_meant = is_other && !is_off && nearness >= (is_sure ? AS_GOOD_FROM : NEAR_WHEN_UNSURE_FROM);
    if (chosen.length > 0 && !is_next && !may_be_meant) continue;
    chosen.push(clause);
    for (const term of own) said.add(term);
    held = all;
    if (chosen.length === MOST_CLAUSES) break;
  }
  return chosen;
}
