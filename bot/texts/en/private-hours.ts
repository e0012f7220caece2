import type { Wording } from "../in-language.ts";
import type { PrivateHoursTexts } from "../private-hours.ts";

export const english: Wording<PrivateHoursTexts> = {
  still_here:
    "I am here, and what you say now is not kept. If it gets too much call 12356, or press the button above for a call from a colleague. For work press below.",
  work: "Back to work",
  ended: "Good, on with work. Tell me a visit, ask about a rule or for a phone number.",
};
