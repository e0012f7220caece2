import type { CorrectionTexts } from "../corrections.ts";
import type { Wording } from "../in-language.ts";

export const english: Wording<CorrectionTexts> = {
  wrong: "This is wrong",
  which: "Which one?",
  what: (name) => `${name}: what is wrong? Press one, or say it.`,
  say_it: "What is wrong? Say it in a line.",
  kinds: {
    phone: "Phone does not work",
    moved: "Moved away",
    closed: "Closed down",
    unreachable: "Cannot be reached",
    hours: "Hours are wrong",
    other: "Something else",
  },
  kept: (name) => `Noted. I tell you when ${name} has been checked; until then everybody who finds it sees that.`,
  again: (name) => `You reported this of ${name} already; it is being checked.`,
  notice: (name, fault) => `Somebody reports of ${name}: ${fault}. Please check it in the console.`,
  confirmed: (name, decision) => `You were right, ${name} is mended: ${decision}. Thank you.`,
  rejected: (name, decision) => `${name} was checked and stays: ${decision}.`,
};
