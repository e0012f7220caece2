import { expect, test } from "vitest";
import { foldText, readTerms, readWords, TERM_SPACE, termId, termLength } from "./terms.ts";

test("Han characters and pairs, Latin words, numbers; pairs do not cross punctuation", () => {
  expect(readWords("低保，GB 3.5倍")).toEqual(["低", "保", "低保", "gb", "3.5", "倍"]);
});

test("one phone number is one term, whatever its dashes", () => {
  expect(readWords("电话0757-22320251")).toContain("075722320251");
  expect(readWords("138-0013-8000")).toEqual(["13800138000"]);
  expect(readWords("2023-2025年")).toEqual(["2023", "2025", "年"]);
});

test("Traditional, full-width and Kangxi spellings fold to one", () => {
  expect(foldText("殘疾人護理補貼２００元")).toBe("残疾人护理补贴200元");
  expect([...readTerms("⼈⼤").keys()]).toEqual([...readTerms("人大").keys()]);
});

test("counts repetitions, and ids stay inside a sparsevec", () => {
  const terms = readTerms("补贴补贴");
  expect(terms.get(termId("补贴"))).toBe(2);
  expect(terms.get(termId("贴补"))).toBe(1);
  expect(termLength(terms)).toBe(7);
  for (const id of readTerms("精神卫生法第三十条 12356 hotline").keys()) {
    expect(id).toBeGreaterThanOrEqual(1);
    expect(id).toBeLessThanOrEqual(TERM_SPACE);
  }
});

test("an id is the same in every version of the program", () => {
  expect([termId("补贴"), termId("12356")]).toEqual([TERM_IDS.subsidy, TERM_IDS.line]);
});

/** Stored indexes hold these. */
const TERM_IDS = { subsidy: 305490757, line: 680394677 };
