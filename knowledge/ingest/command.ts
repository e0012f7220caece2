/** `npm run ingest -- PATH… [--region ADCODE]`: documents into the shared knowledge of this installation. */
import { parseArgs } from "node:util";
import { ConfigError, parseConfig } from "../../platform/config.ts";
import { FolderLocked } from "../../platform/database/lock.ts";
import { open } from "../../platform/open.ts";
import { loadPack } from "../pack/load.ts";
import { ingestPaths } from "./ingest.ts";

const SHARED = 0;

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { region: { type: "string" } } });
  if (positionals.length === 0) throw new ConfigError("npm run ingest -- PATH… [--region ADCODE]");
  if (values.region && !/^\d{6}$/.test(values.region))
    throw new ConfigError("--region: should be six digits, such as 440606");
  const opened = await open(parseConfig(process.env), console.log);
  await loadPack(opened.database, { now: new Date() });
  const { loaded, unchanged, failed } = await ingestPaths(opened.database, {
    paths: positionals,
    region: values.region ?? null,
    district_id: SHARED,
    log: console.log,
  });
  await opened.close();
  console.log(`${loaded} loaded, ${unchanged} unchanged, ${failed.length} failed`);
  process.exit(failed.length === 0 ? 0 : 1);
} catch (error) {
  console.error(error instanceof ConfigError || error instanceof FolderLocked ? error.message : error);
  process.exit(1);
}
