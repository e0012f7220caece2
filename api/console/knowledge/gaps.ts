import { type Context, Hono } from "hono";
import * as z from "zod";
import { reply } from "../../../bot/conversation/turn.ts";
import { forOthers } from "../../../bot/texts/in-language.ts";
import { texts as said } from "../../../bot/texts/zh-hans.ts";
import { notify } from "../../../bot/work.ts";
import { audit } from "../../../cases/audit/append.ts";
import { Refusal } from "../../../cases/refusal.ts";
import type { StaffSession } from "../../../cases/session.ts";
import { type Staff, staffNames } from "../../../cases/staff/staff.ts";
import type { Answer } from "../../../knowledge/answer/answer.ts";
import { ChangedMeanwhile } from "../../../knowledge/documents/conflict.ts";
import { answerWithClause, askAgain } from "../../../knowledge/gaps/ask-again.ts";
import { closeGap, reopenGap, takeUntold } from "../../../knowledge/gaps/close.ts";
import { confirm } from "../../../knowledge/gaps/confirm.ts";
import { evalCases } from "../../../knowledge/gaps/eval-cases.ts";
import { closedGaps, findGap, type Gap, openGaps, wordingsOf } from "../../../knowledge/gaps/list.ts";
import { ancestors, loadRegions } from "../../../knowledge/regions/regions.ts";
import { searchClauses } from "../../../knowledge/retrieve/search.ts";
import { chinaDate } from "../../../platform/clock.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { officersOnly } from "../officers-only.ts";
import { idOf, readForm, WORDS_LIMIT, wordsField } from "../read-form.ts";
import { knowledgePage, officerOf, PATH } from "./frame.ts";
import { closedBody, gapBody, openBody, type PickedClause } from "./gap-page.ts";
import { texts } from "./texts.ts";

const MOST_CLOSED = 200;
const FOUND = 8;

const closeForm = z.object({ seen: z.string(), words: wordsField });
const tellForm = z.object({ seen: z.string() });
const fixForm = z.object({ seen: z.string(), chunk: z.uuid() });
type Refused = { why: string; words: string } | null;

/** `/console/knowledge/gaps`: what was asked and not answered; an answer later reaches those who asked. */
export function gapPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("*", officersOnly);
  app.get("/", async (c) => {
    const closed = c.req.query("closed") === "1";
    const gaps = await asStaff(parts, c.get("staff"), ({ tx, sealer, scope }) =>
      closed ? closedGaps(tx, sealer, scope.district_id, MOST_CLOSED) : openGaps(tx, sealer, scope.district_id),
    );
    const body = closed ? closedBody(gaps) : openBody(gaps);
    return c.html(knowledgePage(c, { title: texts.parts.gaps, part: "gaps", top: !closed }, body));
  });
  app.get("/cases.jsonl", async (c) => {
    const cases = await asStaff(parts, c.get("staff"), async (session) => {
      const gaps = await closedGaps(session.tx, session.sealer, session.scope.district_id, MOST_CLOSED);
      await audit(session, { action: "gaps.exported", entity: "gap", entity_id: null, detail: { gaps: gaps.length } });
      return evalCases(gaps);
    });
    c.header("content-disposition", 'attachment; filename="gaps.jsonl"');
    c.header("content-type", "application/x-ndjson; charset=utf-8");
    return c.body(cases.map((one) => `${JSON.stringify(one)}\n`).join(""));
  });
  app.get("/:id", (c) => show(parts, c, null));
  app.post("/:id/close", async (c) => {
    const { seen, words } = await readForm(c, closeForm);
    if (words === "" || words.length > WORDS_LIMIT) return show(parts, c, { why: texts.gap.reason_needed, words });
    return act(parts, c, words, async (session) => {
      const gap = await seenGap(session, c, seen);
      if (gap.closed) throw new ChangedMeanwhile();
      const outcome = { state: "not_ours", reason: words, document_ids: [] } as const;
      const id = await closeGap(session.tx, officerOf(session), idsOf(gap), { ...outcome, document_ids: [] });
      await audit(session, { action: "gap.closed", entity: "gap", entity_id: id, detail: { state: "not_ours" } });
      return "not_ours";
    });
  });
  app.post("/:id/reopen", async (c) => {
    const { seen } = await readForm(c, tellForm);
    return act(parts, c, "", async (session) => {
      const { closed } = await seenGap(session, c, seen);
      if (!closed) throw new ChangedMeanwhile();
      await reopenGap(session.tx, officerOf(session), closed.id);
      await audit(session, { action: "gap.reopened", entity: "gap", entity_id: closed.id });
      return "reopened";
    });
  });
  app.post("/:id/fix", async (c) => {
    const { seen, chunk } = await readForm(c, fixForm);
    return act(parts, c, "", async (session) => fix(session, await seenGap(session, c, seen), chunk));
  });
  app.post("/:id/tell", async (c) => {
    const { seen } = await readForm(c, tellForm);
    return act(parts, c, "", async (session) => tell(parts, session, c.get("staff"), await seenGap(session, c, seen)));
  });
  return app;
}

const idsOf = (gap: Gap): string[] => gap.questions.map((question) => question.id);

