import type { CrisisRefusalTexts } from "../crisis-refusals.ts";
import type { Wording } from "../in-language.ts";

export const english: Wording<CrisisRefusalTexts> = {
  supervisors_only: "A supervisor changes this.",
  professionals_only: "These contacts are taken by a social worker or a supervisor.",
  crisis_closed: "This is closed. A supervisor has to open it again first.",
  crisis_outcome_needed: "Choose an outcome to close it.",
  duties_open: "A report or a contact is still open. Write a reason to close it.",
  recipient_needed: "Say to whom it was reported, such as the police station.",
  hand_over_to: "Not to this person: they have it, reported it, or have left. Choose somebody else.",
  minutes_out_of_range: "A whole number of minutes from 1 to 120.",
  phone_wrong: "That is no phone number: 11 digits for a mobile, with area code for a landline.",
  roster_staff: "Choose somebody who is on the staff.",
  roster_stand_in: "The stand-in has to be somebody else on the staff.",
  roster_area: "There is no such area, choose again.",
  roster_kind: "Choose at least one kind, or all of them.",
  roster_place: "A place from 1 to 9.",
  roster_days: "Choose at least one day.",
  roster_hours: "Both times, and not the same; leave both empty for the whole day.",
  roster_away: "The days away are the wrong way round, or no days.",
};
