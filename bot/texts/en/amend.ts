import type { AmendRefusalTexts, AmendTexts } from "../amend.ts";
import type { Wording } from "../in-language.ts";

export const english: Wording<AmendTexts> = {
  heading: (ref) => `${ref} would be (not saved yet):`,
  how: "This is what it says now. Say what is to change: what it is, and what it is not.",
  none_of: (name, days) => `You wrote no visit to ${name} in ${days} days. A supervisor can amend a colleague's.`,
  none: (days) => `You wrote no visit in ${days} days.`,
  saved: (ref) => `${ref} is amended. What it said before is kept and stands on the console.`,
  stays: (words) => `"${words}" stays, because a referral for it is in work. To end it, cancel the referral.`,
  withdrawn: (n) => `Needs taken out: ${n}.`,
};

export const amendRefusals: Wording<AmendRefusalTexts> = {
  amend_not_yours: "A colleague wrote this visit: they or a supervisor can amend it.",
  amend_too_late: "It was written more than 30 days ago: a supervisor can amend it.",
  amend_nothing: "It is the same as before; nothing was changed.",
};
