import type { Queryable } from "../../platform/database/port.ts";
import { fuse } from "./fuse.ts";
import type { Meaning } from "./meaning.ts";
import type { Query } from "./query.ts";
import { CLAUSE, type Clause, clausesOf, type Where } from "./search.ts";

/** A clause with the watched terms that it holds. */
export type Found = Omit<Clause, "coverage" | "share"> & { terms: number[] };

/**
 * The clauses that their words or their meaning bring, so many of each, best first by both; in one statement. Each has the score of its
 * words, whichever way it was found, so that confidence means what it means without a model.
 */
export async function findByBoth(
  tx: Queryable,
  query: Query,
  { literal, model }: NonNullable<Meaning["vector"]>,
  { regions, as_of, reports, limit }: Where,
): Promise<Found[]> {
  const { rows } = await tx.query<Found & { similarity: number | null }>(
    `with found as (
       select chunk_district, chunk_id from search_chunks($1::sparsevec, $2::int[], $3::text[], $4::date, $5, $6)
       where score > 0
       union
       select chunk_district, chunk_id from search_dense($7::vector, $8, $3::text[], $4::date, $5, $6)),
     ${clausesOf("found")}
     select ${CLAUSE}, -(c.bm <#> $1::sparsevec) as score,
       case when e.dimensions = vector_dims($7::vector) then 1 - (e.embedding <=> $7::vector) end as similarity,
       array(select term from unnest($9::int[]) term where term = any(c.terms)) as terms
     from c join documents d on d.district_id = c.district_id and d.id = c.document_id and d.version = c.version
     left join chunk_embeddings e on e.district_id = c.district_id and e.chunk_id = c.id and e.model = $8
     order by score desc, d.id, c.ordinal`,
    [query.vector, query.rare, regions, as_of, reports, limit, literal, model, query.watched],
  );
  const fitness = fuse(rows);
  return rows
    .map(({ similarity: _, ...row }, i) => ({ ...row, fitness: fitness[i]! }))
    .toSorted((a, b) => b.fitness - a.fitness);
}
