import type { Database, Queryable } from "./database/port.ts";

export type Role = "grid_worker" | "social_worker" | "supervisor" | "admin";

/** On whose behalf a transaction runs. Row-level security reads it; `system` is a timer or the queue of that district. */
export interface Scope {
  district_id: number;
  staff_id: string | null;
  role: Role | "system";
}

/** The service itself in one district. */
export function systemScope(district_id: number): Scope {
  return { district_id, staff_id: null, role: "system" };
}

/**
 * Tells the running transaction on whose behalf it runs; ends with the transaction. Statements are not compiled to machine code (jit)
 * in it: policies make the planner's estimates so large that it would compile nearly every one of them, which takes seconds where
 * the statement takes milliseconds.
 */
export async function setScope(tx: Queryable, scope: Scope): Promise<void> {
  await tx.query(
    `select set_config('app.district', $1, true), set_config('app.staff', $2, true), set_config('app.role', $3, true),
       set_config('jit', 'off', true)`,
    [String(scope.district_id), scope.staff_id ?? "", scope.role],
  );
}

/** One transaction in which only what `scope` may see exists. */
export function scoped<T>(database: Database, scope: Scope, work: (tx: Queryable) => Promise<T>): Promise<T> {
  return database.transaction(async (tx) => {
    await setScope(tx, scope);
    return work(tx);
  });
}

/** The districts of this installation, numbers only. */
export async function districtIds(database: Queryable): Promise<number[]> {
  const { rows } = await database.query<{ id: number }>("select district_ids() as id");
  return rows.map((row) => row.id);
}

/**
 * Refuses a connection that row-level security does not bind, or that could leave the role that it binds.
 * @param embedded on PGlite, where everybody is the superuser and the database's own thread holds the role (`holdRole`)
 * @throws when the connection's role, or one that it may take (`set role`), is a superuser, has BYPASSRLS, or owns a table
 */
export async function assertBoundByRls(database: Queryable, { embedded = false } = {}): Promise<void> {
  const { rows } = await database.query<{ name: string; free: string }>(
    `select who.name, r.rolname as free
     from unnest(case when $1 then array[current_user] else array[current_user, session_user] end) as who(name), pg_roles r
     where pg_has_role(who.name, r.oid, 'member') and (r.rolsuper or r.rolbypassrls or exists (
       select from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relowner = r.oid and c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema$)'))
     limit 1`,
    [embedded],
  );
  if (rows[0]) {
    const { name, free } = rows[0];
    throw new Error(
      `The database role "${name}" is not bound by row-level security${free === name ? "" : `: it may become "${free}"`}. ` +
        "Give DATABASE_URL a role that owns nothing (grant doorstep_service to it) and let MIGRATE_DATABASE_URL name the owner.",
    );
  }
}
