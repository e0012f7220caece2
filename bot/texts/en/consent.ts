import type { ConsentTexts } from "../consent.ts";
import type { Wording } from "../in-language.ts";

export const english: Wording<ConsentTexts> = {
  given: "The visit says that they agree: no need to ask again.",
  send: "Send",
  by_family: (words) => `${words}; they themself have not been asked`,
};
