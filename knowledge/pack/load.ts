import { readFileSync } from "node:fs";
import type { Database, Queryable } from "../../platform/database/port.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { putDirectory } from "../directory/import.ts";
import { readFrontMatter } from "../ingest/front-matter.ts";
import { type NewDocument, putDocument } from "../ingest/index.ts";
import { ingestPaths } from "../ingest/ingest.ts";
import { NATION } from "../regions/regions.ts";
import { readDemoDirectory, readPack } from "./read.ts";
import { putTables } from "./tables.ts";

/** Shared knowledge, which every district reads and none writes. */
const SHARED_DISTRICT = 0;

export interface LoadedPack {
  /** False when the installation already holds exactly this pack; then nothing was touched and the counts are 0. */
  changed: boolean;
  documents: number;
  hotlines: number;
}

/**
 * Puts the built-in pack into the shared knowledge: places, help lines, synonyms and documents. Its hash is kept in the
 * settings of district 0 and written last, so that a load that was cut off is done again at the next start; several processes
 * may load at once.
 * @param now when this is; kept beside the hash
 * @throws Error naming the file when a document of the pack cannot be read
 */
export async function loadPack(database: Database, { now }: { now: Date }): Promise<LoadedPack> {
  const pack = readPack();
  const shared = <T>(work: (tx: Queryable) => Promise<T>): Promise<T> =>
    scoped(database, systemScope(SHARED_DISTRICT), work);

  const held = await shared((tx) =>
    tx.query<{ pack: string | null }>("select settings ->> 'pack' as pack from districts where id = $1", [
      SHARED_DISTRICT,
    ]),
  );
  if (held.rows[0]?.pack === pack.hash) return { changed: false, documents: 0, hotlines: 0 };

  await shared((tx) => putTables(tx, pack));
  const { failed } = await ingestPaths(database, {
    paths: pack.document_paths,
    region: NATION,
    district_id: SHARED_DISTRICT,
    log: () => {},
  });
  if (failed.length > 0)
    throw new Error(`The pack is broken: ${failed.map((f) => `${f.path}: ${f.reason}`).join("; ")}`);
  await shared(async (tx) => {
    await withdrawOthers(tx, pack.document_paths);
    await tx.query("update districts set settings = settings || $2::jsonb where id = $1", [
      SHARED_DISTRICT,
      JSON.stringify({ pack: pack.hash, pack_loaded_at: now.toISOString() }),
    ]);
  });
  return { changed: true, documents: pack.document_paths.length, hotlines: pack.hotlines.length };
}

/** Takes documents of an earlier pack out of the search; their versions stay readable, because answers have cited them. */
async function withdrawOthers(tx: Queryable, document_paths: readonly string[]): Promise<void> {
  const ids = document_paths.map((path) => readFrontMatter(readFileSync(path, "utf8")).stated.id);
  const { rows } = await tx.query<NewDocument>(
    `select id, title, issuer, doc_no, region, published, effective_from, effective_to, supersedes, source, checked_on,
       reliability, complete, doubt, original, content_hash
     from documents where district_id = $1 and current and id like 'pack-%' and id <> all($2)`,
    [SHARED_DISTRICT, ids],
  );
  for (const document of rows) {
    await putDocument(tx, SHARED_DISTRICT, { ...document, content_hash: `withdrawn ${document.content_hash}` }, []);
    await tx.query("update documents set current = false where district_id = $1 and id = $2", [
      SHARED_DISTRICT,
      document.id,
    ]);
  }
}

/**
 * Puts the directory of the fictitious 示范区 into the demo district.
 * @returns how many services it holds
 */
export async function loadDemoDirectory(database: Database, district_id: number): Promise<number> {
  const { services } = await scoped(database, systemScope(district_id), (tx) =>
    putDirectory(tx, district_id, readDemoDirectory()),
  );
  return services;
}
