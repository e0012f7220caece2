import type { Queryable } from "../../platform/database/port.ts";

/** Two rules with this name in common are texts of one rule: without 中华人民共和国, 《》 and a year or number in brackets. */
const nameOf = (row: string): string =>
  `regexp_replace(${row}.title, '^《?中华人民共和国|[《》\\s]|[（(][^（()）]*[)）]$', '', 'g')`;

/** The day from which a text holds as it stands: an amended text holds from its last amendment. */
const startOf = (row: string): string => `greatest(${row}.effective_from, ${row}.published)`;

/** `other` is a text of the same rule. Reports are no rules: a newer one takes nothing from an older one. */
const sameRule = (row: string, other: string): string =>
  `(${row}.reliability in ('law', 'official') and ${other}.reliability in ('law', 'official')
    and ${row}.region = ${other}.region and ${nameOf(row)} = ${nameOf(other)})`;

/**
 * Sets the days on which the clauses of a document, and of those it touches, hold. A rule ends on the day before a later text
 * of the same name and place begins, or before one that names it in `supersedes`, or on the last day it states.
 */
export async function settleValidity(tx: Queryable, district_id: number, document_id: string): Promise<void> {
  await tx.query(
    `update chunks c set effective_from = v.starts, effective_to = v.ends
     from (
       select d.id, ${startOf("d")} as starts, least(d.effective_to, (
         select min(coalesce(${startOf("o")}, o.checked_on) - 1) from documents o
         where o.district_id = d.district_id and o.current and o.id <> d.id and (o.supersedes = d.id
           or ${sameRule("o", "d")} and ${startOf("o")} > coalesce(${startOf("d")}, '-infinity'))
       )) as ends
       from documents d join documents put
         on put.district_id = d.district_id and put.current and (d.id in (put.id, put.supersedes) or ${sameRule("d", "put")})
       where d.district_id = $1 and d.current and put.id = $2
     ) v
     where c.district_id = $1 and c.document_id = v.id
       and (c.effective_from, c.effective_to) is distinct from (v.starts, v.ends)`,
    [district_id, document_id],
  );
}
