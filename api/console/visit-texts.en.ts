import type { Wording } from "../../bot/texts/in-language.ts";
import type { VisitTexts } from "./visit-texts.ts";

export const english: Wording<VisitTexts> = {
  title: (ref) => `Visit ${ref}`,
  read_is_kept: "That you read this visit is written down.",
  went: (who, day, area) => `${who} ${day} ${area}`,
  now: "As it is now",
  note: "Words",
  needs: "Needs",
  closed: "closed",
  flags: "Take care",
  agreed: "Agreed next time",
  consent: "Their wish",
  consents: { yes: "agrees", no: "does not agree" },
  amend: "Amend it",
  words: "The whole note as it should be",
  reason: "Why",
  reason_lead: "Why (needed, because somebody else wrote it)",
  look: "See it amended",
  preview: "Amended it would be so, not saved yet",
  save: "Save",
  again: "Change it once more",
  back: "Leave it",
  before: "Before",
  changed: (who, at) => `Amended by ${who}, ${at}`,
  because: (why) => `Why: ${why}`,
  whose: "The files stay the same; another name finds its file, or gets a new one.",
  done: {
    crisis: "Amended. What is new in it means danger: whoever is on duty has been told; see Crises for who has it.",
    amended: "Amended. What it said before stands below.",
    stays: "Amended. Needs with a referral in work stay; to end them, cancel the referral.",
  },
};
