import { existsSync } from "node:fs";
import { join } from "node:path";
import { answerQuestion } from "../knowledge/answer/answer.ts";
import { CANDIDATES } from "../knowledge/answer/choose.ts";
import { evidence } from "../knowledge/answer/confidence.ts";
import type { Citation } from "../knowledge/citation.ts";
import { loadPack } from "../knowledge/pack/load.ts";
import { namedRegions } from "../knowledge/regions/named.ts";
import { loadRegions, NATION } from "../knowledge/regions/regions.ts";
import { readQuery } from "../knowledge/retrieve/query.ts";
import { findClauses } from "../knowledge/retrieve/search.ts";
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
  /** How many clauses the index holds; 0 when nothing was found. */
  index_size: number;
  /** What is said of the best clause (knowledge/answer/confidence.ts), or null when nothing was found. */
  evidence: Record<string, number> | null;
  /** What the product shows, and whether gold is among it. */
  shown: string[];
  shows_gold: boolean;
  /** Whether anything is shown, and gold among it, when every confidence is enough. */
  would_show: boolean;
  would_show_gold: boolean;
}

const AS_OF = "2026-11-21";
const WHERE = { regions: [NATION], as_of: AS_OF };

/** The text of the data that a citation quotes. */
type IdOf = (citation: Citation) => string | null;

async function ask(
  tx: Queryable,
  question: { id: string; text: string; answerable: boolean },
  idOf: IdOf,
  gold: ReadonlySet<string>,
): Promise<Asked> {
  const { id, answerable } = question;
  const query = await readQuery(tx, question.text);
  const [best] = query ? await findClauses(tx, query, { ...WHERE, limit: CANDIDATES, reports: false }) : [];
  const named = namedRegions(await loadRegions(tx), question.text);
  const answer = async (show_from?: number): Promise<string[]> => {
    const { verdict, citations } = await answerQuestion(tx, {
      words: question.text,
      ...WHERE,
      named,
      district_id: 0,
      ...(show_from === undefined ? {} : { show_from }),
    });
    if (verdict === "not_found") return [];
    return citations.flatMap((citation) => idOf(citation) ?? []);
  };
  const isGold = (document: string): boolean => gold.has(document);
  const shown = await answer();
  const would_show = await answer(0);
  return {
    id,
    answerable,
    index_size: query?.index_size ?? 0,
    evidence: best ? evidence(best) : null,
    shown,
    shows_gold: shown.some(isGold),
    would_show: would_show.length > 0,
    would_show_gold: would_show.some(isGold),
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
        for (const row of rows)
          asked.push(await ask(tx, row, (citation) => citation.document_id, new Set(row.documents)));
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
      const starts = startsByDocument(ids);
      const idOf: IdOf = ({ document_id, start }) => {
        const at = starts.get(document_id)?.findLast((from) => from <= start);
        return ids.get(`${document_id}:${at}`) ?? null;
      };
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

/** Where the texts of each stored document begin, ascending. */
function startsByDocument(ids: ReadonlyMap<string, string>): Map<string, number[]> {
  const starts = new Map<string, number[]>();
  for (const key of ids.keys()) {
    const [document, start] = key.split(":") as [string, string];
    starts.set(document, [...(starts.get(document) ?? []), Number(start)]);
  }
  return starts;
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
