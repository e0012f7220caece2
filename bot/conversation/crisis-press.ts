import type { ActionId } from "../action-id.ts";
import { texts } from "../texts/zh-hans.ts";
import { acknowledge, tellColleague } from "./crisis.ts";
import { sayReported, sayTaken, sayVictim } from "./crisis-duties.ts";
import { showProgress } from "./crisis-progress.ts";
import { askWhom, giveTo, markAttempt, nextStep, sayCalled } from "./crisis-work.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** A pressed button of a crisis. */
export async function pressCrisis(turn: Turn, id: string, { verb, n, word }: ActionId): Promise<TurnResult> {
  switch (verb) {
    case "crisis.ack":
      return acknowledge(turn, id);
    case "crisis.tell":
      return tellColleague(turn, id);
    case "crisis.state":
      return showProgress(turn, id);
    case "crisis.called":
      return sayCalled(turn, id, n ?? 0);
    case "crisis.next":
      return nextStep(turn, id, n ?? 0);
    case "crisis.give":
      return askWhom(turn, id);
    case "crisis.to":
      return giveTo(turn, id, n ?? -1);
    case "crisis.attempted":
      return markAttempt(turn, id);
    case "crisis.victim":
      return sayVictim(turn, id, word);
    case "crisis.minor":
      return sayReported(turn, id, "minor", word);
    case "crisis.limited":
      return sayReported(turn, id, "limited_capacity", word);
    case "crisis.contacts":
      return sayTaken(turn, id);
  }
  return say("clarify", texts.refusals.draft_stale);
}
