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
 * Refuses a database role that row-level security does not bind.
 * @throws when the connection is a superuser, has BYPASSRLS, or owns a table of the service
 */
export async function assertBoundByRls(database: Queryable): Promise<void> {
  const { rows } = await database.query<{ name: string; free: boolean; owns: number }>(`
    select current_user as name, r.rolsuper or r.rolbypassrls as free,
      (select count(*)::int from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and pg_has_role(current_user, c.relowner, 'usage')) as owns
    from pg_roles r where r.rolname = current_user`);
  const { name, free, owns } = rows[0]!;
  if (free || owns > 0) {
    throw new Error(
      `The database role "${name}" is not bound by row-level security. Give DATABASE_URL a role that owns nothing ` +
        "(grant doorstep_service to it) and let MIGRATE_DATABASE_URL name the owner.",
    );
  }
}
