import type { DeskRefusalTexts, DeskTexts } from "../desk.ts";
import type { Wording } from "../in-language.ts";

export const deskRefusals: Wording<DeskRefusalTexts> = {
  filter_name: "Give this filter a name of up to 30 characters.",
  filters_full: "20 are kept already: delete one first.",
  none_ticked: "Tick the referrals to be changed first.",
  nothing_chosen: "Choose first what it should be, then press.",
  many_ticked: "At most 200 at once: tick fewer.",
  owner_unknown: "There is no such social worker any more. Choose again.",
  owner_elsewhere: "It goes to another organization than theirs. To change that, open it and send it on.",
  ended_already: "It has ended.",
  already_so: "It was so already.",
};

export const english: Wording<DeskTexts> = {
  assigned: (n, refs) => `A supervisor gave you ${n} referral(s) to follow: ${refs}. See Referrals.`,
  due: (n, refs, day) => `${n} referral(s) are now due on ${day}: ${refs}.`,
  priority: (n, refs, priority) => `${n} referral(s) are now “${priority}”: ${refs}.`,
  priorities: { stat: "at once", asap: "within 24 hours", urgent: "within a week", routine: "routine" },
  and_more: (refs) => `${refs} …`,
};
