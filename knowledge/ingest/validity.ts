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
  // Each half starts from the one document that was put, so that what else is held is not read through.
  await tx.query(
    `with decisions as materialized (
       select id, rule_name, region, published, effective_from from documents
       where district_id = $1 and current and rule_name like '%修改%的决定' and effective_from > published
     ), near as materialized (
       select d.id, d.rule_name, d.region, d.published from documents d where d.district_id = $1 and d.current and d.id = $2
       union all
       select d.id, d.rule_name, d.region, d.published from decisions join documents d on d.published = decisions.published
       where d.district_id = $1 and d.current and d.id <> $2 and decisions.id = $2
     )
     update documents d set amended_from = decision.effective_from
     from near, decisions decision
     where d.district_id = $1 and d.current and d.id = near.id and $2 in (near.id, decision.id)
       and near.published = decision.published and decision.region = near.region
       and d.amended_from is distinct from decision.effective_from
       and length(near.rule_name) > 2 and position(near.rule_name in decision.rule_name) > 0 and near.id <> decision.id`,
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
  // A branch for each index and each step on its own: in one condition with `or`, every clause meets every document.
  await tx.query(
    `with put as materialized (
       select rule_name, rule_stem, repeals, supersedes from documents where district_id = $1 and id = $2
     ), touched as materialized (
       select id from documents where district_id = $1 and current
         and id = any(array(select $2 union select supersedes from put union select unnest(repeals) from put))
       union
       select id from documents where district_id = $1 and current
         and rule_name = any(array(select rule_name from put union select unnest(repeals) from put))
       union
       select id from documents where district_id = $1 and current and rule_stem = any(array(select rule_stem from put))
       union
       select d.id from put, documents d
       where d.district_id = $1 and d.current and put.repeals <> '{}' and doc_no_key(d.doc_no) = any(put.repeals)
       union
       select d.id from put, documents d
       where d.district_id = $1 and d.current and put.rule_name like '%修改%的决定' and position(d.rule_name in put.rule_name) > 0
     ), days as materialized (
       select d.id, d.starts, least(
         d.effective_to,
         (select min(last_day(o, d)) from rules o
          where o.district_id = $1 and o.current and o.rule_name = d.rule_name and takes_place(o, d) is not null),
         (select min(last_day(o, d)) from rules o
          where o.district_id = $1 and o.current and o.rule_stem = d.rule_stem and takes_place(o, d) is not null),
         (select min(last_day(o, d)) from rules o
          where o.district_id = $1 and o.current and (o.repeals <> '{}' or o.supersedes is not null)
            and (o.supersedes = d.id or o.repeals && array[d.id, d.rule_name, doc_no_key(d.doc_no)])
            and takes_place(o, d) is not null)
       ) as ends
       from rules d join touched using (id)
       where d.district_id = $1 and d.current
     )
     update chunks c set effective_from = days.starts, effective_to = days.ends
     from days
     where c.district_id = $1 and c.document_id = days.id
       and (c.effective_from, c.effective_to) is distinct from (days.starts, days.ends)`,
    [district_id, document_id],
  );
}
