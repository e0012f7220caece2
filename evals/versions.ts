import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { runApp } from "../api/running.ts";
import type { Reply } from "../bot/reply.ts";
import { answerQuestion } from "../knowledge/answer/answer.ts";
import type { Citation } from "../knowledge/citation.ts";
import { putDocument } from "../knowledge/ingest/index.ts";
import { readDocument } from "../knowledge/ingest/read-document.ts";
import { freshPglitePack } from "../knowledge/pack/fresh.ts";
import { namedRegions } from "../knowledge/regions/named.ts";
import { ancestors, loadRegions } from "../knowledge/regions/regions.ts";
import type { Database } from "../platform/database/port.ts";
import { scoped, systemScope } from "../platform/scope.ts";
import { readJsonl } from "./beir.ts";
import type { EvalResult } from "./result.ts";
import { findMisses, findViolations, type Holding, type Row, type Stored } from "./versions-judge.ts";

/** Questions and documents written for this project. */
export const VERSION_QUESTIONS = new URL("data/versions", import.meta.url).pathname;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]));
}

/** Documents in a folder called by an adcode belong to that district, the others to everybody. */
async function load(
  database: Database,
  folder: string,
  known: ReadonlyMap<string, Holding>,
): Promise<Map<string, Stored>> {
  const stored = new Map<string, Stored>();
  const regions = await scoped(database, systemScope(0), loadRegions);
  for (const file of filesIn(folder)) {
    const district_id = Number(/^(\d{6})\//.exec(relative(folder, file))?.[1] ?? 0);
    const { document, chunks } = await readDocument(readFileSync(file), basename(file), {
      region: null,
      today: "2026-11-01",
      regions,
    });
    await scoped(database, systemScope(district_id), async (tx) => {
      if (district_id !== 0)
        await tx.query("insert into districts (id, name, adcode) values ($1, $2, $3) on conflict do nothing", [
          district_id,
          `${district_id}`,
          `${district_id}`,
        ]);
      await putDocument(tx, district_id, document, chunks);
    });
    const holding = known.get(basename(file)) ?? { file: basename(file) };
    stored.set(document.id, {
      ...holding,
      region: document.region,
      title: document.title,
      dates: [document.published, document.effective_from],
    });
  }
  return stored;
}

/**
 * Puts every question to the product's own answerQuestion, and those marked `chat` to the conversation: `violations` (an old,
 * repealed, coming or foreign text cited as the asker's today) must be none; `answered_right` is the share that does what the row
 * expects; `failures` are the violations.
 * @param data a folder with questions.jsonl, documents/, holding.jsonl and, if it has any, laws/
 * @param laws a folder of further texts; without one the questions that need them are left out
 */
export async function runVersions({
  data = VERSION_QUESTIONS,
  laws = null,
}: {
  data?: string;
  laws?: string | null;
}): Promise<EvalResult> {
  const rows = readJsonl<Row>(join(data, "questions.jsonl"));
  const holding = existsSync(join(data, "holding.jsonl")) ? readJsonl<Holding>(join(data, "holding.jsonl")) : [];
  const known = new Map(holding.map((row) => [row.file, row]));
  const own_laws = join(data, "laws");
  const law_folder = existsSync(own_laws) ? own_laws : laws;
  const database = await freshPglitePack();
  const app = await runApp({ database });
  try {
    // The pack's places and synonyms stay; its own advice would answer instead of the texts.
    await scoped(database, systemScope(0), async (tx) => {
      for (const table of ["documents", "term_frequencies", "index_generations"])
        await tx.query(`delete from ${table}`);
    });
    const stored = new Map<string, Stored>();
    for (const folder of [law_folder, join(data, "documents")])
      if (folder) for (const [id, about] of await load(database, folder, known)) stored.set(id, about);
    const places = await scoped(database, systemScope(0), loadRegions);
    const own_districts = new Set(
      filesIn(join(data, "documents")).map((file) => Number(/(\d{6})\/[^/]+$/.exec(file)?.[1] ?? 0)),
    );

    const asked = rows.filter((row) => law_folder !== null || !row.needs_laws);
    const predictions: object[] = [];
    let violations = 0;
    let right = 0;
    const judge = (row: Row, how: string, verdict: string, text: string, citations: Citation[]): boolean => {
      const wrong = findViolations(row, text, citations, stored, places);
      const missed = findMisses(row, verdict, text, citations, stored);
      for (const violation of wrong) console.log(`VIOLATION ${row.id} (${how}) ${row.text}: ${violation}`);
      violations += wrong.length;
      predictions.push({ id: row.id, how, question: row.text, verdict, text, citations, violations: wrong, missed });
      return wrong.length === 0 && missed.length === 0;
    };
    for (const row of asked) {
      const own = Number(row.asker_region);
      const district_id = own_districts.has(own) ? own : 0;
      const named = namedRegions(places, row.text);
      const allowed = [row.asker_region, ...named.map((place) => place.adcode)].flatMap((code) =>
        ancestors(places, code),
      );
      const answer = await scoped(database, systemScope(district_id), (tx) =>
        answerQuestion(tx, { words: row.text, regions: [...new Set(allowed)], named, as_of: row.as_of, district_id }),
      );
      if (judge(row, "answer", answer.verdict, answer.text, answer.citations)) right += 1;
    }
    const chatted = asked.filter((row) => row.chat);
    let chat_right = 0;
    for (const row of chatted) {
      const { json } = await app.ask("grid_worker", "/api/v1/messages", {
        text: row.text,
        at: `${row.as_of}T10:00:00+08:00`,
      });
      const [reply] = (json as { replies?: Reply[] }).replies ?? [];
      const verdict = reply?.kind === "answer" ? "quoted" : String(reply?.kind);
      if (judge(row, "chat", verdict, reply?.text ?? "", reply?.citations ?? [])) chat_right += 1;
    }
    return {
      suite: "versions",
      data,
      metrics: {
        questions: asked.length,
        left_out: rows.length - asked.length,
        violations,
        answered_right: right / asked.length,
        chat_questions: chatted.length,
        chat_right: chatted.length === 0 ? 0 : chat_right / chatted.length,
        failures: violations,
      },
      predictions,
    };
  } finally {
    await app.close();
  }
}
