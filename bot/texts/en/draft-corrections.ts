import type { DraftCorrectionTexts } from "../draft-corrections.ts";
import type { Wording } from "../in-language.ts";

export const english: Wording<DraftCorrectionTexts> = {
  whom: "Whose?",
  person: (n) => `person ${n}`,
  no_referral: "Not to be referred. Do they not want it, or is it solved?",
  unwilling: "They do not want it",
  solved: "It is solved",
  value: {
    name: "What is the name? Just say it.",
    age: "How old? Just say it.",
    sex: "A man or a woman?",
    grid: "Which grid? Just say it.",
    address: "Which address? Just say it, for example 六栋402.",
    date: "Which day? Just say it, for example 下周四.",
  },
  male: "man",
  female: "woman",
  leave_empty: "Leave it empty",
};
