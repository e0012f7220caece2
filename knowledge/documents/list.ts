import type { Queryable } from "../../platform/database/port.ts";
import type { Reliability } from "../ingest/front-matter.ts";
import type { DocumentState } from "./state.ts";

export interface DocumentRow {
  district_id: number;
  id: string;
  version: number;
  title: string;
  doc_no: string | null;
  region: string;
  reliability: Reliability;
  doubt: string | null;
  checked_on: string;
  /** The day by which somebody should look whether it is still right. */
  review_by: string;
  state: DocumentState;
  clauses: number;
}

export interface DocumentFilter {
  /** Part of a title or of a document number. */
  words?: string | undefined;
  reliability?: Reliability | undefined;
  /** Adcode. */
  region?: string | undefined;
  state?: DocumentState | undefined;
  /** Only what is past its review date. */
  overdue?: boolean;
  /** ISO date. */
  today: string;
  page: number;
  page_size: number;
}

/**
 * The newest version of every document that these eyes may see, by title. A text is looked at again after a year.
 * @returns one page, and whether there are more
 */
export async function listDocuments(
  tx: Queryable,
  filter: DocumentFilter,
): Promise<{ rows: DocumentRow[]; more: boolean }> {
  const { rows } = await tx.query<DocumentRow>(
    `with newest as (
       select distinct on (district_id, id) district_id, id, version, title, doc_no, region, reliability, doubt, checked_on,
         (checked_on + interval '12 months')::date as review_by, current
       from documents order by district_id, id, current desc, version desc
     ), listed as (
       select n.*, h.clauses, case
         when not n.current then 'withdrawn'
         when h.ends < $1::date then 'ended'
         when h.starts > $1::date then 'not_yet'
         else 'in_force' end as state
       from newest n cross join lateral (
         select count(*)::int as clauses, min(c.effective_from) as starts,
           case when count(*) > count(c.effective_to) then null else max(c.effective_to) end as ends
         from chunks c where n.current and c.district_id = n.district_id and c.document_id = n.id) h
     )
     select district_id, id, version, title, doc_no, region, reliability, doubt, checked_on, review_by, state, clauses
     from listed where ($2::text is null or position(lower($2) in lower(title || ' ' || coalesce(doc_no, ''))) > 0)
       and ($3::text is null or reliability = $3) and ($4::text is null or region = $4) and ($5::text is null or state = $5)
       and (not $6 or (current and review_by < $1::date))
     order by case when $6 then review_by end, title, id, district_id desc limit $7 offset $8`,
    [
      filter.today,
      filter.words || null,
      filter.reliability ?? null,
      filter.region ?? null,
      filter.state ?? null,
      filter.overdue ?? false,
      filter.page_size + 1,
      (filter.page - 1) * filter.page_size,
    ],
  );
  return { rows: rows.slice(0, filter.page_size), more: rows.length > filter.page_size };
}

/** The regions that documents are of, as adcodes. */
export async function documentRegions(tx: Queryable): Promise<string[]> {
  const { rows } = await tx.query<{ region: string }>("select distinct region from documents order by region");
  return rows.map((row) => row.region);
}
