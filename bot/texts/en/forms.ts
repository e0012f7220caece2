import type { FormsTexts } from "../forms.ts";
import type { Wording } from "../in-language.ts";

export const english: Wording<FormsTexts> = {
  action: "Make forms",
  ready: (ref, url) =>
    `The forms of ${ref} are ready. Choose one: ${url}\nIf it asks you to sign in, send /console for a link.`,
  here: (ref) => `The forms of ${ref} are in the console: open Visits, find this one and press Forms.`,
};
