import type { Wording } from "../in-language.ts";
import type { VentingTexts } from "../venting.ts";

export const english: Wording<VentingTexts> = {
  anger:
    "Sorry that I was no help. Tell me in one line what you need done, or tell a visit as it was and I write it down.",
  weary: "That is a lot. Tell me a visit once: the forms and letters are made from that, nothing is copied again.",
};
