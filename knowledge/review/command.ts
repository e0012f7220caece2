/** `npm run knowledge:review [-- --as-of 2026-11-22]`: what of the knowledge is past its review date. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod";
import { ConfigError, parseConfig } from "../../platform/config.ts";
import { FolderLocked } from "../../platform/database/lock.ts";
import { open } from "../../platform/open.ts";
import { readPack } from "../pack/read.ts";
import { type Dated, datedPack, overdue } from "./dated.ts";
import { sayOverdue } from "./say.ts";
import { storedOverdue } from "./stored.ts";

/** Stored documents, where this machine has an installation; its schema is left as it is when there is none. */
async function readStored(as_of: string): Promise<Dated[]> {
  const config = parseConfig(process.env);
  if (config.database.mode === "embedded" && !existsSync(join(config.database.data_dir, "postgres"))) return [];
  try {
    const opened = await open(config, console.error);
    const stored = await storedOverdue(opened.database, as_of);
    await opened.close();
    return stored;
  } catch (error) {
    if (!(error instanceof FolderLocked)) throw error;
    console.error("服务正在运行，入库的文件没有列在这里；在控制台的文件页看，或者停了服务再列。");
    return [];
  }
}

try {
  const { values } = parseArgs({ options: { "as-of": { type: "string" } } });
  const as_of = values["as-of"] ?? new Date().toISOString().slice(0, 10);
  if (!z.iso.date().safeParse(as_of).success) throw new ConfigError(`--as-of：${as_of} 不是 2026-11-22 这样的日期`);
  const pack = datedPack(readPack());
  const due = overdue([...pack, ...(await readStored(as_of))], as_of);
  const [next = null] = pack
    .map(({ review_by }) => review_by)
    .filter((date) => date >= as_of)
    .toSorted();
  console.log(sayOverdue(due, { as_of, next }));
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
}
