import type { Queryable } from "../../platform/database/port.ts";

/** A table with sealed columns, as the database itself tells of it, so that a new one cannot be forgotten. */
export interface SealedTable {
  table: string;
  /** The primary key, in its order, with SQL types. */
  key: { name: string; type: string }[];
  columns: { name: string; bytes: boolean }[];
}

/** Every table with a column that is called sealed, by name. */
export async function sealedTables(tx: Queryable): Promise<SealedTable[]> {
  const { rows } = await tx.query<{ table: string; key: SealedTable["key"]; columns: SealedTable["columns"] }>(
    `select c.relname as table,
       (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by k.n)
        from pg_index i, unnest(i.indkey::int[]) with ordinality k(attnum, n)
        join pg_attribute a on a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid) as key,
       json_agg(json_build_object('name', s.attname, 'bytes', s.atttypid = 'bytea'::regtype) order by s.attnum) as columns
     from pg_class c join pg_attribute s on s.attrelid = c.oid and s.attname like '%\\_sealed' and not s.attisdropped
     where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
     group by c.oid, c.relname order by c.relname`,
  );
  return rows;
}

/** Where the values of a column are sealed: `people.name`. */
export const placeOf = (table: string, column: string): string => `${table}.${column.replace(/_sealed$/, "")}`;

/** Whether a value was made by another key than this one, in SQL; unknown for null. */
export const byAnother = ({ name, bytes }: SealedTable["columns"][number], key_id: string): string =>
  bytes ? `substr(t.${name}, 3, 4) <> '\\x${key_id}'::bytea` : `t.${name} not like 's1.${key_id}.%'`;
