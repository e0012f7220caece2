/** For tests only: what the buttons of the conversation are pressed with. */
import { longest } from "./requests.ts";

/** Whose rows the buttons of the conversation name, by the beginning of what they carry; the longest that fits counts. */
const BUTTONS: Record<string, string> = {
  "visit.": "drafts",
  "visit.forms": "visits",
  "refer.": "drafts",
  "refer.need": "visits",
  "refer.visit": "visits",
  "refer.link": "referrals",
  "need.": "needs",
  "date.": "follow_ups",
  "crisis.": "crises",
  "services.": "services",
  "picture.off": "visit_pictures",
  "picture.put": "drafts",
  "benefit.": "drafts",
  "answer.": "questions",
  "consent.": "people",
};
export const tableOfButton = (verb: string): string | null => longest(BUTTONS, verb);
/** One more word that a button may carry. */
export const BUTTON_WORDS = ["", "yes", "law", "met", "nobody_home"];
