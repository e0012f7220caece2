import type { Queryable } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import type { Span } from "../sentences.ts";
import { termLength } from "../terms.ts";
import { countTerms } from "./frequencies.ts";
import type { Reliability } from "./front-matter.ts";
import { settleValidity } from "./validity.ts";
import { sortedIds, weigh } from "./weigh.ts";

export interface NewDocument {
  id: string;
  title: string;
  issuer: string | null;
  doc_no: string | null;
  region: string;
  published: string | null;
  effective_from: string | null;
  effective_to: string | null;
  supersedes: string | null;
  source: string;
  checked_on: string;
  reliability: Reliability;
  complete: boolean;
  doubt: string | null;
  original: string;
  /** Of everything that was read, so that the same again changes nothing. */
  content_hash: string;
}

/** A clause with the terms it is found by (weigh.ts). Its text is `document.original.slice(start, end)`. */
export interface NewChunk extends Span {
  path: string;
  terms: ReadonlyMap<number, number>;
}

interface StoredChunk {
  id: string;
  path: string;
  text: string;
  length: number;
  terms: number[];
}

const sameChunk = (path: string, text: string, length: number, terms: Iterable<number>): string =>
  JSON.stringify([path, text, length, [...terms].sort((a, b) => a - b)]);

/** Rows in one statement: a sparsevec literal is 5 kB, and PGlite never gives back the memory that a long statement took. */
const BATCH = 250;

/**
 * Puts a document and its clauses into a district's index, in the caller's transaction: it becomes visible at commit. A
 * document with the same id becomes a new version; clauses that stayed the same keep their row, the others leave the search.
 * The transaction's scope must be allowed to write knowledge (platform/scope.ts).
 */
export async function putDocument(
  tx: Queryable,
  district_id: number,
  document: NewDocument,
  chunks: readonly NewChunk[],
): Promise<"loaded" | "unchanged"> {
  // One writer a district: versions and frequencies are counted up.
  await tx.query(
    `insert into index_generations (district_id, generation, frozen_average_length, chunks, total_length)
     values ($1, 1, $2, 0, 0) on conflict (district_id) do nothing`,
    [district_id, average(chunks)],
  );
  const locked = await tx.query<{ frozen_average_length: number }>(
    "select frozen_average_length from index_generations where district_id = $1 for update",
    [district_id],
  );
  // A file that was only renamed is no second document.
  const same = await tx.query("select from documents where district_id = $1 and content_hash = $2 and current", [
    district_id,
    document.content_hash,
  ]);
  if (same.rows.length > 0) return "unchanged";

  const known = await tx.query<{ version: number }>(
    "select coalesce(max(version), 0) as version from documents where district_id = $1 and id = $2",
    [district_id, document.id],
  );
  const version = known.rows[0]!.version + 1;
  await insertDocument(tx, district_id, document, version);

  const stored = await tx.query<StoredChunk>(
    "select id, path, text, length, terms from chunks where district_id = $1 and document_id = $2",
    [district_id, document.id],
  );
  const old = new Map<string, StoredChunk[]>();
  for (const row of stored.rows) {
    const key = sameChunk(row.path, row.text, row.length, row.terms);
    old.set(key, [...(old.get(key) ?? []), row]);
  }
  const kept: { id: string; ordinal: number; chunk: NewChunk }[] = [];
  const added: { ordinal: number; chunk: NewChunk }[] = [];
  const findSame = (chunk: NewChunk): StoredChunk | undefined => {
    if (old.size === 0) return undefined;
    const text = document.original.slice(chunk.start, chunk.end);
    return old.get(sameChunk(chunk.path, text, termLength(chunk.terms), chunk.terms.keys()))?.pop();
  };
  chunks.forEach((chunk, ordinal) => {
    const same = findSame(chunk);
    if (same) kept.push({ id: same.id, ordinal, chunk });
    else added.push({ ordinal, chunk });
  });
  const gone = [...old.values()].flat();

  if (kept.length > 0) {
    await tx.query(
      `update chunks c set version = $3, ordinal = k.ordinal, span_start = k.span_start, span_end = k.span_end, region = $8
       from unnest($4::uuid[], $5::int[], $6::int[], $7::int[]) as k(id, ordinal, span_start, span_end)
       where c.district_id = $1 and c.document_id = $2 and c.id = k.id`,
      [
        district_id,
        document.id,
        version,
        kept.map((k) => k.id),
        kept.map((k) => k.ordinal),
        kept.map((k) => k.chunk.start),
        kept.map((k) => k.chunk.end),
        document.region,
      ],
    );
  }
  if (gone.length > 0) {
    await tx.query("delete from chunks where district_id = $1 and id = any($2::uuid[])", [
      district_id,
      gone.map((c) => c.id),
    ]);
  }
  for (let at = 0; at < added.length; at += BATCH) {
    await insertChunks(
      tx,
      district_id,
      document,
      version,
      added.slice(at, at + BATCH),
      locked.rows[0]!.frozen_average_length,
    );
  }
  await countTerms(
    tx,
    district_id,
    added.map(({ chunk }) => ({ terms: chunk.terms.keys(), length: termLength(chunk.terms) })),
    gone,
  );
  await settleValidity(tx, district_id, document.id);
  return "loaded";
}

