import { english } from "./en/crisis-afterwards.ts";
import { inLanguages } from "./in-language.ts";

/** What is said when somebody tells what came of a crisis. */
const chinese = {
  noted: (ref: string) => `记在 ${ref} 上了。您和人都安全最要紧。`,
} as const;

export type CrisisAfterwardsTexts = typeof chinese;

export const crisisAfterwards = inLanguages(chinese, english);
