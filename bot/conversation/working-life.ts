import { beforeGroup, textForGroup } from "./before-group.ts";
import { doorInWords } from "./doors.ts";
import { lostPhone } from "./lost-phone.ts";
import type { Turn, TurnResult } from "./turn.ts";
import { consentWithdrawn } from "./withdraw-consent.ts";

/**
 * What is said about the work itself: a text for a group, a lost phone, a door that two go to, consent
 * that is taken back. Null when it is something else.
 */
export async function aboutWork(turn: Turn, text: string): Promise<TurnResult | null> {
  const for_group = textForGroup(text);
  if (for_group !== null) return beforeGroup(turn, for_group);
  return lostPhone(turn, text) ?? (await doorInWords(turn, text)) ?? (await consentWithdrawn(turn, text));
}
