import type { Wording } from "../in-language.ts";
import type { NoteTexts } from "../notes.ts";

export const english: Wording<NoteTexts> = {
  nobodys:
    "This looks like something sent on, so I wrote nothing down. If it is about somebody here, say who and where.",
};
