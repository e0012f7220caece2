import type { Wording } from "../bot/texts/in-language.ts";
import type { PageTexts } from "./texts.ts";

export const english: Wording<PageTexts> = {
  name: "Doorstep",
  login: {
    title: "Enter Doorstep",
    what: "Press to enter. The link works once.",
    enter: "Enter",
    gone_title: "This link has ended",
    gone: "It was used, or is too old. Send /console in the chat for a new one.",
  },
};
