/** For tests only: a row for any table, made from the catalog, so that a new table is walked from the day it is made. */
import type { Queryable } from "../platform/database/port.ts";
import type { Member } from "./fixture.ts";

export interface Column {
  name: string;
  type: string;
  /** The first value a check constraint allows. */
  allowed: string | null;
  /** It may be empty, and a check ties it to other columns; of columns one of which has to be filled, the last one is. */
  tied: boolean;
}

/**
 * Every table of a district with the columns that one writes, from the catalog: a new one is walked from the day it is made.
 * What the database numbers or works out itself is left out.
 */
export async function tenantTables(tx: Queryable): Promise<Map<string, Column[]>> {
  const { rows } = await tx.query<Column & { table: string }>(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
       (select substring(pg_get_constraintdef(k.oid) from 'ARRAY\\[''([^'']+)''') from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1) as allowed,
       not a.attnotnull and exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c'
         and a.attnum = any(k.conkey) and cardinality(k.conkey) > 1
         and not (pg_get_constraintdef(k.oid) like '%num_nonnulls(%) = 1%' and a.attnum = k.conkey[cardinality(k.conkey)])) as tied
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and a.attidentity = '' and a.attgenerated = ''
       and exists (select from pg_attribute d where d.attrelid = c.oid and d.attname = 'district_id')
     order by c.relname, a.attnum`,
  );
  const tables = new Map<string, Column[]>();
  for (const { table, ...column } of rows) tables.set(table, [...(tables.get(table) ?? []), column]);
  return tables;
}

/**
 * A value for a column of a row of `whose`, in their grid and organization. Every other id is theirs, too: the rows made for one
 * member hang together, each under that id.
 */
export function valueFor(column: Column, district_id: number, whose: Member): unknown {
  if (column.name === "district_id") return district_id;
  if (column.allowed !== null) return column.allowed;
  if (column.tied) return null;
  if (column.name.endsWith("area_id") || column.name === "parent_id") return whose.area_ids[0] ?? whose.id;
  if (column.name === "organization_id") return whose.organization_id ?? whose.id;
  const type = column.type.replace(/\(.*\)/, "");
  const values: Record<string, unknown> = {
    uuid: whose.id,
    text: whose.id,
    character: "1",
    integer: 1,
    smallint: 1,
    bigint: 1,
    "double precision": 1,
    boolean: true,
    date: "2026-11-21",
    "timestamp with time zone": "2026-11-21T02:00:00Z",
    "time without time zone": "09:00",
    jsonb: "{}",
    xid8: "1",
    "text[]": [],
    "integer[]": [],
    "smallint[]": [],
    "uuid[]": [],
    "real[]": [],
    sparsevec: "{1:1}/1000000000",
    vector: "[1]",
    bytea: Uint8Array.of(1),
  };
  if (!(type in values)) throw new Error(`${column.name} is a ${column.type}: give this fixture a value for it`);
  return values[type];
}

export const insertInto = (table: string, columns: Column[]): string =>
  `insert into ${table} (${columns.map((column) => column.name)}) values (${columns.map((_, i) => `$${i + 1}`)})`;
