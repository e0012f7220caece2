import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { type NewChunk, putDocument } from "../knowledge/ingest/index.ts";
import { indexTerms } from "../knowledge/ingest/weigh.ts";
import type { Database } from "../platform/database/port.ts";
import { scoped, systemScope } from "../platform/scope.ts";

export interface BeirQuery {
  id: string;
  text: string;
}

export interface Beir {
  queries: BeirQuery[];
  /** Query id → document id → gain; zero and negative judgements are left out. */
  gold: Map<string, Map<string, number>>;
}

/** The rows of a JSONL file. */
export function readJsonl<T>(file: string): T[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => JSON.parse(line) as T);
}

/** Questions and gold of a folder in the BEIR layout: queries.jsonl and qrels/test.tsv. */
export function readBeir(folder: string): Beir {
  const gold = new Map<string, Map<string, number>>();
  for (const line of readFileSync(join(folder, "qrels/test.tsv"), "utf8").split("\n").slice(1)) {
    const [query, document, score] = line.trim().split("\t");
    if (!query || !document || !(Number(score) > 0)) continue;
    gold.set(query, (gold.get(query) ?? new Map<string, number>()).set(document, Number(score)));
  }
  const rows = readJsonl<{ _id: string; text: string }>(join(folder, "queries.jsonl"));
  return { queries: rows.map(({ _id, text }) => ({ id: _id, text })), gold };
}

/** The texts of corpus.jsonl or corpus.jsonl.gz, one after the other. */
export async function* readCorpus(folder: string): AsyncGenerator<{ id: string; title: string; text: string }> {
  const plain = join(folder, "corpus.jsonl");
  const stream = existsSync(plain) ? createReadStream(plain) : createReadStream(`${plain}.gz`).pipe(createGunzip());
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === "") continue;
    const { _id, title = "", text } = JSON.parse(line) as { _id: string; title?: string; text: string };
    yield { id: _id, title, text };
  }
}

/** As many texts go into one stored document, so that one transaction loads them all. */
const TEXTS_A_DOCUMENT = 1_000;

/**
 * Loads corpus.jsonl or corpus.jsonl.gz into the shared knowledge (district 0), a text a clause.
 * @param most so many texts, the first ones
 * @returns the text's id by the `document_id:span_start` of its clause
 */
export async function loadCorpus(
  database: Database,
  folder: string,
  most = Number.POSITIVE_INFINITY,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  let part = 0;
  let texts: string[] = [];
  let chunks: NewChunk[] = [];
  let length = 0;
  let putting: Promise<unknown> = Promise.resolve();
  const flush = async (): Promise<void> => {
    if (chunks.length === 0) return;
    const document = {
      id: `part-${part}`,
      title: `part ${part}`,
      issuer: null,
      doc_no: null,
      region: "000000",
      published: null,
      effective_from: null,
      effective_to: null,
      supersedes: null,
      source: folder,
      checked_on: "2026-01-01",
      reliability: "official",
      complete: true,
      doubt: null,
      original: texts.join(""),
      content_hash: String(part),
    } as const;
    const whole = chunks;
    await putting;
    // The next texts are read while the database works; what fails here is thrown at the next wait.
    putting = scoped(database, systemScope(0), (tx) => putDocument(tx, 0, document, whole));
    putting.catch(() => {});
    part += 1;
    texts = [];
    chunks = [];
    length = 0;
  };
  for await (const { id, title, text } of readCorpus(folder)) {
    if (ids.size >= most) break;
    ids.set(`part-${part}:${length}`, id);
    const terms = indexTerms({ title: "", path: title, words: text, questions: [] });
    chunks.push({ path: title, start: length, end: length + text.length, terms });
    texts.push(`${text}\n`);
    length += text.length + 1;
    if (chunks.length === TEXTS_A_DOCUMENT) await flush();
  }
  await flush();
  await putting;
  await scoped(database, systemScope(0), (tx) => tx.query("select settle_search()"));
  return ids;
}
