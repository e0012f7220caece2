/** Opens the database as the owner of its schema, for the commands that go through every row of every district. Node only. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Config, ConfigError } from "./config.ts";
import { lockFolder } from "./database/lock.ts";
import { openPglite, type PgliteDatabase } from "./database/pglite.ts";
import type { Database } from "./database/port.ts";
import { openPostgres } from "./database/postgres.ts";
import { NEWEST_SCHEMA, schemaVersion } from "./migrate/schema-version.ts";

export type Owned = { close(): Promise<void> } & (
  | { backend: "pglite"; database: PgliteDatabase }
  | { backend: "postgres"; database: Database; url: string }
);

/** Where the embedded database of a DATA_DIR lies. */
export const pgliteFolder = (data_dir: string): string => join(data_dir, "postgres");

/** How the owner of the schema reaches it on a server. @throws ConfigError when nobody is named */
export function ownerUrl({ migrate_url }: Extract<Config["database"], { mode: "postgres" }>): string {
  if (migrate_url === null)
    throw new ConfigError("MIGRATE_DATABASE_URL: is needed here; it names the owner of the schema");
  return migrate_url;
}

/**
 * @throws ConfigError when there is no database yet, its schema is of another build, or nobody is named who owns it; FolderLocked when
 *   a service runs on DATA_DIR
 */
export async function openAsOwner({ database: at }: Config): Promise<Owned> {
  const owned = at.mode === "embedded" ? await openFolder(at.data_dir) : openServer(ownerUrl(at));
  try {
    const version = await schemaVersion(owned.database);
    if (version !== NEWEST_SCHEMA)
      throw new ConfigError(
        `The schema is at ${version}, this build needs ${NEWEST_SCHEMA}. Run \`npm run migrate\` first`,
      );
    return owned;
  } catch (error) {
    await owned.close();
    throw error;
  }
}

async function openFolder(data_dir: string): Promise<Owned> {
  const folder = pgliteFolder(data_dir);
  if (!existsSync(folder)) throw new ConfigError(`DATA_DIR: there is no database in ${data_dir}`);
  const unlock = lockFolder(data_dir);
  try {
    const database = await openPglite(folder);
    const close = async (): Promise<void> => {
      await database.close();
      unlock();
    };
    return { backend: "pglite", database, close };
  } catch (error) {
    unlock();
    throw error;
  }
}

function openServer(url: string): Owned {
  const database = openPostgres(url, { connections: 4 });
  return { backend: "postgres", database, url, close: () => database.close() };
}
