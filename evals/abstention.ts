import { existsSync } from "node:fs";
import { join } from "node:path";
import { chooseClauses, findFitting } from "../knowledge/answer/choose.ts";
import { evidence } from "../knowledge/answer/confidence.ts";
import { loadPack } from "../knowledge/pack/load.ts";
import { NATION } from "../knowledge/regions/regions.ts";
import { readQuery } from "../knowledge/retrieve/query.ts";
import { type Clause, findClauses } from "../knowledge/retrieve/search.ts";
import { freshPglite } from "../platform/database/fresh.ts";
import type { Queryable } from "../platform/database/port.ts";
import { scoped, systemScope } from "../platform/scope.ts";
import { loadCorpus, readBeir, readJsonl } from "./beir.ts";
import type { EvalResult } from "./result.ts";

/** Questions on the built-in pack, written for this project; gold is a document. */
export const PACK_QUESTIONS = new URL("data/abstention/pack.jsonl", import.meta.url).pathname;

/** One question put to an index. */
export interface Asked {
  id: string;
  answerable: boolean;
  /** What is said of the best clause (knowledge/answer/confidence.ts), or null when nothing was found. */
  best: { evidence: [number, number]; is_gold: boolean } | null;
  /** What the product would show, and whether gold is among it. */
  shown: string[];
  shows_gold: boolean;
}

const AS_OF = "2026-11-21";
const WHERE = { regions: [NATION], as_of: AS_OF };

async function ask(
  tx: Queryable,
  question: { id: string; text: string; answerable: boolean },
  idOf: (clause: Clause) => string,
  gold: ReadonlySet<string>,
): Promise<Asked> {
  const { id, answerable } = question;
  const query = await readQuery(tx, question.text);
  const [best] = query ? await findClauses(tx, query, { ...WHERE, limit: 1, reports: false }) : [];
  const shown = query ? chooseClauses(query, await findFitting(tx, question.text, query, WHERE)).map(idOf) : [];
  return {
    id,
    answerable,
    best: best ? { evidence: evidence(best, query!.index_size), is_gold: gold.has(idOf(best)) } : null,
    shown,
    shows_gold: shown.some((document) => gold.has(document)),
  };
}

/** Puts every question of a BEIR folder with `unanswerable.jsonl`, or of the pack's own set, to an index of its own. */
export async function askAll(data: string): Promise<Asked[]> {
  const database = await freshPglite();
  try {
    const is_folder = existsSync(join(data, "queries.jsonl"));
    await loadPack(database, { now: new Date() });
    if (!is_folder) {
      const rows = readJsonl<{ id: string; text: string; answerable: boolean; documents?: string[] }>(data);
      return await scoped(database, systemScope(0), async (tx) => {
        const asked: Asked[] = [];
        for (const row of rows) asked.push(await ask(tx, row, (clause) => clause.document_id, new Set(row.documents)));
        return asked;
      });
    }
    // The pack's synonyms stay; its documents would answer what the folder cannot.
    await scoped(database, systemScope(0), async (tx) => {
      for (const table of ["documents", "term_frequencies", "index_generations"])
        await tx.query(`delete from ${table}`);
    });
    const ids = await loadCorpus(database, data);
    const { queries, gold } = readBeir(data);
    const unanswerable = readJsonl<{ _id: string; text: string }>(join(data, "unanswerable.jsonl"));
    return await scoped(database, systemScope(0), async (tx) => {
      const asked: Asked[] = [];
      const idOf = (clause: Clause): string => ids.get(`${clause.document_id}:${clause.span_start}`)!;
      for (const { id, text } of queries) {
        asked.push(await ask(tx, { id, text, answerable: true }, idOf, new Set(gold.get(id)?.keys())));
      }
      for (const { _id, text } of unanswerable) {
        asked.push(await ask(tx, { id: _id, text, answerable: false }, idOf, new Set()));
      }
      return asked;
    });
  } finally {
    await database.close();
  }
}

/** Half of the 95 % interval of a share of n (Wald with two added successes and failures, Agresti & Coull 1998). */
function half(share: number, n: number): number {
  const p = (share * n + 2) / (n + 4);
  return 1.96 * Math.sqrt((p * (1 - p)) / (n + 4));
}

/**
 * What is left unanswered, with the confidence that ships: `abstained` over the unanswerable; `answered_right` (gold among
 * what is shown) and `answered_wrong` (something is shown, no gold in it) over all answerable questions; `…±` half intervals.
 */
export async function runAbstention({ data = PACK_QUESTIONS }: { data?: string }): Promise<EvalResult> {
  const asked = await askAll(data);
  const answerable = asked.filter((a) => a.answerable);
  const unanswerable = asked.filter((a) => !a.answerable);
  const share = (rows: readonly Asked[], is: (a: Asked) => boolean): number => rows.filter(is).length / rows.length;
  const abstained = share(unanswerable, (a) => a.shown.length === 0);
  const right = share(answerable, (a) => a.shows_gold);
  const wrong = share(answerable, (a) => a.shown.length > 0 && !a.shows_gold);
  return {
    suite: "abstention",
    data,
    metrics: {
      answerable: answerable.length,
      unanswerable: unanswerable.length,
      abstained,
      "abstained±": half(abstained, unanswerable.length),
      answered_right: right,
      "answered_right±": half(right, answerable.length),
      answered_wrong: wrong,
      "answered_wrong±": half(wrong, answerable.length),
    },
    predictions: asked.map(({ id, shown }) => ({ id, shown })),
  };
}
