import { english } from "./en/notes.ts";
import { inLanguages } from "./in-language.ts";

/** What is said about words that are no visit. */
const chinese = {
  nobodys: "这像是转来的消息,没记。要是您片区里的人,说一下是谁、住哪,我来记。",
} as const;

export type NoteTexts = typeof chinese;

export const noteTexts = inLanguages(chinese, english);
