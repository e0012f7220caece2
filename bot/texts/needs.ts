import type { NeedResult } from "../../cases/needs/close.ts";
import { english } from "./en/needs.ts";
import { inLanguages } from "./in-language.ts";

/** What the chat says about needs that are done (需求销号). */
const chinese = {
  /** One need, as it was told. */
  need: (who: string, words: string, day: string) => `${who}:${words}(${day} 记的)`,
  ask_one: (need: string) => `是这件吗?点一下就销号。\n${need}`,
  ask_which: "是哪一件?点一下就销号。",
  met: "办好了,销号",
  met_this: (words: string) => `办好了:${words}`,
  partly: "只办了一部分",
  closed: {
    met: (need: string) => `销号了。${need}`,
    partly: (need: string) => `记下了,办成一部分,销号了。${need}`,
  } satisfies Record<Exclude<NeedResult, "not_met">, (need: string) => string>,
  reopen: "没办好,重新打开",
  reopened: (need: string) => `重新打开了,接着办。${need}`,
  /** Why, where only a button said so. */
  by_button: "在聊天里说没办好",
} as const;

export type NeedTexts = typeof chinese;

export const needTexts = inLanguages(chinese, english);
