import { english } from "./en/consent.ts";
import { inLanguages } from "./in-language.ts";

/** What a referral says of the consent that stands in the note. */
const chinese = {
  given: "走访里记了本人同意,不用再问。",
  send: "发出",
  by_family: (words: string) => `${words};本人的意思还没问`,
} as const;

export type ConsentTexts = typeof chinese;

export const consentTexts = inLanguages(chinese, english);