function average(chunks: readonly NewChunk[]): number {
  const total = chunks.reduce((sum, chunk) => sum + termLength(chunk.terms), 0);
  return Math.max(1, total / Math.max(1, chunks.length));
}

async function insertDocument(
  tx: Queryable,
  district_id: number,
  document: NewDocument,
  version: number,
): Promise<void> {
  await tx.query("update documents set current = false where district_id = $1 and id = $2 and current", [
    district_id,
    document.id,
  ]);
  await tx.query(
    `insert into documents (district_id, id, version, title, issuer, doc_no, region, published, effective_from, effective_to,
       supersedes, source, checked_on, reliability, complete, doubt, original, content_hash, current, ingested_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, true, now())`,
    [
      district_id,
      document.id,
      version,
      document.title,
      document.issuer,
      document.doc_no,
      document.region,
      document.published,
      document.effective_from,
      document.effective_to,
      document.supersedes,
      document.source,
      document.checked_on,
      document.reliability,
      document.complete,
      document.doubt,
      document.original,
      document.content_hash,
    ],
  );
}

async function insertChunks(
  tx: Queryable,
  district_id: number,
  document: NewDocument,
  version: number,
  added: readonly { ordinal: number; chunk: NewChunk }[],
  frozen_average_length: number,
): Promise<void> {
  const lengths = added.map(({ chunk }) => termLength(chunk.terms));
  await tx.query(
    `insert into chunks (district_id, id, document_id, version, ordinal, path, text, span_start, span_end, region, length, terms, bm)
     select $1, c.id, $2, $3, c.ordinal, c.path, c.text, c.span_start, c.span_end, $4, c.length, c.terms::int[], c.bm::sparsevec
     from unnest($5::uuid[], $6::int[], $7::text[], $8::text[], $9::int[], $10::int[], $11::int[], $12::text[], $13::text[])
       as c(id, ordinal, path, text, span_start, span_end, length, terms, bm)`,
    [
      district_id,
      document.id,
      version,
      document.region,
      added.map(() => newId()),
      added.map(({ ordinal }) => ordinal),
      added.map(({ chunk }) => chunk.path),
      added.map(({ chunk }) => document.original.slice(chunk.start, chunk.end)),
      added.map(({ chunk }) => chunk.start),
      added.map(({ chunk }) => chunk.end),
      lengths,
      added.map(({ chunk }) => `{${sortedIds(chunk.terms).join(",")}}`),
      added.map(({ chunk }, i) => weigh(chunk.terms, lengths[i]!, frozen_average_length)),
    ],
  );
}
