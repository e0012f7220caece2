import * as z from "zod";
import type { Queryable } from "../../platform/database/port.ts";

/** What stands beside a backup: enough to know whether all of it came back, and nothing that opens it. */
export const manifest = z.object({
  made_at: z.iso.datetime(),
  backend: z.enum(["pglite", "postgres"]),
  /** The highest migration in it. */
  schema: z.int(),
  /** Who owns the schema where it was made. */
  owner: z.string(),
  /** Ids of the keys that sealed what is in it; the keys themselves are kept elsewhere. */
  key_ids: z.array(z.string()),
  /** Rows by table. */
  rows: z.record(z.string(), z.int()),
});
export type Manifest = z.infer<typeof manifest>;

export const FILES = { manifest: "manifest.json", pglite: "database.tar.gz", postgres: "database.dump" } as const;

/** How many rows every table of the case table and of the queue holds. */
export async function countRows(tx: Queryable): Promise<Record<string, number>> {
  const { rows: tables } = await tx.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and not c.relispartition and n.nspname in ('public', 'boss') order by 1`,
  );
  const counted: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await tx.query<{ n: number }>(`select count(*)::int as n from ${name}`);
    counted[name] = rows[0]!.n;
  }
  return counted;
}
