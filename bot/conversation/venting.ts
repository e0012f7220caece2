import { ventingTexts } from "../texts/venting.ts";
import { texts } from "../texts/zh-hans.ts";
import { ANGER, HURT } from "../understand/lexicon/intent-words.ts";
import { say, type TurnResult } from "./turn.ts";

/** One human line, and what can be done now. Nothing is looked up, and nothing is kept as a question without an answer. */
export function letOffSteam(text: string, has_open_draft: boolean): TurnResult {
  return say("help", lineFor(text), [
    ...(has_open_draft ? [{ id: "draft", label: texts.actions.draft }] : []),
    { id: "today", label: texts.actions.today },
    { id: "help", label: texts.actions.help },
  ]);
}

function lineFor(text: string): string {
  if (ANGER.test(text)) return ventingTexts.anger;
  return HURT.test(text) ? ventingTexts.hurt : ventingTexts.weary;
}
