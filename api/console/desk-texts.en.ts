import type { Wording } from "../../bot/texts/in-language.ts";
import type { DeskPageTexts } from "./desk-texts.ts";

export const english: Wording<DeskPageTexts> = {
  numbers: "Waiting for somebody",
  nothing: "Nothing waits for you now.",
  more_than: (n) => `${n}+`,
  crises: "open crises",
  denied: "refusals to confirm",
  denied_own: "refused",
  unclaimed: "not taken",
  due: "visits due",
  tasks: "decisions to carry out",
  questions: "questions without an answer",
  corrections: "reports about the directory",
};
