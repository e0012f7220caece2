import { readFileSync } from "node:fs";
import { embedMissing } from "../knowledge/ingest/embed.ts";
import { storeAssociations } from "../knowledge/learn/store.ts";
import { readPack } from "../knowledge/pack/read.ts";
import { putTables } from "../knowledge/pack/tables.ts";
import { NATION } from "../knowledge/regions/regions.ts";
import { type Meaning, readMeaning } from "../knowledge/retrieve/meaning.ts";
import { RERANKED } from "../knowledge/retrieve/rerank.ts";
import { searchClauses } from "../knowledge/retrieve/search.ts";
import { parseConfig } from "../platform/config.ts";
import { freshPglite } from "../platform/database/fresh.ts";
import type { Database } from "../platform/database/port.ts";
import { createLog } from "../platform/log.ts";
import { openModels } from "../platform/model/models.ts";
import { scoped, systemScope } from "../platform/scope.ts";
import { loadCorpus, readBeir } from "./beir.ts";
import { packPairs } from "./pack-pairs.ts";
import { type JudgedPair, learnBase, questionsHash, readPairs } from "./pairs.ts";
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

/** The questions that the shipped associations were learned from: on these only five-fold figures say anything. */
function shippedFrom(folder: string): boolean {
  const [header] = readFileSync(new URL("../knowledge/pack/associations.tsv", import.meta.url), "utf8").split("\n", 1);
  return header!.slice(1).split(" ").includes(questionsHash(folder));
}

/**
 * Retrieval on a folder in the BEIR layout, through the product's own ingest and search, with the synonyms and associations
 * that ship, and with models when the environment names any (MODEL_TRUST=internal). With `folds`, or when the shipped
 * associations were learned from these very questions, every question is asked with what was learned from the other folds (and
 * the pack), never from itself.
 * @param data the folder
 * @param open an empty, migrated database; PGlite in memory by default
 * @returns recall@10 and @100, nDCG@10, MRR@10, hit@10 (shares), p50_ms and p95_ms of a search; predictions `{id, ranked, ms}`
 */
export async function runRetrieval({
  data,
  open = freshPglite,
  folds,
}: {
  data: string;
  open?: () => Promise<Database>;
  folds?: number;
}): Promise<EvalResult> {
  const { queries, gold } = readBeir(data);
  const shipped_from = shippedFrom(data);
  const parts = folds ?? (shipped_from ? 5 : 1);
  const database = await open();
  try {
    await scoped(database, systemScope(0), (tx) => putTables(tx, readPack()));
    const started = performance.now();
    const ids = await loadCorpus(database, data);
    const models = openModels(parseConfig(process.env).model, createLog("warn"));
    if (models.documents) await embedMissing(database, models.documents, { district_id: 0 });
    const load_seconds = (performance.now() - started) / 1_000;

    const judged = queries.filter((query) => gold.has(query.id));
    const learned_from = parts > 1 ? await readPairs(data) : null;
    const predicted: { id: string; ranked: string[]; ms: number }[] = [];
    for (let part = 0; part < parts; part++) {
      const asked = judged.filter((_, i) => i % parts === part);
      if (learned_from) await learnWithout(database, learned_from, new Set(asked.map(({ id }) => id)));
      for (const { id, text } of asked) {
        const search = (limit: number, meaning: Meaning | null) =>
          scoped(database, systemScope(0), async (tx) => {
            const at = performance.now();
            const where = { regions: [NATION], as_of: "2026-01-01", limit };
            return { clauses: await searchClauses(tx, { words: text, meaning, ...where }), ms: performance.now() - at };
          });
        const meaning = models.questions
          ? await readMeaning(models.questions, text, async (read) => (await search(RERANKED, read)).clauses)
          : null;
        const found = await search(DEPTH, meaning);
        const ranked = found.clauses.map((clause) => ids.get(`${clause.document_id}:${clause.span_start}`)!);
        predicted.push({ id, ranked, ms: found.ms });
      }
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
      folds: parts,
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

/** Learns from the pack's questions and from those of the folder that are not asked now. */
async function learnWithout(
  database: Database,
  pairs: readonly JudgedPair[],
  asked: ReadonlySet<string>,
): Promise<void> {
  const associations = learnBase([...packPairs(), ...pairs.filter(({ question_id }) => !asked.has(question_id))]);
  await scoped(database, systemScope(0), (tx) => storeAssociations(tx, 0, "confirmed", associations));
}
