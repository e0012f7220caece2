import { acknowledge, tellColleague } from "./crisis.ts";
import { sayReported, sayTaken, sayVictim } from "./crisis-duties.ts";
import { showProgress } from "./crisis-progress.ts";
import { askWhom, giveTo, markAttempt, nextStep, sayCalled } from "./crisis-work.ts";
import type { Pressed } from "./turn.ts";

/** The buttons of a crisis. */
export const CRISIS_BUTTONS: Readonly<Record<string, Pressed>> = {
  "crisis.ack": acknowledge,
  "crisis.tell": tellColleague,
  "crisis.state": showProgress,
  "crisis.called": (turn, id, { n }) => sayCalled(turn, id, n ?? 0),
  "crisis.next": (turn, id, { n }) => nextStep(turn, id, n ?? 0),
  "crisis.give": askWhom,
  "crisis.to": (turn, id, { n }) => giveTo(turn, id, n ?? -1),
  "crisis.attempted": markAttempt,
  "crisis.victim": (turn, id, { word }) => sayVictim(turn, id, word),
  "crisis.minor": (turn, id, { word }) => sayReported(turn, id, "minor", word),
  "crisis.limited": (turn, id, { word }) => sayReported(turn, id, "limited_capacity", word),
  "crisis.contacts": sayTaken,
};
