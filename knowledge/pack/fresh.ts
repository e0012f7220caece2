/** For tests and evals: a database that holds the pack, which takes PGlite many seconds to load. */
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Contents, freshPglite, writePglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { loadPack } from "./load.ts";
import { readPack } from "./read.ts";

const KNOWLEDGE = join(import.meta.dirname, "..");

/** Changes with the pack and with the code that reads, cuts and weighs it, so that no test runs on what other code loaded. */
function packVersion(): string {
  const version = createHash("sha256").update(readPack().hash);
  for (const file of globSync("**/*.ts", { cwd: KNOWLEDGE, exclude: ["**/*.test.ts"] }).sort())
    version.update(`${file}\n`).update(readFileSync(join(KNOWLEDGE, file)));
  return version.digest("hex");
}

const loadedPack = (): Contents => ({
  name: "pack",
  version: packVersion(),
  load: (database) => loadPack(database, { now: new Date() }),
});

/** PGlite in memory with the pack loaded, from a snapshot made once per version of both. */
export function freshPglitePack(): Promise<Database> {
  return freshPglite(loadedPack());
}

/** The same in a DATA_DIR, so that a service that is started on it need not load the pack. */
export function writeDataDir(data_dir: string): Promise<void> {
  return writePglite(join(data_dir, "postgres"), loadedPack());
}
