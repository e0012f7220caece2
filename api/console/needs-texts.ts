import { inLanguages } from "../../bot/texts/in-language.ts";
import type { NeedResult } from "../../cases/needs/close.ts";
import { english } from "./needs-texts.en.ts";

/** How a need is closed on the console. */
const chinese = {
  close: "办完了,销号",
  result: "办得怎么样",
  results: { met: "办成了", partly: "办成一部分", not_met: "没办成" } satisfies Record<NeedResult, string>,
  words: "办成了什么,或者为什么没办成",
  save: "销号",
  save_for: (words: string) => `销号:${words}`,
} as const;

export type NeedFormTexts = typeof chinese;

export const needTexts = inLanguages(chinese, english);
