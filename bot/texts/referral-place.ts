import { english } from "./en/referral-place.ts";
import { inLanguages } from "./in-language.ts";

/** What a referral draft says of the place it goes to. */
const chinese = {
  guess: "按类别找的,先打电话问",
} as const;

export type ReferralPlaceTexts = typeof chinese;

export const referralPlace = inLanguages(chinese, english);
