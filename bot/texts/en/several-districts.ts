import type { Wording } from "../in-language.ts";
import type { SeveralDistrictsTexts } from "../several-districts.ts";

export const english: Wording<SeveralDistrictsTexts> = {
  joined: (name, here) =>
    `${name}, you are known in ${here}, too. You are in ${here} now: what you note and ask is of ${here}. To change, send "switch district".`,
  left: (left) =>
    `In ${left} this account belonged to another name, and is cut off there. If that was you, ask both supervisors to compare the names and to send a code again.`,
  which: (here) => `You are in ${here} now. Where to?`,
  go: (name) => `Go to ${name}`,
  gone: (here) => `You are in ${here} now. What you write from here on is kept there; the rest stays where it was.`,
  only: (here) =>
    `You are enrolled in ${here} only. If you work in another district, send me the code from its supervisor.`,
  not_there: (asked) => `You are not enrolled in ${asked}. Send me the code from its supervisor.`,
  web: "On the web a button changes the district: below the first message of the chat, or at the top of the console. With one district there is none.",
};
