import type { Wording } from "../in-language.ts";
import type { VentingTexts } from "../venting.ts";

export const english: Wording<VentingTexts> = {
  anger:
    "Sorry that I was no help. Tell me in one line what you need done, or tell a visit as it was and I write it down.",
  hurt: "Being shouted at after a day like this hurts, and it is not your fault. Take a break first. To talk to somebody, call 12356; what has to be noted can wait.",
  weary: "That is a lot. Tell me a visit once: the forms and letters are made from that, nothing is copied again.",
};
