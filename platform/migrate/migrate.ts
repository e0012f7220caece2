import { MIGRATIONS } from "../../migrations/migrations.generated.ts";
import type { Database } from "../database/port.ts";

/** "doorstep" as a 32-bit number: everybody who migrates takes this lock. */
const LOCK = 0x646f6f72;

/**
 * Brings the schema up to date, forward only. Several processes may call it at once: one does the work, the others wait
 * and find it done. Each migration is one transaction with its own row in `schema_migrations`.
 * @returns the names that were applied now
 */
export async function migrate(database: Database): Promise<string[]> {
  const applied: string[] = [];
  await database.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1)", [LOCK]);
    await tx.query(`create table if not exists schema_migrations (
      id integer primary key, name text not null, applied_at timestamptz not null default now())`);
  });
  for (const { id, name, sql } of MIGRATIONS) {
    await database.transaction(async (tx) => {
      await tx.query("select pg_advisory_xact_lock($1)", [LOCK]);
      const known = await tx.query("select from schema_migrations where id = $1", [id]);
      if (known.rows.length > 0) return;
      await tx.query("insert into schema_migrations (id, name) values ($1, $2)", [id, name]);
      for (const statement of statements(sql)) await tx.query(statement);
      // After each, so that a service that is started before the last one can say how far it came.
      await tx.query("grant select on schema_migrations to doorstep_service");
      applied.push(name);
    });
  }
  await database.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1)", [LOCK]);
    await tx.query("grant select on schema_migrations to doorstep_service");
  });
  return applied;
}

/** Splits a migration at semicolons that end a line outside dollar quotes: both drivers take one statement at a time. */
export function statements(sql: string): string[] {
  const found: string[] = [];
  let current = "";
  let dollar: string | null = null;
  for (const line of sql.split("\n")) {
    current += `${line}\n`;
    for (const [mark] of line.matchAll(/\$\w*\$/g)) {
      if (dollar === null) dollar = mark;
      else if (dollar === mark) dollar = null;
    }
    if (dollar === null && /;\s*(--.*)?$/.test(line)) {
      found.push(current.trim());
      current = "";
    }
  }
  if (current.trim()) found.push(current.trim());
  return found.filter((statement) => statement.replace(/--.*$/gm, "").trim() !== "");
}
