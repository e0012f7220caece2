import type { Wording } from "../in-language.ts";
import type { PeopleRefusalTexts } from "../people-refusals.ts";

export const english: Wording<PeopleRefusalTexts> = {
  merge_with_oneself: "This is the same file; there is nothing to merge.",
  already_merged: "One of these was merged already; all of it stands in this file now:",
  already_unmerged: "This merge was taken back already; nothing was done twice.",
  merged_further: "The file that was kept was itself merged later; please take that one back first:",
  stage_same: "The file says this stage already; nothing was written twice.",
  stage_in_future: "Give today or a day before.",
  benefit_same: "The file says this already; nothing was written twice.",
  benefit_unnamed: "Give the benefit's name, 40 characters at most.",
  support_incomplete: "Write a name; the phone in digits only, or nothing when nobody knows it.",
  erase_ref_wrong: "That is another number; nothing was erased. Please type the number of this file:",
  already_erased: "This file was erased already.",
  erase_held: "This cannot be erased yet; these have to end first:",
};
