import type { Queryable } from "../../platform/database/port.ts";
import { sealedTables } from "./sealed-columns.ts";

/** Ids of the keys that sealed words in this database; sealed files are not looked at. */
export async function keysIn(tx: Queryable): Promise<string[]> {
  const found = new Set<string>();
  for (const { table, columns } of await sealedTables(tx))
    for (const { name, bytes } of columns) {
      if (bytes) continue;
      const { rows } = await tx.query<{ key_id: string }>(
        `select distinct split_part(${name}, '.', 2) as key_id from ${table} where ${name} like 's1.%'`,
      );
      for (const { key_id } of rows) found.add(key_id);
    }
  return [...found].sort();
}
