/**
 * Writes the files that go up beside the Worker and are no part of it: `npm run worker:files`, which wrangler runs by itself before every
 * bundle (wrangler.toml, `build`). Nobody else can ask for them, because the Worker answers every request (`run_worker_first`).
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { readDictionary } from "../../bot/language/dictionary.ts";
import { TRADITIONAL } from "./names.ts";

const folder = new URL("../../.wrangler/files/", import.meta.url);

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(new URL(TRADITIONAL, folder), JSON.stringify(await readDictionary()));
