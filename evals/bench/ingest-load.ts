/** One load of the ingest bench: `node evals/bench/ingest-load.ts JSON`, with its figures as JSON in the last line. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ingestPaths } from "../../knowledge/ingest/ingest.ts";
import { NATION } from "../../knowledge/regions/regions.ts";
import { parseConfig } from "../../platform/config.ts";
import { freshPostgres } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { open } from "../../platform/open.ts";
import { newAppKey } from "../../platform/seal.ts";
import { loadCorpus, readCorpus } from "../beir.ts";

export interface Load {
  engine: "pglite" | "postgres";
  /** Folder with corpus.jsonl[.gz]. */
  data: string;
  /** So many small documents as files, or null: all articles at once. */
  documents: number | null;
}

export interface Loaded {
  loaded: number;
  seconds: number;
  /** The most that this process held in memory, PGlite's thread and the making of its folder included. */
  rss_mb: number;
}

/** No document is longer than a few pages. */
const MOST_ARTICLES = 10;

/** Laws with their first articles, a file each. */
async function writeDocuments(data: string, folder: string, documents: number): Promise<void> {
  const laws = new Map<string, string[]>();
  for await (const { title, text } of readCorpus(data)) {
    const [, law, article] = /^(.+) (第.+)$/.exec(title) ?? [];
    if (!law || !article) continue;
    const articles = laws.get(law) ?? [];
    if (articles.length < MOST_ARTICLES) laws.set(law, [...articles, `${article} ${text}`]);
  }
  mkdirSync(folder);
  for (const [i, [law, articles]] of [...laws].slice(0, documents).entries())
    writeFileSync(join(folder, `${String(i).padStart(4, "0")}.md`), `# ${law}\n\n${articles.join("\n\n")}\n`);
}

async function load({ engine, data, documents }: Load, folder: string): Promise<Loaded> {
  const database: Database =
    engine === "postgres"
      ? await freshPostgres()
      : (await open(parseConfig({ DATA_DIR: join(folder, "data"), APP_KEY: newAppKey() }), () => {})).database;
  const files = join(folder, "files");
  if (documents !== null) await writeDocuments(data, files, documents);

  const began = performance.now();
  const loaded =
    documents === null
      ? (await loadCorpus(database, data)).size
      : (await ingestPaths(database, { paths: [files], region: NATION, district_id: 0, log: () => {} })).loaded;
  const seconds = (performance.now() - began) / 1_000;
  await database.close();
  return { loaded, seconds, rss_mb: process.resourceUsage().maxRSS / 1_024 };
}

const folder = mkdtempSync(join(tmpdir(), "doorstep-bench-"));
try {
  console.log(JSON.stringify(await load(JSON.parse(process.argv[2]!) as Load, folder)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
