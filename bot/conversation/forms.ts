import { readVisitRecord } from "../../cases/forms/read.ts";
import { lastVisit } from "../../cases/visits/last.ts";
import { actionId } from "../action-id.ts";
import type { Action } from "../reply.ts";
import { formsTexts } from "../texts/forms.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** The button under a saved visit. The web chat opens the page with it; messengers are told where it is. */
export function formsAction(visit_id: string): Action {
  return { id: actionId("visit.forms", visit_id), label: formsTexts.action };
}

/** 出表, 导出走访记录表 typed: of the visit that was saved last in the last day. */
const TYPED =
  /^(?:请|帮我?|给我|我要|要)*(?:出|导出|打印)(?:一?下)?(?:刚才|这次|上次|走访|那?[张份个条]|的)*(?:记录)?(?:表格?|单子)[吧。.]?$/u;
const LATELY_MINUTES = 24 * 60;

/** The button typed as a word; null when it is not. */
export async function formsInWords(turn: Turn, text: string): Promise<TurnResult | null> {
  if (!TYPED.test(text.trim())) return null;
  const id = await lastVisit(turn.session, LATELY_MINUTES);
  return id === null ? say("clarify", formsTexts.none) : formsOf(turn, id);
}

/**
 * 出表: where the forms of a visit are. The forms are not sent here: what is in a messenger has left the country's servers.
 * @throws Refusal `not_found` when the visit was taken back or is not for this worker
 */
export async function formsOf(turn: Turn, visit_id: string): Promise<TurnResult> {
  const { id, ref } = await readVisitRecord(turn.session, visit_id);
  const url = turn.public_url ? `${turn.public_url}/console/forms/visits/${id}` : null;
  return say("status", url ? formsTexts.ready(ref, url) : formsTexts.here(ref));
}
