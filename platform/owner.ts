/** Opens the database as the owner of its schema, for the commands that go through every row of every district. Node only. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Config, ConfigError } from "./config.ts";
import { lockFolder } from "./database/lock.ts";
import { openPglite } from "./database/pglite.ts";
import type { Database } from "./database/port.ts";
import { openPostgres } from "./database/postgres.ts";
import { NEWEST_SCHEMA, schemaVersion } from "./migrate/migrate.ts";

export interface Owned {
  database: Database;
  backend: "pglite" | "postgres";
  close(): Promise<void>;
}

/** Where the embedded database of a DATA_DIR lies. */
export const pgliteFolder = (data_dir: string): string => join(data_dir, "postgres");

/**
 * @throws ConfigError when there is no database yet, its schema is of another build, or nobody is named who owns it; FolderLocked when
 *   a service runs on DATA_DIR
 */
export async function openAsOwner({ database: at }: Config): Promise<Owned> {
  if (at.mode === "postgres" && at.migrate_url === null)
    throw new ConfigError("MIGRATE_DATABASE_URL: is needed here; it names the owner of the schema");
  if (at.mode === "embedded" && !existsSync(pgliteFolder(at.data_dir)))
    throw new ConfigError(`DATA_DIR: there is no database in ${at.data_dir}`);
  const unlock = at.mode === "embedded" ? lockFolder(at.data_dir) : () => {};
  try {
    const database =
      at.mode === "embedded"
        ? await openPglite(pgliteFolder(at.data_dir))
        : openPostgres(at.migrate_url!, { connections: 4 });
    const close = async (): Promise<void> => {
      await database.close();
      unlock();
    };
    const version = await schemaVersion(database);
    if (version !== NEWEST_SCHEMA) {
      await close();
      throw new ConfigError(
        `The schema is at ${version}, this build needs ${NEWEST_SCHEMA}. Run \`npm run migrate\` first`,
      );
    }
    return { database, backend: at.mode === "embedded" ? "pglite" : "postgres", close };
  } catch (error) {
    unlock();
    throw error;
  }
}
