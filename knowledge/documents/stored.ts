import type { Queryable } from "../../platform/database/port.ts";
import type { NewDocument } from "../ingest/index.ts";

/** One version of a document as it is kept. */
export interface StoredDocument extends NewDocument {
  /** 0: the shared knowledge, which every district reads and none writes. */
  district_id: number;
  version: number;
  /** Whether this version is the one that is retrieved. */
  current: boolean;
  /** As the database writes it. */
  ingested_at: string;
}

const COLUMNS = `district_id, id, version, title, issuer, doc_no, region, published, effective_from, effective_to, supersedes,
  source, checked_on, reliability, complete, doubt, original, content_hash, current, ingested_at::text as ingested_at`;

/**
 * A version of a document; without `version` the one that is retrieved, or the newest when none is. A district's own
 * document goes before a shared one of the same id.
 * @param at.shared look among the shared ones only
 * @returns null when there is none for these eyes
 */
export async function findDocument(
  tx: Queryable,
  id: string,
  at: { version?: number | undefined; shared?: boolean; own?: number } = {},
): Promise<StoredDocument | null> {
  const { rows } = await tx.query<StoredDocument>(
    `select ${COLUMNS} from documents
     where id = $1 and ($2::int is null or version = $2) and (not $3 or district_id = 0) and ($4::int is null or district_id = $4)
     order by district_id desc, current desc, version desc limit 1`,
    [id, at.version ?? null, at.shared ?? false, at.own ?? null],
  );
  return rows[0] ?? null;
}

export interface Version {
  version: number;
  title: string;
  current: boolean;
  ingested_at: string;
}

/** All versions of a document, the newest first. */
export async function listVersions(tx: Queryable, district_id: number, id: string): Promise<Version[]> {
  const { rows } = await tx.query<Version>(
    `select version, title, current, ingested_at::text as ingested_at from documents
     where district_id = $1 and id = $2 order by version desc`,
    [district_id, id],
  );
  return rows;
}

/** A clause of the version that is retrieved, and the days on which it holds (ISO dates; null: not said). */
export interface StoredClause {
  id: string;
  ordinal: number;
  path: string;
  span_start: number;
  span_end: number;
  effective_from: string | null;
  effective_to: string | null;
}

/** The clauses of a version in their order; none for a version that is not retrieved. */
export async function clausesOf(tx: Queryable, document: StoredDocument): Promise<StoredClause[]> {
  const { rows } = await tx.query<StoredClause>(
    `select id, ordinal, path, span_start, span_end, effective_from, effective_to from chunks
     where district_id = $1 and document_id = $2 and version = $3 order by ordinal`,
    [document.district_id, document.id, document.version],
  );
  return rows;
}