/** The gap as the officer saw it: another question that came meanwhile is not acted on unseen. */
async function seenGap({ tx, sealer, scope }: StaffSession, c: Context<StaffEnv>, seen: string): Promise<Gap> {
  const gap = await findGap(tx, sealer, scope.district_id, idOf(c));
  if (!gap) throw new Refusal("not_found");
  if (idsOf(gap).length !== Number(seen)) throw new ChangedMeanwhile();
  return gap;
}

/** Does it and leads back; what somebody else did meanwhile is shown as it is now. */
async function act(
  parts: AppParts,
  c: Context<StaffEnv>,
  words: string,
  work: (session: StaffSession) => Promise<keyof typeof texts.done>,
): Promise<Response> {
  try {
    const done = await asStaff(parts, c.get("staff"), work);
    return c.redirect(`${PATH}/gaps/${idOf(c)}?done=${done}`, 303);
  } catch (error) {
    if (error instanceof NothingToSend) return show(parts, c, { why: texts.gap.no_answer_to_send, words }, 409);
    if (error instanceof ChangedMeanwhile) return show(parts, c, { why: texts.changed_meanwhile, words }, 409);
    throw error;
  }
}

class NothingToSend extends Error {}

/** An officer says which clause answers: it is learned from, and what is sent to those who asked. */
async function fix(session: StaffSession, gap: Gap, chunk_id: string): Promise<keyof typeof texts.done> {
  const { tx, scope, now } = session;
  const answer = await answerWithClause(tx, chunk_id);
  const document_id = answer?.citations[0]?.document_id;
  if (document_id === undefined || gap.closed) throw new ChangedMeanwhile();
  const { district_id, staff_id } = scope;
  const outcome = { state: "answered", reason: null, document_ids: [document_id], chunk_id } as const;
  const id = await closeGap(tx, officerOf(session), idsOf(gap), { ...outcome, document_ids: [document_id] });
  for (const question of gap.questions) {
    const given = { district_id, staff_id, question_id: question.id, document_id, chunk_id, now };
    await confirm(tx, { ...given, kind: "officer_fix" });
  }
  await audit(session, { action: "gap.fixed", entity: "gap", entity_id: id, detail: { document_id } });
  return "fixed";
}

/** What the gap's words get now: the clause that was chosen, or what a question finds. */
async function answerNow({ tx, scope, now }: StaffSession, staff: Staff, gap: Gap): Promise<Answer | null> {
  if (gap.closed?.chunk_id) return answerWithClause(tx, gap.closed.chunk_id);
  const words = wordingsOf(gap)[0] ?? "";
  return askAgain(tx, { words, adcode: staff.adcode, district_id: scope.district_id, as_of: chinaDate(now) });
}

/** Sends what was shown to everybody who asked and was not told, each once, and closes the gap. */
async function tell(parts: AppParts, session: StaffSession, staff: Staff, gap: Gap): Promise<keyof typeof texts.done> {
  const answer = await answerNow(session, staff, gap);
  if (answer?.verdict !== "quoted" || gap.closed?.state === "not_ours") throw new NothingToSend();
  const document_ids = [...new Set(answer.citations.map((citation) => citation.document_id))];
  const outcome = { state: "answered", reason: null, document_ids } as const;
  const id =
    gap.closed?.id ?? (await closeGap(session.tx, officerOf(session), idsOf(gap), { ...outcome, document_ids }));
  const told = await takeUntold(session.tx, officerOf(session), idsOf(gap));
  for (const { staff_id, asked_at } of told) {
    const text = `${forOthers(() => said.feedback.answered_later(chinaDate(asked_at)))}\n${answer.text}`;
    await notify(parts, session, [staff_id], reply("answer", text, { citations: answer.citations }), []);
  }
  await audit(session, { action: "gap.told", entity: "gap", entity_id: id, detail: { people: told.length } });
  return told.length > 0 ? "told" : "told_nobody";
}

async function show(parts: AppParts, c: Context<StaffEnv>, refused: Refused, code: 409 | 422 = 422): Promise<Response> {
  const staff = c.get("staff");
  const search = (c.req.query("q") ?? "").slice(0, 200);
  const seen = await asStaff(parts, staff, async (session) => {
    const { tx, sealer, scope, now } = session;
    const gap = await findGap(tx, sealer, scope.district_id, idOf(c));
    if (!gap) throw new Refusal("not_found");
    const names = await staffNames(session, gap.closed ? [gap.closed.closed_by] : []);
    const found: PickedClause[] = [];
    if (search !== "") {
      const regions = ancestors(await loadRegions(tx), staff.adcode);
      const clauses = await searchClauses(tx, { words: search, regions, as_of: chinaDate(now), limit: FOUND });
      const ids = await tx.query<{ id: string; document_id: string; version: number; span_start: number }>(
        "select id, document_id, version, span_start from chunks where document_id = any($1) and span_start = any($2)",
        [clauses.map((clause) => clause.document_id), clauses.map((clause) => clause.span_start)],
      );
      for (const clause of clauses) {
        const row = ids.rows.find(
          (one) => one.document_id === clause.document_id && one.span_start === clause.span_start,
        );
        if (row) found.push({ ...clause, chunk_id: row.id });
      }
    }
    return { gap, answer: await answerNow(session, staff, gap), names, found };
  });
  const body = gapBody({ ...seen, search, refused });
  return c.html(knowledgePage(c, { title: texts.gap.title, part: "gaps" }, body), refused ? code : 200);
}
