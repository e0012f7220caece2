import type { Wording } from "../../bot/texts/in-language.ts";
import type { LoginTexts, TroubleTexts } from "./trouble-texts.ts";

export const english: { trouble: Wording<TroubleTexts>; login: Wording<LoginTexts> } = {
  trouble: {
    not_found: { title: "Not found", words: "There is no such page, or it is not yours to see." },
    forbidden: { title: "Not yours to do", words: "A supervisor or an admin does this step. Please ask them." },
    too_large: {
      title: "The file is too large",
      words: "10 MB at most here. Larger ones are put in on the server by command, documents with npm run ingest.",
    },
    bad_form: { title: "This form was not understood", words: "Go back one page and try again." },
    unreachable: { title: "The database cannot be reached", words: "Nothing was changed. Try again in a while." },
    internal: {
      title: "Something went wrong here",
      words: "Nothing was changed. Try again; if it stays, give the admin the number below.",
    },
  },
  login: {
    title: "Please sign in",
    how: "Send /console to Doorstep in Telegram or LINE and press the link that comes back. It works once.",
    demo: "Trial: the login links are printed in the terminal that started it, one for each person.",
    kept: "What you wrote is not saved yet. Copy it, sign in, and paste it again.",
  },
};
