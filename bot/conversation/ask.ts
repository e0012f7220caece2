import { keepQuestion } from "../../knowledge/questions.ts";
import type { Queryable } from "../../platform/database/port.ts";
import { knowledgeTexts } from "../texts/knowledge.ts";
import { texts } from "../texts/zh-hans.ts";
import { recall, remember } from "./chat-state.ts";
import { citedClauses, feedbackActions } from "./feedback.ts";
import { type Asker, findAnswer, inItsWords, lineForOffice, stillFound } from "./find-answer.ts";
import { type AskedNow, goesOn } from "./follow-up.ts";
import { reply, type Turn, type TurnResult } from "./turn.ts";

export { allowedRegions } from "./find-answer.ts";

/** Of one matter so many clauses are remembered as shown. */
const MOST_SHOWN = 12;
/** 0757-22320251, 13800138000: of one office. */
const OFFICE_NUMBER = /(?<!\d)(?:0\d{2,3}[-\s]?\d{7,8}|1\d{10})(?!\d)/;

/**
 * Answers from the curated help lines or from documents: in a model's verified words when there are any, else by quoting. Whatever
 * came of it is kept as a question, and its subject for what is asked next.
 * @param options `directory`: looks in the service directory, where somebody wants a number and no help line is meant. It comes first,
 *   then an office's number in documents of here, and the help line of its field; another place's number never, nor a clause that only
 *   names a help line for something else
 */
export async function ask(
  turn: Turn,
  asked: string | AskedNow,
  { keep: kept, directory }: { keep: boolean; directory?: () => Promise<TurnResult> } = { keep: true },
): Promise<TurnResult> {
  const { words, after } = typeof asked === "string" ? { words: asked, after: null } : asked;
  const { session, staff } = turn;
  const { tx, sealer, now } = session;
  const keep = async (
    verdict: "answered" | "quoted" | "not_found",
    document_ids: string[],
    chunk_ids: string[] = [],
  ): Promise<string | null> => {
    if (!kept) return null;
    return keepQuestion(tx, sealer, {
      district_id: staff.district_id,
      staff_id: staff.id,
      words,
      verdict,
      document_ids,
      chunk_ids,
      asked_at: now,
    });
  };

  const asker = { words, after, staff, now, meaning: turn.meaning ?? null };
  const found = (await stillFound(tx, turn.found, asker)) ?? (await findAnswer(tx, asker));
  if ("hotline" in found) {
    await keep("quoted", []);
    return { replies: [reply("answer", introduced(found.hotline))] };
  }
  const listed = await directory?.();
  if (listed?.replies.some(({ kind }) => kind === "services")) return listed;
  const { verdict, text, citations } = inItsWords(found.answer, words, turn.written);
  const instead =
    listed && (await withoutNumber(tx, asker, { listed, text, is_of_here: !found.answer.is_of_elsewhere }));
  if (instead) {
    await keep("not_found", []);
    return instead;
  }
  const chunk_ids = await citedClauses(tx, citations);
  const document_ids = [...new Set(citations.map((citation) => citation.document_id))];
  const question_id = await keep(verdict, document_ids, chunk_ids);
  // 王奶奶多大了 names nothing to go on from: what was asked before it stays the subject.
  if (kept && (after || goesOn(words))) {
    const shown = [...(after?.shown ?? []), ...citations.map(({ document_id, start }) => ({ document_id, start }))];
    await remember(session, await recall(session), {
      asked: { words, at: now.toISOString(), shown: shown.slice(-MOST_SHOWN) },
    });
  }
  const is_answer = verdict !== "not_found";
  const actions = question_id && is_answer ? feedbackActions(question_id) : [];
  return {
    replies: [
      reply(is_answer ? "answer" : "not_found", is_answer ? introduced(text) : nothingFound(text), {
        citations,
        actions,
      }),
    ],
  };
}

/** What is said when the directory has not the number that is wanted; null: what the documents say, because it names one. */
async function withoutNumber(
  tx: Queryable,
  asker: Asker,
  { listed, text, is_of_here }: { listed: TurnResult; text: string; is_of_here: boolean },
): Promise<TurnResult | null> {
  if (is_of_here && OFFICE_NUMBER.test(text)) return null;
  const line = await lineForOffice(tx, asker);
  if (line !== null) return { replies: [reply("answer", `${texts.services.line_instead}\n${introduced(line)}`)] };
  return listed;
}

/** Read when it is said, because the catalogues speak the language of the message (in-language.ts). */
function introduced(text: string): string {
  const { lead } = knowledgeTexts.answer;
  return lead === "" ? text : `${lead}\n${text}`;
}

const nothingFound = (text: string): string => knowledgeTexts.answer.nothing(text);
