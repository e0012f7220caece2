import type { Queryable } from "../../platform/database/port.ts";
import { readRepeals } from "./repeals.ts";

/** Keeps what the text says that it repeals, in every spelling by which the other text may be known. */
async function storeRepeals(tx: Queryable, district_id: number, document_id: string): Promise<void> {
  const { rows } = await tx.query<{ original: string; supersedes: string | null }>(
    "select original, supersedes from documents where district_id = $1 and id = $2 and current",
    [district_id, document_id],
  );
  const named = rows.flatMap(({ original, supersedes }) => [
    ...(supersedes ? [supersedes] : []),
    ...(/废止|廢止|失效|停止[执執]行|不再[执執]行/.test(original) ? readRepeals(original) : []),
  ]);
  if (named.length === 0) return;
  await tx.query(
    `update documents set repeals = (
       select array_agg(distinct key) from unnest($3::text[]) as name,
         lateral (values (name), (rule_name(name)), (doc_no_key(name))) as keys(key))
     where district_id = $1 and id = $2 and current`,
    [district_id, document_id, named],
  );
}

/**
 * 《关于修改〈慈善法〉的决定》, passed on 2023-12-29 and in force from 2024-09-05: the text of that law that was published on the day
 * of the decision holds from then on. Put before or after the law.
 */
async function storeAmendments(tx: Queryable, district_id: number, document_id: string): Promise<void> {
  await tx.query(
    `with decisions as materialized (
       select id, rule_name, region, published, effective_from from documents
       where district_id = $1 and current and rule_name like '%修改%的决定' and effective_from > published
     )
     update documents d set amended_from = decision.effective_from
     from decisions decision
     where d.district_id = $1 and d.current and d.published = decision.published and $2 in (d.id, decision.id)
       and decision.region = d.region and d.amended_from is distinct from decision.effective_from
       and length(d.rule_name) > 2 and position(d.rule_name in decision.rule_name) > 0 and d.id <> decision.id`,
    [district_id, document_id],
  );
}

/**
 * Sets the days on which the clauses of a document, and of those it touches now or touched in an earlier version, hold. A rule
 * ends on the day before another text of the same district takes its place (migrations/0009_versions.sql), or on the last day
 * that it states itself. What a district's own text does to a shared one is told when it is asked for (retrieve/standing.ts).
 */
export async function settleValidity(tx: Queryable, district_id: number, document_id: string): Promise<void> {
  await storeRepeals(tx, district_id, document_id);
  await storeAmendments(tx, district_id, document_id);
  await tx.query(
    `with put as (
       select id, rule_name, rule_stem, repeals, supersedes from documents where district_id = $1 and id = $2
     ), touched as (
       select d.id, d.starts, least(d.effective_to, (
         select min(last_day(o, d)) from rules o
         where o.district_id = $1 and may_take_place(o, d) and takes_place(o, d) is not null
       )) as ends
       from rules d
       where d.district_id = $1 and d.current and exists (select from put
         where d.id in (put.id, put.supersedes) or d.rule_name = put.rule_name
           or d.id = any(put.repeals) or d.rule_name = any(put.repeals) or doc_no_key(d.doc_no) = any(put.repeals)
           or d.rule_stem = put.rule_stem
          or put.rule_name like '%修改%的决定' and position(d.rule_name in put.rule_name) > 0)
     )
     update chunks c set effective_from = touched.starts, effective_to = touched.ends
     from touched
     where c.district_id = $1 and c.document_id = touched.id
       and (c.effective_from, c.effective_to) is distinct from (touched.starts, touched.ends)`,
    [district_id, document_id],
  );
}
