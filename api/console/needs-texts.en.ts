import type { Wording } from "../../bot/texts/in-language.ts";
import type { NeedFormTexts } from "./needs-texts.ts";

export const english: Wording<NeedFormTexts> = {
  close: "Close it",
  result: "What came of it",
  results: { met: "met", partly: "partly met", not_met: "not met" },
  words: "What was achieved, or why it was not",
  save: "Close",
  save_for: (words) => `Close: ${words}`,
};
