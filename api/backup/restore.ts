import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Config, ConfigError } from "../../platform/config.ts";
import { lockFolder } from "../../platform/database/lock.ts";
import { openPglite } from "../../platform/database/pglite.ts";
import type { Database } from "../../platform/database/port.ts";
import { openPostgres } from "../../platform/database/postgres.ts";
import { NEWEST_SCHEMA } from "../../platform/migrate/schema-version.ts";
import { ownerUrl, pgliteFolder } from "../../platform/owner.ts";
import { countRows, FILES, type Manifest, manifest } from "./manifest.ts";
import { findTool, runTool } from "./tools.ts";

/**
 * Brings a backup back into an empty database, all of it or nothing, and counts that every row came.
 * @returns what the backup says of itself
 * @throws ConfigError when it is no whole backup, of another kind of database or a newer build, or the database is not empty
 */
export async function restore(config: Config, folder: string, path: string | undefined): Promise<Manifest> {
  const said = readManifest(folder);
  const mine = config.database.mode === "embedded" ? "pglite" : "postgres";
  if (said.backend !== mine)
    throw new ConfigError(`${folder} is a backup of ${said.backend}; here is ${mine}. Set DATABASE_URL accordingly`);
  if (said.schema > NEWEST_SCHEMA)
    throw new ConfigError(`${folder} was made by a newer build (schema ${said.schema}, here ${NEWEST_SCHEMA})`);
  const file = join(folder, FILES[mine]);
  if (config.database.mode === "embedded") await restoreEmbedded(config.database.data_dir, file, said);
  else await restoreServer(ownerUrl(config.database), file, said, path);
  return said;
}

function readManifest(folder: string): Manifest {
  const file = join(folder, FILES.manifest);
  if (!existsSync(file)) throw new ConfigError(`${folder} is no whole backup: ${FILES.manifest} is missing`);
  return manifest.parse(JSON.parse(readFileSync(file, "utf8")));
}

async function assertWhole(database: Database, { rows }: Manifest): Promise<void> {
  const counted = await database.transaction(countRows);
  const wrong = Object.entries(rows).filter(([table, n]) => counted[table] !== n);
  if (wrong.length > 0)
    throw new ConfigError(
      `Not every row came back: ${wrong.map(([table, n]) => `${table} ${counted[table] ?? 0} of ${n}`).join(", ")}`,
    );
}

async function restoreEmbedded(data_dir: string, file: string, said: Manifest): Promise<void> {
  mkdirSync(data_dir, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(data_dir);
  const folder = pgliteFolder(data_dir);
  try {
    if (existsSync(folder))
      throw new ConfigError(`DATA_DIR: ${data_dir} holds a database already; name an empty folder`);
    const database = await openPglite(folder, { snapshot: gunzipSync(readFileSync(file)) });
    try {
      await assertWhole(database, said);
    } catch (error) {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
    await database.close();
  } finally {
    unlock();
  }
}

/** What the new database has or makes itself: extensions and their comments, the schema that is always there. */
const THERE_ALREADY =
  / (EXTENSION|SCHEMA) - (vector|plpgsql|public) | (COMMENT|ACL) - (EXTENSION vector|EXTENSION plpgsql|SCHEMA public) /;

async function restoreServer(url: string, file: string, said: Manifest, path: string | undefined): Promise<void> {
  const owner = openPostgres(url, { connections: 1 });
  const folder = mkdtempSync(join(tmpdir(), "doorstep-restore-"));
  try {
    const { rows } = await owner.query<{ major: number; tables: number }>(
      `select current_setting('server_version_num')::int / 10000 as major, (select count(*)::int from pg_class c
         join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname in ('public', 'boss')) as tables`,
    );
    const { major, tables } = rows[0]!;
    if (tables > 0) throw new ConfigError("MIGRATE_DATABASE_URL: the database is not empty; name an empty one");
    const tool = await findTool("pg_restore", major);
    await owner.query("create extension if not exists vector");
    await owner.query(
      "do $$ begin if not exists (select from pg_roles where rolname = 'doorstep_service') then create role doorstep_service nologin; end if; end $$",
    );
    const lines = (await runTool(tool, ["--list", file], null, path))
      .split("\n")
      .filter((line) => !THERE_ALREADY.test(line));
    const listed = (name: string, chosen: string[]): string => {
      const list = join(folder, name);
      writeFileSync(list, chosen.join("\n"));
      return `--use-list=${list}`;
    };
    const isPolicy = (line: string): boolean => / POLICY public /.test(line);
    const rest = listed(
      "rest",
      lines.filter((line) => !isPolicy(line)),
    );
    const flags = ["--no-owner", "--exit-on-error", "--single-transaction"];
    await runTool(tool, [...flags, rest, "--dbname", new URL(url).pathname.slice(1), file], url, path);
    // Some policies are the owner's, who may be called otherwise here.
    const policies = await runTool(tool, [listed("policies", lines.filter(isPolicy)), "--file=-", file], null, path);
    await owner.execute(toOwner(policies, said.owner));
    await assertWhole(owner, said);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await owner.close();
  }
}

/** The policies of the owner there as those of the owner here. */
export function toOwner(sql: string, owner: string): string {
  const statements = sql
    .split("\n")
    .filter((line) => !line.startsWith("\\") && !/^(SET|SELECT pg_catalog\.set_config)/.test(line));
  const names = [owner, `"${owner.replaceAll('"', '""')}"`];
  return names.reduce(
    (text, name) =>
      text.replaceAll(` TO ${name} `, " TO current_user ").replaceAll(` TO ${name};`, " TO current_user;"),
    statements.join("\n"),
  );
}
