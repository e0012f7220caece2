import type { Database } from "../database/port.ts";

export { NEWEST_SCHEMA } from "../../migrations/newest.generated.ts";

/** The highest migration in the database; 0 when there is none. */
export async function schemaVersion(database: Database): Promise<number> {
  const table = await database.query<{ there: string | null }>(
    "select to_regclass('schema_migrations')::text as there",
  );
  if (table.rows[0]?.there == null) return 0;
  const { rows } = await database.query<{ id: number }>("select coalesce(max(id), 0) as id from schema_migrations");
  return rows[0]!.id;
}
