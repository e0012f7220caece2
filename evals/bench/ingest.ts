/**
 * `npm run bench -- ingest`: how long the articles of evals/law beside the repository take to load, and a folder of small
 * documents, with the most memory that the process held meanwhile. Each load is a process of its own (ingest-load.ts). PGlite
 * with a new folder on disk; PostgreSQL where it is installed, or at DOORSTEP_TEST_POSTGRES_URL.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { startPostgres } from "../../.ci/postgres.ts";
import type { EvalResult } from "../result.ts";
import type { Load, Loaded } from "./ingest-load.ts";

const DOCUMENTS = [100, 1_000];

async function load(what: Load, env: NodeJS.ProcessEnv = {}): Promise<Loaded> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, "ingest-load.ts"), JSON.stringify(what)],
    { env: { ...process.env, ...env } },
  );
  return JSON.parse(stdout.trim().split("\n").at(-1)!) as Loaded;
}

const figures = (name: string, unit: string, { loaded, seconds, rss_mb }: Loaded): Record<string, number> => ({
  [`${name}_${unit}`]: loaded,
  [`${name}_seconds`]: seconds,
  [`${name}_${unit}_per_s`]: loaded / seconds,
  [`${name}_rss_mb`]: rss_mb,
});

async function onPostgres(data: string): Promise<Record<string, number>> {
  const given = process.env.DOORSTEP_TEST_POSTGRES_URL;
  const cluster = given ? { url: given, stop: () => {} } : await startPostgres();
  if ("missing" in cluster) {
    console.log(`PostgreSQL left out: ${cluster.missing}`);
    return {};
  }
  try {
    const env = { DOORSTEP_TEST_POSTGRES_URL: cluster.url };
    return figures("postgres", "articles", await load({ engine: "postgres", data, documents: null }, env));
  } finally {
    cluster.stop();
  }
}

/** @throws when the articles are not on this machine */
export async function benchIngest(): Promise<EvalResult> {
  const data = join(process.env.DOORSTEP_SHARED ?? join(import.meta.dirname, "../../../shared"), "evals/law");
  if (!existsSync(data))
    throw new Error(`No articles to load: ${data} is not there. DOORSTEP_SHARED names its parent.`);
  const metrics = figures("pglite", "articles", await load({ engine: "pglite", data, documents: null }));
  Object.assign(metrics, await onPostgres(data));
  for (const documents of DOCUMENTS) {
    const loaded = await load({ engine: "pglite", data, documents });
    Object.assign(metrics, figures(`pglite_${documents}`, "documents", loaded));
  }
  return { suite: "ingest", data, metrics };
}
