import { NATION } from "../knowledge/regions/regions.ts";
import { searchClauses } from "../knowledge/retrieve/search.ts";
import { freshPglite } from "../platform/database/fresh.ts";
import type { Database } from "../platform/database/port.ts";
import { scoped, systemScope } from "../platform/scope.ts";
import { loadCorpus, readBeir } from "./beir.ts";
import { percentile } from "./percentile.ts";
import type { EvalResult } from "./result.ts";

const DEPTH = 100;

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / Math.max(1, values.length);

/** Discounted gain of the first ten, over that of the best order (Järvelin & Kekäläinen 2002, log base 2). */
function ndcg10(gains: readonly number[], gold: ReadonlyMap<string, number>): number {
  const dcg = (list: readonly number[]): number =>
    list.slice(0, 10).reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0);
  return dcg(gains) / dcg([...gold.values()].toSorted((a, b) => b - a));
}

/**
 * Retrieval on a folder in the BEIR layout, through the product's own ingest and search.
 * @param data the folder
 * @param open an empty, migrated database; PGlite in memory by default
 * @returns recall@10 and @100, nDCG@10, MRR@10, hit@10 (shares), p50_ms and p95_ms of a search; predictions `{id, ranked, ms}`
 */
export async function runRetrieval({
  data,
  open = freshPglite,
}: {
  data: string;
  open?: () => Promise<Database>;
}): Promise<EvalResult> {
  const { queries, gold } = readBeir(data);
  const database = await open();
  try {
    const started = performance.now();
    const ids = await loadCorpus(database, data);
    const load_seconds = (performance.now() - started) / 1_000;

    const judged = queries.filter((query) => gold.has(query.id));
    const predicted: { id: string; ranked: string[]; ms: number }[] = [];
    for (const { id, text } of judged) {
      const found = await scoped(database, systemScope(0), async (tx) => {
        const at = performance.now();
        const clauses = await searchClauses(tx, { words: text, regions: [NATION], as_of: "2026-01-01", limit: DEPTH });
        return { clauses, ms: performance.now() - at };
      });
      const ranked = found.clauses.map((clause) => ids.get(`${clause.document_id}:${clause.span_start}`)!);
      predicted.push({ id, ranked, ms: found.ms });
    }

    const scores = predicted.map(({ id, ranked }) => {
      const wanted = gold.get(id)!;
      const gains = ranked.map((document) => wanted.get(document) ?? 0);
      const recall = (k: number): number => gains.slice(0, k).filter((gain) => gain > 0).length / wanted.size;
      const first = gains.slice(0, 10).findIndex((gain) => gain > 0);
      return { r10: recall(10), r100: recall(100), ndcg: ndcg10(gains, wanted), mrr: first < 0 ? 0 : 1 / (first + 1) };
    });
    const times = predicted.map((row) => row.ms);
    const metrics = {
      texts: ids.size,
      queries: judged.length,
      "recall@10": mean(scores.map((s) => s.r10)),
      "recall@100": mean(scores.map((s) => s.r100)),
      "ndcg@10": mean(scores.map((s) => s.ndcg)),
      "mrr@10": mean(scores.map((s) => s.mrr)),
      "hit@10": mean(scores.map((s) => (s.mrr > 0 ? 1 : 0))),
      p50_ms: percentile(times, 0.5),
      p95_ms: percentile(times, 0.95),
      load_seconds,
    };
    return { suite: "retrieval", data, metrics, predictions: predicted };
  } finally {
    await database.close();
  }
}
