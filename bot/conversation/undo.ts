import { undoableReferral, undoLastReferral } from "../../cases/referrals/undo.ts";
import { Refusal } from "../../cases/refusal.ts";
import { undoLastVisit } from "../../cases/visits/undo.ts";
import { texts } from "../texts/zh-hans.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** 撤销: the newest thing of the last half hour; a referral before the visit it stands on. */
export async function undo(turn: Turn): Promise<TurnResult> {
  if (await undoableReferral(turn.session)) {
    const { ref } = await undoLastReferral(turn.session, texts.undo.reason);
    return say("saved", texts.undo.referral(ref));
  }
  try {
    return say("saved", texts.undo.visit((await undoLastVisit(turn.session)).ref));
  } catch (error) {
    if (error instanceof Refusal) return say("saved", texts.refusals[error.code]);
    throw error;
  }
}
