import * as z from "zod";
import { HSDS_TABLES, type Resource } from "../../knowledge/directory/hsds/tables.ts";
import type { Queryable } from "../../platform/database/port.ts";

const flag = z.enum(["true", "false"]).transform((value) => value === "true");

/** Parameters of the standard's API that mean something here. */
export const filters = z.object({
  page: z.coerce.number().int().min(1).default(1),
  per_page: z.coerce.number().int().min(1).max(200).default(50),
  search: z.string().max(200).optional(),
  full: flag.default(false),
  full_service: flag.default(false),
  minimal: flag.default(false),
  format: z.literal("json").optional(),
  modified_after: z.coerce.date().optional(),
  organization_id: z.uuid().optional(),
  taxonomy_id: z.uuid().optional(),
  taxonomy_term_id: z.uuid().optional(),
  parent_id: z.uuid().optional(),
  top_only: flag.default(false),
});
export type Filters = z.infer<typeof filters>;

export interface Page {
  total: number;
  /** Of this page, by id. */
  ids: string[];
}

/** Services that the filters leave; `$1` to `$5` as in `findIds`. */
const SERVICES = `select s.id from services s where
  ($1::text is null or position(lower($1) in lower(concat_ws(' ', s.name, s.alternate_name, s.description, s.eligibility_description))) > 0)
  and ($2::uuid is null or s.organization_id = $2)
  and ($3::uuid is null or exists (select from attributes a where a.district_id = s.district_id and a.link_id = s.id
    and a.taxonomy_term_id = $3))
  and ($4::uuid is null or exists (select from attributes a
    join taxonomy_terms t on t.district_id = a.district_id and t.id = a.taxonomy_term_id
    where a.district_id = s.district_id and a.link_id = s.id and t.taxonomy_id = $4))
  and ($5::timestamptz is null or s.last_modified >= $5)`;

/** The ids of one page of a table. The scope of `tx` decides what there is. */
export async function findIds(tx: Queryable, resource: Resource, asked: Filters): Promise<Page> {
  const search = asked.search?.trim() || null;
  const { where, params } = condition(resource, asked, search);
  const { table } = HSDS_TABLES[resource];
  const { rows } = await tx.query<{ id: string; total: number }>(
    `select t.id, count(*) over ()::int as total from ${table} t where ${where} order by t.id
     limit ${asked.per_page} offset ${(asked.page - 1) * asked.per_page}`,
    params,
  );
  if (rows[0]) return { total: rows[0].total, ids: rows.map(({ id }) => id) };
  const counted = await tx.query<{ total: number }>(
    `select count(*)::int as total from ${table} t where ${where}`,
    params,
  );
  return { total: counted.rows[0]!.total, ids: [] };
}

function condition(resource: Resource, asked: Filters, search: string | null): { where: string; params: unknown[] } {
  const of_services = [search, asked.organization_id, asked.taxonomy_term_id, asked.taxonomy_id, asked.modified_after];
  if (resource === "service")
    return { where: `t.id in (${SERVICES})`, params: of_services.map((value) => value ?? null) };
  if (resource === "service_at_location")
    return { where: `t.service_id in (${SERVICES})`, params: of_services.map((value) => value ?? null) };
  const by_words = "($1::text is null or position(lower($1) in lower(concat_ws(' ', t.name, t.description))) > 0)";
  if (resource !== "taxonomy_term") return { where: by_words, params: [search] };
  return {
    where: `${by_words} and ($2::uuid is null or t.taxonomy_id = $2) and ($3::uuid is null or t.parent_id = $3)
      and (not $4 or t.parent_id is null)`,
    params: [search, asked.taxonomy_id ?? null, asked.parent_id ?? null, asked.top_only],
  };
}
