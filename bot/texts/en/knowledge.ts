import type { Wording } from "../in-language.ts";
import type { KnowledgeTexts } from "../knowledge.ts";

export const english: Wording<KnowledgeTexts> = {
  answer: {
    lead: "The material is in Chinese. It says:",
    nothing: () =>
      "I found nothing about this in the material I have. Ask at the street or township service counter, or call 12345.\n" +
      "Everything here is in Chinese: a few Chinese words find more, for example 低保怎么申请 (how to apply for dibao).",
    of_what: "What is this about? Say it together, for example: what documents for dibao?",
  },
  feedback: {
    useful: "Useful",
    wrong: "Not right",
    thanks: "Thank you, noted. Asked like this it is found faster next time.",
    noted: (channel) => `Noted; a colleague will look at it. If it is urgent ask ${channel}.`,
    gone: "This answer was changed since; please ask again.",
    answered_later: (date) => `You asked this on ${date}; the material has it now:`,
  },
  hotline_change: {
    proposed: (who, number) => `${who} proposes a change of a help line: ${number}. Please check it in the console.`,
    approved: (number) => `The help line ${number} that you proposed is approved.`,
    rejected: (number, why) => `The help line ${number} that you proposed was returned: ${why}`,
  },
};
