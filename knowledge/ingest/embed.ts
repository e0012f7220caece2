import type { Database, Queryable } from "../../platform/database/port.ts";
import { type Embedder, isRefused, TEXTS_IN_A_REQUEST } from "../../platform/model/embedder.ts";
import { scoped, systemScope } from "../../platform/scope.ts";

/** What a clause is embedded by, at most; longer ones say what they are about before that. */
const MOST_CHARACTERS = 1_500;
/** A text that is refused is shortened down to this, then left to be found by its words. */
const FEWEST_CHARACTERS = 200;
/** Below so many vectors all are compared, which takes milliseconds; an index costs minutes on PGlite. */
const INDEX_FROM = 10_000;
const PATIENCE = { timeout_ms: 60_000, retries: 5 };

export interface Embedding {
  district_id: number;
  /** Told after every batch: how many of this run are done, of how many. */
  log?: (done: number, of: number) => void;
  /** Looked at between batches; what is done by then stays. */
  isStopped?: () => boolean;
}

/**
 * Embeds the clauses of a district that have no vector of this model and length yet. Every batch is kept when it is there, so a
 * run that ends half-way, however it ends, is gone on with by the next.
 * @returns how many clauses were embedded
 * @throws what the endpoint fails with after all retries; DimensionMismatch
 */
export async function embedMissing(database: Database, embedder: Embedder, run: Embedding): Promise<number> {
  const { district_id, log, isStopped = () => false } = run;
  const scope = systemScope(district_id);
  const of = await scoped(database, scope, (tx) => countMissing(tx, district_id, embedder));
  let done = 0;
  let after = "00000000-0000-0000-0000-000000000000";
  while (done < of && !isStopped()) {
    const batch = await scoped(database, scope, (tx) => nextMissing(tx, district_id, embedder, after));
    const last = batch.at(-1);
    if (!last) break;
    // Outside a transaction: the endpoint may take its time.
    const vectors = await vectorsOf(
      embedder,
      batch.map((clause) => clause.words.slice(0, MOST_CHARACTERS)),
    );
    done += await scoped(database, scope, (tx) => putVectors(tx, district_id, embedder, batch, vectors));
    after = last.id;
    log?.(done, of);
  }
  if (done > 0) await scoped(database, scope, (tx) => indexVectors(tx, embedder));
  return done;
}

const MISSING = `from chunks c join documents d on d.district_id = c.district_id and d.id = c.document_id and d.version = c.version
  where c.district_id = $1 and not exists (select from chunk_embeddings e
    where e.district_id = c.district_id and e.chunk_id = c.id and e.model = $2 and e.dimensions = $3)`;

type Missing = { id: string; words: string };

async function countMissing(tx: Queryable, district_id: number, { model, dimensions }: Embedder): Promise<number> {
  const { rows } = await tx.query<{ missing: number }>(`select count(*)::int as missing ${MISSING}`, [
    district_id,
    model,
    dimensions,
  ]);
  return rows[0]!.missing;
}

async function nextMissing(
  tx: Queryable,
  district_id: number,
  { model, dimensions }: Embedder,
  after: string,
): Promise<Missing[]> {
  const { rows } = await tx.query<Missing>(
    `select c.id, concat_ws(E'\\n', d.title, nullif(c.path, d.title), c.text) as words ${MISSING} and c.id > $4
     order by c.id limit $5`,
    [district_id, model, dimensions, after, TEXTS_IN_A_REQUEST],
  );
  return rows;
}

/** A vector a text; null where the endpoint will not have the text even when it is short. */
async function vectorsOf(embedder: Embedder, texts: readonly string[]): Promise<(number[] | null)[]> {
  try {
    return await embedder.embed(texts, PATIENCE);
  } catch (error) {
    if (!isRefused(error)) throw error;
    // Is it these texts, or anything at all?
    await embedder.embed(["家门口"], PATIENCE);
  }
  const half = Math.ceil(texts.length / 2);
  if (texts.length > 1)
    return [...(await vectorsOf(embedder, texts.slice(0, half))), ...(await vectorsOf(embedder, texts.slice(half)))];
  const shorter = texts[0]!.slice(0, texts[0]!.length / 2);
  return shorter.length < FEWEST_CHARACTERS ? [null] : vectorsOf(embedder, [shorter]);
}

async function putVectors(
  tx: Queryable,
  district_id: number,
  { model, dimensions }: Embedder,
  batch: readonly Missing[],
  vectors: readonly (number[] | null)[],
): Promise<number> {
  const made = batch.flatMap(({ id }, i) => (vectors[i] ? [{ id, vector: JSON.stringify(vectors[i]) }] : []));
  const { affected } = await tx.query(
    `insert into chunk_embeddings (district_id, chunk_id, model, dimensions, embedding)
     select $1, v.id, $2, $3, v.vector::vector from unnest($4::uuid[], $5::text[]) as v(id, vector)
     -- A clause may have gone meanwhile; one that stays must not go before the commit.
     join (select id from chunks where district_id = $1 and id = any($4::uuid[]) for key share) c on c.id = v.id
     on conflict (district_id, chunk_id)
       do update set model = excluded.model, dimensions = excluded.dimensions, embedding = excluded.embedding`,
    [district_id, model, dimensions, made.map(({ id }) => id), made.map(({ vector }) => vector)],
  );
  return affected;
}

async function indexVectors(tx: Queryable, { dimensions }: Embedder): Promise<void> {
  await tx.query(
    `select index_embeddings($1) from (select count(*) as vectors from chunk_embeddings where dimensions = $1) made
     where vectors >= $2`,
    [dimensions, INDEX_FROM],
  );
}
