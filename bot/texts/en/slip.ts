import type { Wording } from "../in-language.ts";
import type { SlipTexts } from "../slip.ts";

export const english: Wording<SlipTexts> = {
  heading: "Benefits to ask about",
  title: "A slip to take home",
  open: "Ask about these first:",
  none: "From what was said nothing fits. Call 12345, say how things are and ask again.",
  note: "The office decides. Call before you go.",
  dated: (date) => `Put together on ${date}. Rules change; what the office says counts.`,
  bring: "Bring",
  bring_more: "Other papers differ from place to place: call and ask",
  go: "Where",
  call: "Phone",
  mind: "Mind",
  to_print:
    "Use Print in the browser's menu, on A4 or A5. Name and phone are up to you: they are printed and not kept.",
  name: "For",
  contact: "Your grid worker",
  back: "Back to the chat",
  gone_title: "This slip is gone",
  gone: "It is cleared half an hour after the questions. Say in the chat how things are, and it comes again.",
};
