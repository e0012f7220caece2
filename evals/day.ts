/**
 * A day, played through /api/v1/messages as the three demo people: notes are told, confirmed and referred, questions are
 * asked, a receiver accepts and completes, a supervisor reviews. Prints how many of each landed in the tables.
 */
import { readFileSync } from "node:fs";
import { DEMO_DISTRICT } from "../api/demo.ts";
import { runApp } from "../api/running.ts";
import { NO_DANGER } from "../bot/first-card.ts";
import type { Reply } from "../bot/reply.ts";
import { inSession } from "../cases/session.ts";
import { systemScope } from "../platform/scope.ts";
import type { EvalResult } from "./result.ts";

interface Note {
  id: string;
  text: string;
  ref_date: string;
  persons: unknown[];
}

const lines = <T>(path: URL): T[] =>
  readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);

const DATA = new URL("./data/field/", import.meta.url);

export async function runDay(): Promise<EvalResult> {
  const notes = lines<Note>(new URL("notes.jsonl", DATA));
  const questions = lines<{ id: string; text: string }>(new URL("questions.jsonl", DATA));
  const running = await runApp();
  const failures: string[] = [];
  const counts = {
    notes_told: 0,
    notes_confirmed: 0,
    referrals_sent: 0,
    answered: 0,
    not_found: 0,
    other_replies: 0,
    crisis_cards: 0,
    completed: 0,
    reviewed: 0,
  };

  const say = async (body: object): Promise<Reply[]> => {
    const { status, json } = await running.ask("grid_worker", "/api/v1/messages", body);
    const { replies } = json as { replies?: Reply[] };
    if (status !== 200 || !replies || replies.length === 0) {
      failures.push(`${status} ${JSON.stringify(body)}`);
      return [];
    }
    return replies;
  };
  const button = (replies: Reply[], verb: string): string | undefined =>
    replies.flatMap((reply) => reply.actions).find((action) => action.id.startsWith(verb))?.id;

  for (const note of notes) {
    counts.notes_told += 1;
    const at = `${note.ref_date}T10:00:00+08:00`;
    const heard = await say({ text: note.text, at });
    if (heard.some((reply) => reply.kind === "crisis")) counts.crisis_cards += 1;
    // What only may be a danger is asked first, and the note goes on with the answer.
    const calm = button(heard, NO_DANGER);
    const understood = calm ? await say({ action: calm, at }) : heard;
    for (const reply of understood) checkSpans(note, reply, failures);
    const save = button(understood, "visit.save");
    if (!save) {
      failures.push(`${note.id}: no draft to save (${understood.map((reply) => reply.kind).join(", ")})`);
      continue;
    }
    const saved = await say({ action: save, at });
    if (!saved.some((reply) => reply.kind === "saved")) failures.push(`${note.id}: not saved`);
    else counts.notes_confirmed += 1;
    const refer = button(saved, "refer.need");
    if (!refer) continue;
    const draft = await say({ action: refer, at });
    const send = button(draft, "refer.send");
    if (!send) {
      failures.push(`${note.id}: no referral to send: ${draft[0]?.text.split("\n").join(" | ")}`);
      continue;
    }
    const sent = await say({ action: send, at });
    if (sent.some((reply) => reply.kind === "saved")) counts.referrals_sent += 1;
    else failures.push(`${note.id}: referral not sent`);
  }

  for (const question of questions) {
    const replies = await say({ text: question.text });
    if (replies.some((reply) => reply.kind === "answer")) counts.answered += 1;
    else if (replies.some((reply) => reply.kind === "not_found")) counts.not_found += 1;
    else counts.other_replies += 1;
  }

  const { json } = await running.ask("supervisor", "/api/v1/referrals?limit=200");
  const { referrals } = json as { referrals: { id: string }[] };
  for (const [i, { id }] of referrals.entries()) {
    const review = await running.ask("supervisor", `/api/v1/referrals/${id}/review`, { verdict: "approved" });
    if (review.status === 200) counts.reviewed += 1;
    else failures.push(`review ${review.status}`);
    if (i % 2 === 1) continue;
    const receives =
      (await running.ask("social_worker", `/api/v1/referrals/${id}`)).status === 200 ? "social_worker" : "supervisor";
    for (const to of ["received", "accepted", "in-progress", "completed"]) {
      const move = await running.ask(receives, `/api/v1/referrals/${id}/transitions`, {
        to,
        ...(to === "completed" ? { reason: "已上门,老人说可以了", resident_confirmed: true } : {}),
      });
      if (move.status !== 200) failures.push(`${to}: ${move.status} ${JSON.stringify(move.json)}`);
      else if (to === "completed") counts.completed += 1;
    }
  }

  const landed = await inSession({ ...running.parts, now: new Date() }, systemScope(DEMO_DISTRICT), async ({ tx }) => {
    const found: Record<string, number> = {};
    for (const table of [
      "visits",
      "people",
      "households",
      "observations",
      "needs",
      "follow_ups",
      "referrals",
      "referral_events",
      "crises",
      "questions",
      "audit_log",
    ]) {
      const { rows } = await tx.query<{ n: number }>(`select count(*) as n from ${table}`);
      found[`rows_${table}`] = rows[0]!.n;
    }
    return found;
  });
  const errors = running.logged.filter((line) => line.includes('"level":50'));
  for (const line of errors) failures.push(line);
  await running.close();

  const metrics = { ...counts, ...landed, failures: failures.length };
  console.table(metrics);
  for (const failure of failures) console.log(`FAILED ${failure}`);
  return { suite: "day", data: "evals/data/field", metrics, predictions: [] };
}

/** Nothing invented: every value of a draft stands in the note, at its span. */
function checkSpans(note: Note, reply: Reply, failures: string[]): void {
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { words, span } = value as { words?: string; span?: { start: number; end: number } };
    if (words !== undefined && span && note.text.slice(span.start, span.end) !== words) {
      failures.push(`${note.id}: invented ${words}`);
    }
    for (const inner of Object.values(value)) walk(inner);
  };
  if (reply.draft?.type === "visit") walk(reply.draft);
}
