import { expect, test } from "vitest";
import { inStandardWords } from "./dialect.ts";
import { fold } from "./fold.ts";
import { readNote } from "./note.ts";

test.each([
  ["听日", "明天"],
  ["琴日佢冇食药", "昨天佢没吃药"],
  ["莫得钱 晓得咋个办", "没有钱 知道怎么办"],
  ["佢系独居 关系好 系统坏咗", "佢是独居 关系好 系统坏了"],
  ["食堂 零食 佢唔肯食", "食堂 零食 佢不肯吃"],
  ["个仔喺深圳 有个女的 三个仔", "儿子在深圳 有个女的 三个仔"],
  ["唔该", "唔该"],
  ["搵返咗", "找回了"],
])("%s is read as %s", (said, meant) => {
  expect(inStandardWords(fold(said))).toBe(meant);
});

test("a note in Cantonese and the same note in the standard language say the same, each in its own words", () => {
  const gist = (text: string) => {
    const draft = readNote(text, "2025-09-10");
    return [
      draft.persons.map((p) => [p.age?.value, p.address?.value]),
      draft.agreed_on?.value,
      draft.flags.map((f) => f.value),
    ];
  };
  const cantonese = "陈婆婆八十六 住七栋302 琴日冲凉跌咗一跤 冇食药三日 我听日再嚟睇佢";
  expect(gist(cantonese)).toEqual(gist("陈婆婆八十六 住七栋302 昨天洗澡跌了一跤 没吃药三天 我明天再来看她"));
  expect(readNote(cantonese, "2025-09-10").agreed_on?.words).toBe("听日");
});
