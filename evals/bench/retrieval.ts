import { join } from "node:path";
import { readPack } from "../../knowledge/pack/read.ts";
import { putTables } from "../../knowledge/pack/tables.ts";
import { NATION } from "../../knowledge/regions/regions.ts";
import { searchClauses } from "../../knowledge/retrieve/search.ts";
import { freshPglite, freshPostgres, POSTGRES_URL } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { loadCorpus, readBeir } from "../beir.ts";
import { percentile } from "../percentile.ts";
import type { EvalResult } from "../result.ts";

const DATA = join(process.env.DOORSTEP_SHARED ?? join(import.meta.dirname, "../../../shared"), "evals/law");
const QUERIES = 200;
/** Clauses a search gives: what an answer is chosen from, and what the evals look at. */
const DEPTHS = [10, 100];

/** One statement on the shared knowledge. */
const asSystem = <T>(database: Database, sql: string, params: unknown[] = []): Promise<{ rows: T[] }> =>
  scoped(database, systemScope(0), (tx) => tx.query<T>(sql, params));

/** Searches one after the other, with the synonyms and associations that ship. */
async function time(database: Database, name: string): Promise<Record<string, number>> {
  const queries = readBeir(DATA).queries.filter((_, i) => i % 6 === 0);
  const metrics: Record<string, number> = {};
  for (const limit of DEPTHS) {
    const times: number[] = [];
    for (const { text } of queries.slice(0, QUERIES)) {
      const at = performance.now();
      await scoped(database, systemScope(0), (tx) =>
        searchClauses(tx, { words: text, regions: [NATION], as_of: "2026-01-01", limit }),
      );
      times.push(performance.now() - at);
    }
    metrics[`${name} best ${limit} p50_ms`] = percentile(times, 0.5);
    metrics[`${name} best ${limit} p95_ms`] = percentile(times, 0.95);
  }
  return metrics;
}

async function sizeOf(database: Database): Promise<number> {
  const { rows } = await asSystem<{ bytes: number }>(
    database,
    "select pg_total_relation_size('chunks') + pg_total_relation_size('term_frequencies') as bytes",
  );
  return rows[0]!.bytes / 2 ** 20;
}

/** As many clauses again and again, with ids of their own. */
async function repeat(database: Database, times: number): Promise<void> {
  for (let i = 1; i < times; i++) {
    await asSystem(
      database,
      `insert into chunks (district_id, id, document_id, version, ordinal, path, text, span_start, span_end, region, effective_from,
         effective_to, length, terms, bm)
       select district_id, md5(id::text || $1::int::text)::uuid, document_id, version, ordinal + $1::int * 1000000, path, text, span_start, span_end, region,
         effective_from, effective_to, length, terms, bm from chunks where ordinal < 1000000`,
      [i],
    );
  }
  await asSystem(database, "update term_frequencies set chunks = chunks * $1::int", [times]);
  await asSystem(
    database,
    "update index_generations set chunks = chunks * $1::int, total_length = total_length * $1::int",
    [times],
  );
  await asSystem(database, "select settle_search()");
}

/**
 * How the latency of a search and the size of the index grow: 1,000, 10,000 and 59,243 clauses of law on PGlite and PostgreSQL, and
 * ten times that on PostgreSQL (the same clauses with other ids). One search at a time.
 */
export async function benchRetrieval(): Promise<EvalResult> {
  const metrics: Record<string, number> = {};
  if (!POSTGRES_URL) console.log("PostgreSQL left out: name a cluster's superuser in DOORSTEP_TEST_POSTGRES_URL");
  const engines: [string, () => Promise<Database>][] = [
    ["PGlite", freshPglite],
    ...(POSTGRES_URL ? ([["PostgreSQL", freshPostgres]] as [string, () => Promise<Database>][]) : []),
  ];
  for (const [engine, open] of engines) {
    for (const clauses of [1_000, 10_000, 59_243]) {
      const database = await open();
      try {
        await scoped(database, systemScope(0), (tx) => putTables(tx, readPack()));
        const at = performance.now();
        await loadCorpus(database, DATA, clauses);
        const name = `${engine} ${clauses}`;
        metrics[`${name} load_seconds`] = (performance.now() - at) / 1_000;
        metrics[`${name} size_MB`] = await sizeOf(database);
        Object.assign(metrics, await time(database, name));
        if (engine === "PostgreSQL" && clauses === 59_243) {
          await repeat(database, 10);
          metrics[`${engine} 592430 size_MB`] = await sizeOf(database);
          Object.assign(metrics, await time(database, `${engine} 592430`));
        }
      } finally {
        await database.close();
      }
      const measured = Object.entries(metrics).filter(([name]) => name.startsWith(`${engine} ${clauses} `));
      console.log(measured.map(([name, value]) => `${name} ${value.toFixed(1)}`).join("\n"));
    }
  }
  return { suite: "bench retrieval", data: DATA, metrics };
}
