/** For tests only: statements of somebody who goes around the service, and what the database says to each. */
import { DatabaseError, type Queryable, type Row } from "../../platform/database/port.ts";
import type { StoredRow } from "./reach.ts";

/** Forbidden by rights or row-level security. */
const REFUSED = "42501";
/** Let through by these, and stopped by a constraint that looks at rows only afterwards. */
const CONSTRAINT = /^23/;

/**
 * One statement, undone at once unless it is to be kept.
 * @returns what it gave back, one empty row where a constraint stopped what was let through; null when it was refused
 */
export async function attempt(
  tx: Queryable,
  sql: string,
  params: readonly unknown[] = [],
  keep = false,
): Promise<Row[] | null> {
  await tx.query("savepoint attempt");
  let undo = !keep;
  try {
    return (await tx.query(sql, params)).rows;
  } catch (error) {
    undo = true;
    if (!(error instanceof DatabaseError)) throw error;
    if (error.code === REFUSED) return null;
    if (CONSTRAINT.test(error.code)) return [{}];
    throw new Error(`${error.message}: ${sql}`, { cause: error });
  } finally {
    await tx.query(undo ? "rollback to savepoint attempt" : "release savepoint attempt");
  }
}

/** Columns that the database works out itself, by table. */
export async function workedOut(tx: Queryable): Promise<Map<string, Set<string>>> {
  const { rows } = await tx.query<{ table: string; names: string[] }>(
    `select c.relname as table, array_agg(a.attname::text) as names from pg_class c join pg_attribute a on a.attrelid = c.oid
     where a.attgenerated <> '' and c.relnamespace = 'public'::regnamespace group by 1`,
  );
  return new Map(rows.map(({ table, names }) => [table, new Set(names)]));
}

/** Puts `row` in as it stands. */
export function put(
  tx: Queryable,
  table: string,
  row: StoredRow["row"],
  left_out: Map<string, Set<string>>,
  keep = false,
): Promise<Row[] | null> {
  const columns = Object.keys(row).filter((name) => !left_out.get(table)?.has(name));
  return attempt(
    tx,
    `insert into ${table} (${columns}) overriding system value select ${columns} from jsonb_populate_record(null::${table}, $1::jsonb)`,
    [JSON.stringify(row)],
    keep,
  );
}

/** A column that says in whose name something is. */
const NAMES_SOMEBODY =
  /(^|_)(staff|staff_id|by|by_staff|owner_id|proposed_by|to_staff|from_staff|handed_to|stand_in_id)$/;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** A row as somebody would forge it: the same, but in their name, in their grid and for their organization. */
export function forged(
  { row }: StoredRow,
  me: { staff_id: string; area_ids: readonly string[]; organization_id: string | null },
  id: string,
): StoredRow["row"] {
  const made = { ...row };
  for (const name of Object.keys(made)) {
    if (NAMES_SOMEBODY.test(name) && made[name] !== null) made[name] = me.staff_id;
    else if (name === "area_id") made[name] = me.area_ids[0] ?? null;
    else if (name === "organization_id") made[name] = me.organization_id;
    else if (name === "id" && UUID.test(String(made[name]))) made[name] = id;
  }
  return made;
}

/** Its columns that lead to other rows. */
export function leads(row: StoredRow["row"]): string[] {
  return Object.keys(row).filter(
    (name) =>
      /(_id|_from|_into|_visit)$/.test(name) &&
      !["area_id", "organization_id"].includes(name) &&
      !NAMES_SOMEBODY.test(name) &&
      UUID.test(String(row[name])),
  );
}
