import type { Queryable } from "../../platform/database/port.ts";
import type { Clause } from "./search.ts";

/**
 * Whether every one of these clauses would be found now as it was a moment ago: none was deleted, changed or put out of force
 * meanwhile. For a day on which they do not hold by themselves the answer is no.
 * @param as_of ISO date
 */
export async function stillHeld(
  tx: Queryable,
  clauses: readonly Pick<Clause, "chunk_id" | "document_id" | "version">[],
  as_of: string,
): Promise<boolean> {
  const { rows } = await tx.query<{ held: number }>(
    `select count(*)::integer as held
     from unnest($1::uuid[], $2::text[], $3::integer[]) as asked(id, document_id, version)
     join chunks c on c.district_id in (0, (select app_district())) and c.id = asked.id and c.document_id = asked.document_id
       and c.version = asked.version and coalesce(c.effective_from <= $4, true) and coalesce(c.effective_to >= $4, true)
     join documents d on d.district_id = c.district_id and d.id = c.document_id and d.version = c.version and d.current`,
    [
      clauses.map(({ chunk_id }) => chunk_id),
      clauses.map(({ document_id }) => document_id),
      clauses.map(({ version }) => version),
      as_of,
    ],
  );
  return rows[0]!.held === clauses.length;
}
