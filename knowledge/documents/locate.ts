import type { Queryable } from "../../platform/database/port.ts";
import type { Citation } from "../citation.ts";

/** The clause that a citation quotes; null when the text has left the search since. */
export async function findCitedClause(tx: Queryable, citation: Citation): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from chunks
     where district_id in (0, (select app_district())) and document_id = $1 and version = $2
       and span_start <= $3 and span_end >= $4
     order by district_id desc, ordinal limit 1`,
    [citation.document_id, citation.version, citation.start, citation.end],
  );
  return rows[0]?.id ?? null;
}
