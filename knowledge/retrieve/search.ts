import type { Queryable } from "../../platform/database/port.ts";
import type { Reliability } from "../ingest/front-matter.ts";
import { type Found, findByBoth } from "./dense.ts";
import type { Meaning } from "./meaning.ts";
import { type Query, readQuery } from "./query.ts";
import { orderByRelevance, RERANKED } from "./rerank.ts";

/** A clause that was found, with what has to be said about it when it is quoted. */
export interface Clause {
  chunk_id: string;
  document_id: string;
  version: number;
  title: string;
  doc_no: string | null;
  /** Adcode. */
  region: string;
  published: string | null;
  /** ISO date, as the document states it. */
  effective_from: string | null;
  reliability: Reliability;
  complete: boolean;
  /** Why the text is to be doubted. */
  doubt: string | null;
  path: string;
  /** Verbatim: the original's `span_start` to `span_end`, in UTF-16 units. */
  text: string;
  span_start: number;
  span_end: number;
  /** BM25. Comparable within one search only. */
  score: number;
  /** How much of what was asked the clause holds, 0 to 1; told of the first ten. */
  coverage: number;
  /** The score by the query's whole weight: 1 for a clause that says everything once, meanings included. */
  share: number;
  /** What it is ordered by when a model has a say (fuse.ts, rerank.ts); else its score is. Comparable within one search only. */
  fitness?: number;
  /** A model has read it beside the question: nothing else orders it any more. */
  reranked?: boolean;
}

export const fitnessOf = ({ fitness, score }: Pick<Clause, "fitness" | "score">): number => fitness ?? score;

export interface Search {
  words: string;
  /** Adcodes whose rules may come back: the nation, the asker's place and those around it, places that were named. */
  regions: readonly string[];
  /** ISO date: only what holds on that day. */
  as_of: string;
  limit: number;
  /** What models make of the same words; without it nothing but words is searched. */
  meaning?: Meaning | null;
}

/** Where is searched, and for how many. */
export interface Where {
  regions: readonly string[] | null;
  as_of: string;
  limit: number;
  reports: boolean;
}

/**
 * The clauses that match best, best first: of the shared knowledge and of the district that the transaction is scoped to.
 * Old versions, superseded texts and texts that do not hold yet never come back.
 */
export async function searchClauses(tx: Queryable, { words, meaning = null, ...where }: Search): Promise<Clause[]> {
  const query = await readQuery(tx, words);
  return query ? findClauses(tx, { ...query, meaning }, { ...where, reports: false }) : [];
}

/** What was reported of any place: how others do it, never a rule for the asker. */
export async function searchReports(tx: Queryable, query: Query, as_of: string, limit: number): Promise<Clause[]> {
  return findClauses(tx, query, { regions: null, as_of, limit, reports: true });
}

/** For so many clauses, the first ones, it is told how much of the question they hold. */
const COVERED = 10;
/** Where models have a say, so many are looked at at least: the clause that answers may be far down by its words. */
const LOOKED_AT = 40;

export const CLAUSE = `c.id as chunk_id, d.id as document_id, d.version, d.title, d.doc_no, d.region, d.published,
  d.effective_from, d.reliability, d.complete, d.doubt, c.path, c.text, c.span_start, c.span_end`;

/**
 * The clauses that were found, as `c`. They are looked up one by one before anything is joined to them: where the engine has no
 * statistics (PGlite gathers none by itself) the planner would rather read the whole of each document that may be theirs.
 */
export const clausesOf = (found: string): string => `c as materialized (
  select found.*, c.* from ${found} found
  join chunks c on c.district_id = found.chunk_district and c.id = found.chunk_id)`;

/** As searchClauses, with a query that was read before. */
export async function findClauses(tx: Queryable, query: Query, where: Where): Promise<Clause[]> {
  const { meaning } = query;
  const { limit } = where;
  const found = meaning?.vector
    ? await findByBoth(tx, query, meaning.vector, { ...where, limit: Math.max(limit, LOOKED_AT) })
    : await findByWords(tx, query, meaning ? { ...where, limit: Math.max(limit, RERANKED) } : where);
  // The rare terms stand only where the asker may not look, or not in this time: then every clause is weighed.
  if (query.rare && !found.some(({ score }) => score > 0)) return findClauses(tx, { ...query, rare: null }, where);
  const clauses = found.map(({ terms, ...clause }) => ({
    ...clause,
    coverage: query.coverage(new Set(terms)),
    share: clause.score / query.mass,
  }));
  return meaning ? orderByRelevance(clauses, meaning.relevance).slice(0, limit) : clauses;
}

async function findByWords(tx: Queryable, query: Query, where: Where): Promise<Found[]> {
  const { rows } = await tx.query<Found>(
    `with ${clausesOf("search_chunks($1::sparsevec, $2::int[], $3::text[], $4::date, $5, $6)")}
     select ${CLAUSE}, c.score,
       case when row_number() over (order by c.score desc) <= $8
         then array(select term from unnest($7::int[]) term where term = any(c.terms)) else '{}' end as terms
     from c join documents d on d.district_id = c.district_id and d.id = c.document_id and d.version = c.version
     order by c.score desc, d.id, c.ordinal`,
    [
      query.vector,
      query.rare,
      where.regions,
      where.as_of,
      where.reports,
      where.limit,
      query.watched,
      query.meaning ? where.limit : COVERED,
    ],
  );
  return rows.filter(({ score }) => score > 0);
}
