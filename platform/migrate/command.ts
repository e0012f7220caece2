/** `npm run migrate`: brings the schema of MIGRATE_DATABASE_URL (or of DATA_DIR) up to date. */
import { ConfigError, parseConfig } from "../config.ts";
import { FolderLocked } from "../database/lock.ts";
import { open } from "../open.ts";

try {
  const config = parseConfig(process.env);
  if (config.database.mode === "postgres" && config.database.migrate_url === null) {
    throw new ConfigError("MIGRATE_DATABASE_URL: is needed to migrate; it names the owner of the schema");
  }
  const opened = await open(config, console.log);
  await opened.close();
  console.log("The schema is up to date.");
  process.exit(0);
} catch (error) {
  console.error(error instanceof ConfigError || error instanceof FolderLocked ? error.message : error);
  process.exit(1);
}
