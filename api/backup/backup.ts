import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { keysIn } from "../../cases/keys/keys-in.ts";
import { type Config, ConfigError } from "../../platform/config.ts";
import type { PgliteDatabase } from "../../platform/database/pglite.ts";
import type { Database, Queryable } from "../../platform/database/port.ts";
import { NEWEST_SCHEMA } from "../../platform/migrate/schema-version.ts";
import { openAsOwner } from "../../platform/owner.ts";
import { countRows, FILES, type Manifest } from "./manifest.ts";
import { findTool, runTool } from "./tools.ts";

/**
 * Writes all that the database holds, as of one moment, into a new folder; the key that opens it is not in it. PostgreSQL goes on working
 * meanwhile; the embedded database has one process at a time, so its service is stopped for the seconds that it takes.
 * @throws ConfigError when the folder is there already or the tools are not; FolderLocked when a service runs on DATA_DIR
 */
export async function backUp(config: Config, folder: string, path: string | undefined): Promise<Manifest> {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new ConfigError(`${folder} is not empty; name a new folder`);
  const owned = await openAsOwner(config);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, FILES[owned.backend]);
    const made =
      owned.backend === "pglite"
        ? await backUpEmbedded(owned.database, file)
        : await backUpServer(owned.database, owned.url, file, path);
    chmodSync(file, 0o600);
    // Last, so that a folder with a manifest is a whole backup.
    writeFileSync(join(folder, FILES.manifest), `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
    return made;
  } finally {
    await owned.close();
  }
}

async function describe(tx: Queryable, backend: Manifest["backend"]): Promise<Manifest> {
  const { rows } = await tx.query<{ owner: string }>("select current_user::text as owner");
  return {
    made_at: new Date().toISOString(),
    ...{ backend, schema: NEWEST_SCHEMA, owner: rows[0]!.owner },
    key_ids: await keysIn(tx),
    rows: await countRows(tx),
  };
}

async function backUpEmbedded(database: PgliteDatabase, file: string): Promise<Manifest> {
  const made = await describe(database, "pglite");
  await database.execute("checkpoint");
  writeFileSync(file, gzipSync(await database.dump(), { level: 3 }), { mode: 0o600 });
  return made;
}

/** Counts and rows are of one snapshot, which pg_dump is told. */
function backUpServer(database: Database, url: string, file: string, path: string | undefined): Promise<Manifest> {
  return database.transaction(async (tx) => {
    await tx.query("set transaction isolation level repeatable read, read only");
    const { rows } = await tx.query<{ major: number; free: boolean; hidden: string | null }>(
      `select current_setting('server_version_num')::int / 10000 as major,
         (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as free,
         (select string_agg(c.relname, ', ') from pg_class c where c.relnamespace = 'public'::regnamespace and c.relrowsecurity
           and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'owner'
             and p.polroles = array[(select oid from pg_roles where rolname = current_user)])) as hidden`,
    );
    const { major, free, hidden } = rows[0]!;
    // Else a backup would be without those rows, and nobody would know.
    if (!free && hidden !== null)
      throw new ConfigError(
        `MIGRATE_DATABASE_URL: its role does not see every row of ${hidden}. Back up as the owner of the schema`,
      );
    const tool = await findTool("pg_dump", major);
    const snapshot = await tx.query<{ id: string }>("select pg_export_snapshot() as id");
    const made = await describe(tx, "postgres");
    const args = ["--format=custom", "--no-owner", "--enable-row-security", `--snapshot=${snapshot.rows[0]!.id}`];
    await runTool(tool, [...args, `--file=${file}`], url, path);
    return made;
  });
}
