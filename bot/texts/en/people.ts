import type { Wording } from "../in-language.ts";
import type { PeopleTexts } from "../people.ts";

export const english: Wording<PeopleTexts> = {
  ask_one: (told, held) => `Please check against the files: is "${told}" ${held}?`,
  ask_several: (told, held) => `Please check against the files: which of these is "${told}"?\n${held}`,
  aged: (from, to) => (from === to ? `${from}` : `${from} to ${to}`),
  saving: {
    女: "It is her, save",
    男: "It is him, save",
    unknown: "The same, save",
    same_as: (ref) => `It is ${ref}, save`,
    other: "Another one, save",
  },
  answering: {
    女: "It is her",
    男: "It is him",
    unknown: "The same one",
    same_as: (ref) => `It is ${ref}`,
    other: "Somebody else",
  },
  other_reason: "Whoever wrote it down saw the files of like names and said that it is somebody else",
};
