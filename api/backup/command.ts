/**
 * `npm run backup -- FOLDER` and `npm run restore -- FOLDER`: all that the database holds, into a new folder and back into an empty
 * database. The key is not in it: keep APP_KEY (or DATA_DIR/app.key) apart, without it nothing sealed can be read.
 */
import { ConfigError, parseConfig } from "../../platform/config.ts";
import { FolderLocked } from "../../platform/database/lock.ts";
import { backUp } from "./backup.ts";
import { restore } from "./restore.ts";

const USAGE = "node api/backup/command.ts backup|restore FOLDER";

try {
  const [what, folder, ...more] = process.argv.slice(2);
  if (!folder || more.length > 0 || (what !== "backup" && what !== "restore")) throw new ConfigError(USAGE);
  const config = parseConfig(process.env);
  const work = what === "backup" ? backUp : restore;
  const { rows, key_ids } = await work(config, folder, process.env.PATH);
  const n = Object.values(rows).reduce((sum, one) => sum + one, 0);
  console.log(
    `${folder}: ${n} rows of ${Object.keys(rows).length} tables ${what === "backup" ? "written" : "brought back"}.`,
  );
  console.log(`It is opened by key ${key_ids.join(", ") || "(nothing is sealed in it)"}, which is not in it.`);
  process.exit(0);
} catch (error) {
  console.error(error instanceof ConfigError || error instanceof FolderLocked ? error.message : error);
  process.exit(1);
}
