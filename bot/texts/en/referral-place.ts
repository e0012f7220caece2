import type { Wording } from "../in-language.ts";
import type { ReferralPlaceTexts } from "../referral-place.ts";

export const english: Wording<ReferralPlaceTexts> = { guess: "found by its kind only, call first" };
