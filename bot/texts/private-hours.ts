import { english } from "./en/private-hours.ts";
import { inLanguages } from "./in-language.ts";

/** What is said in the hours after somebody spoke of their own distress. */
const chinese = {
  still_here: "我在,这会儿说的不存。撑不住就打 12356,或点前面的「请同事联系我」。要说工作就点下面。",
  work: "说工作",
  ended: "好,接着说工作。走访、查政策、找电话,直接说。",
} as const;

export type PrivateHoursTexts = typeof chinese;

export const privateHoursTexts = inLanguages(chinese, english);
