import type { Wording } from "../in-language.ts";
import type { NeedTexts } from "../needs.ts";

export const english: Wording<NeedTexts> = {
  need: (who, words, day) => `${who}: ${words} (noted ${day})`,
  ask_one: (need) => `Is it this one? One tap closes it.\n${need}`,
  ask_which: "Which one? One tap closes it.",
  met: "Done, close it",
  met_this: (words) => `Done: ${words}`,
  partly: "Only partly done",
  closed: {
    met: (need) => `Closed. ${need}`,
    partly: (need) => `Closed as partly done. ${need}`,
  },
  reopen: "Not done, open it again",
  reopened: (need) => `Open again. ${need}`,
  by_button: "Said in the chat that it was not done",
};
