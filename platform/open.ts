/** Opens what the configuration names, on Node: the key, the database with its schema, and the service's role on it. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Config, ConfigError } from "./config.ts";
import { lockFolder } from "./database/lock.ts";
import { openPglite } from "./database/pglite.ts";
import type { Database } from "./database/port.ts";
import { openPostgres } from "./database/postgres.ts";
import { migrate } from "./migrate/migrate.ts";
import { NEWEST_SCHEMA, schemaVersion } from "./migrate/schema-version.ts";
import { pgliteFolder } from "./owner.ts";
import { installQueue } from "./queue/boss.ts";
import { assertBoundByRls } from "./scope.ts";
import { newAppKey } from "./seal.ts";

export interface Opened {
  database: Database;
  backend: "pglite" | "postgres";
  app_key: string;
  /** Fresh statistics for the planner, where no autovacuum makes them: without them an empty queue is slow to look at. */
  analyze(): Promise<void>;
  close(): Promise<void>;
}

/**
 * APP_KEY, or the one kept in DATA_DIR by the embedded default, made at the first start.
 * @param say is told when a key was made, and where it lies
 */
export function readAppKey(config: Config, say: (line: string) => void): string {
  if (config.app_key !== null) return config.app_key;
  if (config.database.mode === "postgres") throw new ConfigError("APP_KEY: is needed with DATABASE_URL");
  const folder = config.database.data_dir;
  const file = join(folder, "app.key");
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${newAppKey()}\n`, { mode: 0o600, flag: "wx" });
    say(
      `Made a key for sealed fields: ${file} (only this user can read it). Without it they cannot be read; back it up apart from the database.`,
    );
  }
  chmodSync(file, 0o600);
  return readFileSync(file, "utf8").trim();
}

/**
 * @throws ConfigError when the key, the schema or the role is not as it should be; FolderLocked when another process has
 *   DATA_DIR
 */
export async function open(config: Config, say: (line: string) => void): Promise<Opened> {
  const app_key = readAppKey(config, say);
  return config.database.mode === "embedded"
    ? openEmbedded(config.database.data_dir, app_key)
    : openServer(config.database, app_key, say);
}

async function openEmbedded(data_dir: string, app_key: string): Promise<Opened> {
  mkdirSync(data_dir, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(data_dir);
  try {
    const database = await openPglite(pgliteFolder(data_dir));
    if ((await schemaVersion(database)) !== NEWEST_SCHEMA) {
      await migrate(database);
      await installQueue(database, "pglite");
    }
    await database.holdRole("doorstep_service");
    await assertBoundByRls(database, { embedded: true });
    return {
      database,
      backend: "pglite",
      app_key,
      // One turn of the one connection: nobody else runs while the role is reset.
      async analyze() {
        await database.execute("reset role; analyze; set role doorstep_service");
      },
      async close() {
        await database.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openServer(
  { url, migrate_url }: { url: string; migrate_url: string | null },
  app_key: string,
  say: (line: string) => void,
): Promise<Opened> {
  if (migrate_url !== null) {
    const owner = openPostgres(migrate_url, { connections: 2 });
    try {
      const applied = await migrate(owner);
      await installQueue(owner, "postgres");
      for (const name of applied) say(`Migrated: ${name}`);
      await owner.query(`grant doorstep_service to ${quoted(new URL(url).username)}`).catch(() => {});
    } finally {
      await owner.close();
    }
  }
  const database = openPostgres(url);
  try {
    const version = await schemaVersion(database);
    if (version !== NEWEST_SCHEMA) {
      throw new ConfigError(
        `DATABASE_URL: the schema is at ${version}, this build needs ${NEWEST_SCHEMA}. Run \`npm run migrate\` with MIGRATE_DATABASE_URL`,
      );
    }
    await assertBoundByRls(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return { database, backend: "postgres", app_key, analyze: async () => {}, close: () => database.close() };
}

/** An identifier in double quotes, for the one statement that cannot take a parameter. */
function quoted(name: string): string {
  return `"${decodeURIComponent(name).replaceAll('"', '""')}"`;
}
