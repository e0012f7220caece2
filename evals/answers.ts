import { type RunningApp, runApp } from "../api/running.ts";
import type { Reply } from "../bot/reply.ts";
import { findFault } from "../knowledge/answer/verify/check.ts";
import { isForbidden } from "../knowledge/answer/verify/forbidden.ts";
import { grams, share, unitsOf } from "../knowledge/answer/verify/overlap.ts";
import { startFakeEndpoint } from "../platform/model/fake/endpoint.ts";
import { scoped, systemScope } from "../platform/scope.ts";
import { readJsonl } from "./beir.ts";
import type { EvalResult } from "./result.ts";

/** Questions from the field with what an answer must hold, written for this project. */
export const FIELD_QUESTIONS = new URL("data/field/questions.jsonl", import.meta.url).pathname;

interface Row {
  id?: string;
  text: string;
  answerable: boolean;
  must?: string[];
  constraints?: string[];
}

/** A point of what must be said counts as said when so much of its words stands in the answer. */
const SAID_FROM = 0.5;
/** The sources stand behind the answer, notes of the product's own beside it. */
const NOT_THE_ANSWER = /^(?:依据 \[|手头没有|这是整理的做法)/;

/** What one way of answering gave for one question. */
interface Judged {
  id: string;
  kind: string;
  text: string;
  /** Shows an answer. */
  answered: boolean;
  /** Every quote stands in its document, and no line of a written answer goes beyond it. */
  grounded: boolean;
  /** Shares of the points that must be said which are said. */
  must: number | null;
  is_written: boolean;
}

async function judge(service: RunningApp, row: Row, id: string): Promise<Judged> {
  const logged = service.logged.length;
  const { json } = await service.ask("grid_worker", "/api/v1/messages", { text: row.text });
  const replies = (json as { replies?: Reply[] }).replies ?? [];
  const answer = replies.find(({ kind }) => kind === "answer");
  const text = replies.map((one) => one.text).join("\n");
  const is_written = service.logged.slice(logged).some((line) => JSON.parse(line).written === true);
  const citations = answer?.citations ?? [];
  const stands = await scoped(service.parts.database, systemScope(0), async (tx) => {
    for (const { document_id, version, quote } of citations) {
      const { rows } = await tx.query<{ original: string }>(
        "select original from documents where id = $1 and version = $2",
        [document_id, version],
      );
      if (!rows.some(({ original }) => original.includes(quote))) return false;
    }
    return true;
  });
  const must = row.must?.map((point) => share(grams(unitsOf(point), 2), new Set(grams(unitsOf(text), 2))) >= SAID_FROM);
  return {
    id,
    kind: (answer ?? replies[0])?.kind ?? "none",
    text,
    answered: answer !== undefined,
    grounded: stands && !isForbidden(answer?.text ?? "") && (!is_written || isBorne(answer!)),
    must: must && must.length > 0 ? must.filter(Boolean).length / must.length : null,
    is_written,
  };
}

/** Every written line holds against the very words that are quoted behind it; how much of it they cover was told by the clauses. */
function isBorne({ text, citations }: Reply): boolean {
  const grounds = citations.map(({ quote, title, doc_no, effective_from }) => ({
    text: quote,
    about: `《${title}》${doc_no ?? ""}${effective_from ?? ""}`,
  }));
  const lines = text.split("\n").filter((line) => !NOT_THE_ANSWER.test(line));
  return lines.every((line) => {
    const fault = findFault(line.replace(/^[^：]{2,20}的规定：|\[\d+\]/g, ""), grounds);
    return fault === null || fault === "unsupported";
  });
}

function score(way: string, rows: readonly Row[], judged: readonly Judged[]): Record<string, number> {
  const answerable = judged.filter((_, i) => rows[i]!.answerable);
  const unanswerable = judged.filter((_, i) => !rows[i]!.answerable);
  const part = (of: readonly Judged[], is: (one: Judged) => boolean): number =>
    of.length === 0 ? 0 : of.filter(is).length / of.length;
  const must = answerable.flatMap((one) => one.must ?? []);
  return Object.fromEntries(
    Object.entries({
      grounded: part(
        judged.filter((one) => one.answered),
        (one) => one.grounded,
      ),
      refused: part(answerable, (one) => one.kind === "not_found"),
      refused_unanswerable: part(unanswerable, (one) => !one.answered),
      wrong: part(judged, (one) => one.answered && (!one.grounded || unanswerable.includes(one))),
      must: must.length === 0 ? 0 : must.reduce((sum, value) => sum + value, 0) / must.length,
      written: part(answerable, (one) => one.is_written),
    }).map(([name, value]) => [`${way}.${name}`, value]),
  );
}

/** What the scripted model says: the first words of each clause, and between them what no clause holds. */
function scripted(user: string): string {
  const clauses = [...user.matchAll(/材料［(\d+)］[^\n]*\n[^\n]*\n([\s\S]*?)(?=\n<<|\n<\/|\n〔)/g)];
  const said = clauses.flatMap(([, number, words]) => {
    const first = words!
      .split(/(?<=[。；])|\n/)
      .filter((sentence) => sentence.trim().length > 6)
      .slice(0, 2);
    return first.map((sentence) => `${sentence.trim().slice(0, 60)}［${number}］`);
  });
  return ["您好，以下是回答：", ...said.slice(0, 4), "每月补贴888元，当天到账。［1］", "一定能批下来。［1］"].join(
    "\n",
  );
}

/**
 * Puts every question to the whole service: without a model (`quoted.…`), with a scripted one that also says what no clause holds
 * (`scripted.…`), and, where OPENAI_MODEL names one, with that (`model.…`). `wrong` are answers to what cannot be answered and
 * answers that go beyond what they cite; `must` is the share of the points an answer must hold, by their words.
 */
export async function runAnswers({ data = FIELD_QUESTIONS }: { data?: string }): Promise<EvalResult> {
  const rows = readJsonl<Row>(data);
  const endpoint = await startFakeEndpoint({ api_key: "key", model: "scripted" });
  endpoint.script = ({ messages }) => ({ content: scripted(String(messages.at(-1)?.content)) });
  const { OPENAI_MODEL, OPENAI_BASE_URL, OPENAI_API_KEY, MODEL_TRUST } = process.env;
  const ways: Record<string, Record<string, string | undefined>> = {
    quoted: {},
    scripted: {
      OPENAI_BASE_URL: endpoint.base_url,
      OPENAI_API_KEY: "key",
      OPENAI_MODEL: "scripted",
      MODEL_TRUST: "external",
    },
    ...(OPENAI_MODEL ? { model: { OPENAI_MODEL, OPENAI_BASE_URL, OPENAI_API_KEY, MODEL_TRUST } } : {}),
  };
  const metrics: Record<string, number> = { questions: rows.length };
  const predictions: object[] = [];
  try {
    for (const [way, env] of Object.entries(ways)) {
      const service = await runApp({ env });
      try {
        const judged: Judged[] = [];
        for (const [i, row] of rows.entries()) judged.push(await judge(service, row, row.id ?? String(i)));
        Object.assign(metrics, score(way, rows, judged));
        predictions.push(...judged.map((one) => ({ way, ...one })));
        const dropped = service.logged.flatMap((line) => Object.values((JSON.parse(line).dropped ?? {}) as object));
        if (way !== "quoted") metrics[`${way}.dropped`] = dropped.reduce((sum: number, n: number) => sum + n, 0);
      } finally {
        await service.close();
      }
    }
  } finally {
    await endpoint.close();
  }
  return {
    suite: "answers",
    data,
    metrics: { ...metrics, failures: metrics["scripted.wrong"]! > metrics["quoted.wrong"]! ? 1 : 0 },
    predictions,
  };
}
