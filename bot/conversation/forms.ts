import { readVisitRecord } from "../../cases/forms/read.ts";
import { actionId } from "../action-id.ts";
import type { Action } from "../reply.ts";
import { formsTexts } from "../texts/forms.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** The button under a saved visit. The web chat opens the page with it; messengers are told where it is. */
export function formsAction(visit_id: string): Action {
  return { id: actionId("visit.forms", visit_id), label: formsTexts.action };
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
