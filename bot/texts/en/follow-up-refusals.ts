import type { FollowUpRefusalTexts } from "../follow-up-refusals.ts";
import type { Wording } from "../in-language.ts";

export const english: Wording<FollowUpRefusalTexts> = {
  follow_up_closed: "This one has been seen to, or is not needed any more.",
  snooze_date_wrong: "Choose tomorrow or later, within a year.",
  snooze_past_rule: "By the rule they are to be seen by this day; later than that takes a supervisor:",
  rule_wrong: "The interval is 1 to 366 days or 1 to 12 months, with the document that it comes from.",
  admins_only: "Only an admin changes this.",
  settings_wrong:
    "Something is not right, so nothing was changed. Write times like 21:00 and days as whole numbers from 0 to 250.",
};
