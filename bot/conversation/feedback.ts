import { channelFor } from "../../knowledge/answer/channels.ts";
import type { Citation } from "../../knowledge/citation.ts";
import { findCitedClause } from "../../knowledge/documents/locate.ts";
import { type Press, sayUseful, sayWrong } from "../../knowledge/gaps/feedback.ts";
import type { Queryable } from "../../platform/database/port.ts";
import { actionId } from "../action-id.ts";
import type { Action } from "../reply.ts";
import { texts } from "../texts/zh-hans.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** The clauses that an answer cites, the first one first. */
export async function citedClauses(tx: Queryable, citations: readonly Citation[]): Promise<string[]> {
  const found: (string | null)[] = [];
  for (const citation of citations) found.push(await findCitedClause(tx, citation));
  return [...new Set(found.filter((id) => id !== null))];
}

/** The buttons under an answer from documents: 有用 teaches, 不对 opens a gap. */
export function feedbackActions(question_id: string): Action[] {
  return [
    { id: actionId("answer.useful", question_id), label: texts.feedback.useful },
    { id: actionId("answer.wrong", question_id), label: texts.feedback.wrong },
  ];
}

/** 有用: what was quoted answers what was asked. */
export async function foundUseful(turn: Turn, question_id: string): Promise<TurnResult> {
  const kept = await sayUseful(turn.session.tx, pressOf(turn, question_id));
  return say("help", kept ? texts.feedback.thanks : texts.feedback.gone);
}

/** 不对: it goes to whoever keeps the documents, and the one who asked is sent to who knows. */
export async function foundWrong(turn: Turn, question_id: string): Promise<TurnResult> {
  const { tx, sealer } = turn.session;
  const words = await sayWrong(tx, sealer, pressOf(turn, question_id));
  return say("help", words === null ? texts.feedback.gone : texts.feedback.noted(channelFor(words)));
}

function pressOf({ session, staff }: Turn, question_id: string): Press {
  return { district_id: staff.district_id, staff_id: staff.id, question_id, now: session.now };
}
