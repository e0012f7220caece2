import type { FormsTexts } from "../forms.ts";
import type { Wording } from "../in-language.ts";

export const english: Wording<FormsTexts> = {
  action: "Make forms",
  ready: (ref, url) =>
    `The forms of ${ref} are ready. Choose one: ${url}\nIf it asks you to sign in, send /console for a link.`,
  none: "No visit of yours was saved lately. Open the one you mean under 走访 in the console and press 出表.",
  here: (ref) => `The forms of ${ref} are in the console: open Visits, find this one and press Forms.`,
};
