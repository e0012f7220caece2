import type { Queryable } from "../../platform/database/port.ts";
import { articleNumber } from "./article.ts";
import type { Query } from "./query.ts";
import type { Clause } from "./search.ts";
import type { Text } from "./standing.ts";

type Named = Pick<Text, "district_id" | "document_id">;

const COLUMNS = `d.id as document_id, d.version, d.title, d.doc_no, d.region, d.published, d.effective_from, d.reliability,
  d.complete, d.doubt, c.id as chunk_id, c.path, c.text, c.span_start, c.span_end`;
const FROM = `documents d join chunks c on c.district_id = d.district_id and c.document_id = d.id and c.version = d.version
  where d.current and d.district_id = $1 and d.id = $2`;

/** The clauses of one text that fit best, best first, whether it holds or not. */
export async function findWithin(tx: Queryable, query: Query, { district_id, document_id }: Named): Promise<Clause[]> {
  const { rows } = await tx.query<Omit<Clause, "coverage" | "share"> & { terms: number[] }>(
    `select ${COLUMNS}, -(c.bm <#> $3::sparsevec) as score, array(select unnest(c.terms) intersect select unnest($4::int[])) as terms
     from ${FROM} order by score desc, c.ordinal limit 5`,
    [district_id, document_id, query.vector, query.watched],
  );
  return rows
    .filter((row) => row.score > 0)
    .map(({ terms, ...clause }) => ({
      ...clause,
      coverage: query.coverage(new Set(terms)),
      share: clause.score / query.mass,
    }));
}

/** 第三十条 of one text, or none. `number` as said: 三十 or 30. */
export async function findArticleOf(
  tx: Queryable,
  { district_id, document_id }: Named,
  number: string,
): Promise<Clause[]> {
  const article = `第${/^\d/.test(number) ? articleNumber(Number(number)) : number}条`;
  const { rows } = await tx.query<Clause>(
    `select ${COLUMNS}, 0::float8 as score, 1::float8 as coverage, 1::float8 as share from ${FROM} and (c.path = $3 or c.path like '%› ' || $3)
     order by c.ordinal limit 1`,
    [district_id, document_id, article],
  );
  return rows;
}

/** The clause of one text that holds these words (同时废止, 起施行), the last one first: such clauses stand at the end. */
export async function findSaying(tx: Queryable, { district_id, document_id }: Named, words: string): Promise<Clause[]> {
  const { rows } = await tx.query<Clause>(
    `select ${COLUMNS}, 0::float8 as score, 1::float8 as coverage, 1::float8 as share from ${FROM} and position($3 in c.text) > 0
     order by c.ordinal desc limit 1`,
    [district_id, document_id, words],
  );
  return rows;
}
