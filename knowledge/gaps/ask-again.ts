import type { Queryable } from "../../platform/database/port.ts";
import { type Answer, answerQuestion } from "../answer/answer.ts";
import { cite, introduce, sayQuote, sourceLine } from "../answer/say.ts";
import { namedRegions } from "../regions/named.ts";
import { ancestors, loadRegions } from "../regions/regions.ts";
import type { Clause } from "../retrieve/search.ts";

/** What is asked again, and for which place and day. */
export interface AskAgain {
  words: string;
  /** The district's adcode. */
  adcode: string;
  district_id: number;
  /** ISO date. */
  as_of: string;
}

/** The answer that the same words would get now. */
export async function askAgain(tx: Queryable, { words, adcode, district_id, as_of }: AskAgain): Promise<Answer> {
  const regions = await loadRegions(tx);
  const named = namedRegions(regions, words);
  const allowed = [adcode, ...named.map((place) => place.adcode)].flatMap((code) => ancestors(regions, code));
  return answerQuestion(tx, { words, regions: [...new Set(allowed)], named, as_of, district_id });
}

/** So much of a chosen clause is sent. */
const MOST_CHARACTERS = 400;

/** An answer made of the one clause that an officer chose; null when it is not retrieved any more. */
export async function answerWithClause(tx: Queryable, chunk_id: string): Promise<Answer | null> {
  const { rows } = await tx.query<Clause>(
    `select d.id as document_id, d.version, d.title, d.doc_no, d.region, d.published, d.effective_from, d.reliability,
       d.complete, d.doubt, c.path, c.text, c.span_start, c.span_end, 1 as score, 1 as coverage
     from chunks c join documents d on d.district_id = c.district_id and d.id = c.document_id and d.version = c.version
     where c.id = $1`,
    [chunk_id],
  );
  const clause = rows[0];
  if (!clause) return null;
  const regions = await loadRegions(tx);
  const is_cut_after = clause.text.length > MOST_CHARACTERS;
  const quote = { text: clause.text.slice(0, MOST_CHARACTERS), is_cut_before: false, is_cut_after };
  return {
    verdict: "quoted",
    text: `${introduce(clause, regions)}${sayQuote(quote)}\n${sourceLine(1, clause, regions)}`,
    citations: [cite(clause, quote, regions)],
    doubt: clause.doubt,
  };
}
