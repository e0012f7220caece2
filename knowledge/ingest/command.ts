/** `npm run ingest -- PATH… [--region ADCODE]`: documents into the shared knowledge of this installation. */
import { parseArgs } from "node:util";
import { ConfigError, parseConfig } from "../../platform/config.ts";
import { FolderLocked } from "../../platform/database/lock.ts";
import { type Database, DatabaseError } from "../../platform/database/port.ts";
import { createLog } from "../../platform/log.ts";
import { type Embedder, openEmbedder } from "../../platform/model/embedder.ts";
import { probeModels } from "../../platform/model/models.ts";
import { open } from "../../platform/open.ts";
import { districtIds } from "../../platform/scope.ts";
import { loadPack } from "../pack/load.ts";
import { embedMissing } from "./embed.ts";
import { ingestPaths } from "./ingest.ts";

const SHARED = 0;

/** What is missing of every district; says how far it is. @returns false when the endpoint failed: what was done stays */
async function embedAll(database: Database, embedder: Embedder): Promise<boolean> {
  try {
    for (const district_id of [SHARED, ...(await districtIds(database))])
      await embedMissing(database, embedder, {
        district_id,
        log: (done, of) => console.log(`${embedder.model}：${done}/${of} 条有了向量`),
      });
    return true;
  } catch (error) {
    if (error instanceof ConfigError || error instanceof DatabaseError) throw error;
    console.error(
      `${embedder.model} 没有答应（${(error as Error).message}）。文件都收好了，先按字词查；再运行一次会接着做。`,
    );
    return false;
  }
}

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { region: { type: "string" } } });
  if (positionals.length === 0) throw new ConfigError("npm run ingest -- PATH… [--region ADCODE]");
  if (values.region && !/^\d{6}$/.test(values.region))
    throw new ConfigError("--region: should be six digits, such as 440606");
  const config = parseConfig(process.env);
  const embedder = config.model.embedding && openEmbedder(config.model.embedding);
  await probeModels({ documents: embedder }, createLog(config.log_level));
  const opened = await open(config, console.log);
  await loadPack(opened.database, { now: new Date() });
  const { loaded, unchanged, failed } = await ingestPaths(opened.database, {
    paths: positionals,
    region: values.region ?? null,
    district_id: SHARED,
    log: console.log,
  });
  console.log(`${loaded} loaded, ${unchanged} unchanged, ${failed.length} failed`);
  const embedded = embedder === null || (await embedAll(opened.database, embedder));
  await opened.close();
  process.exit(failed.length === 0 && embedded ? 0 : 1);
} catch (error) {
  console.error(error instanceof ConfigError || error instanceof FolderLocked ? error.message : error);
  process.exit(1);
}
