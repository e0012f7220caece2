import type { CrisisAfterwardsTexts } from "../crisis-afterwards.ts";
import type { Wording } from "../in-language.ts";

export const english: Wording<CrisisAfterwardsTexts> = {
  noted: (ref) => `Written down on ${ref}. That you are safe, and they are, comes first.`,
};
