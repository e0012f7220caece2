import { english } from "./en/people.ts";
import { inLanguages } from "./in-language.ts";

/** What is asked when a name in a note may be that of somebody who has a file. */
const chinese = {
  /** @param told the name in the note; @param held the file: name, age, address, reference */
  ask_one: (told: string, held: string) => `和已有的档案对一下:「${told}」是不是 ${held}?`,
  ask_several: (told: string, held: string) => `和已有的档案对一下:「${told}」是下面哪一位?\n${held}`,
  aged: (from: number, to: number) => (from === to ? `${from}岁` : `${from}到${to}岁`),
  /** Buttons that answer and save. */
  saving: {
    女: "就是她,保存",
    男: "就是他,保存",
    unknown: "就是这位,保存",
    same_as: (ref: string) => `就是 ${ref},保存`,
    other: "是另一个人,保存",
  },
  answering: {
    女: "就是她",
    男: "就是他",
    unknown: "就是这位",
    same_as: (ref: string) => `就是 ${ref}`,
    other: "是另一个人",
  },
  /** Kept with the new file. */
  other_reason: "登记的人看过名字相近的档案,说是另一个人",
} as const;

export type PeopleTexts = typeof chinese;

export const peopleTexts = inLanguages(chinese, english);
