import { texts as said } from "../../../bot/texts/zh-hans.ts";
import type { FormWords } from "../../../cases/forms/fields.ts";
import { texts } from "../texts.ts";

/** Codes as they read on paper. Taken while the module loads, and so Chinese whoever asks: forms go to offices. */
export const FORM_WORDS: FormWords = {
  flags: said.flags,
  urgency: said.urgency,
  priority: said.priority,
  status: texts.status,
};
