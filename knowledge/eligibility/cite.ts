import type { Queryable } from "../../platform/database/port.ts";
import type { Citation } from "../citation.ts";
import { bodyStart } from "../documents/segments.ts";
import { type Regions, regionName } from "../regions/regions.ts";
import type { Card, Source } from "./card.ts";

/**
 * The clause that a condition rests on, as a citation that opens it: the words in the document as it stands now.
 * @returns null when the document has gone or says it no longer in these words; then nothing may be said to stand there
 */
export async function citeSource(
  tx: Queryable,
  regions: Regions,
  card: Card,
  source: Source,
): Promise<Citation | null> {
  const document_id = source.document ?? card.document_id;
  const { rows } = await tx.query<{
    title: string;
    doc_no: string | null;
    region: string;
    effective_from: string | null;
    version: number;
    original: string;
  }>(
    `select title, doc_no, region, effective_from::text as effective_from, version, original from documents
     where current and id = $1 and district_id in (0, (select app_district())) order by district_id desc limit 1`,
    [document_id],
  );
  const row = rows[0];
  const start = row ? row.original.indexOf(source.quote, bodyStart(row.original)) : -1;
  if (!row || start === -1) return null;
  return {
    document_id,
    title: row.title,
    doc_no: row.doc_no,
    region: regionName(regions, row.region),
    effective_from: row.effective_from,
    quote: source.quote,
    version: row.version,
    start,
    end: start + source.quote.length,
  };
}
