import { expect, test } from "vitest";
import { withoutRadicals } from "./radicals.ts";
import { foldText, readWords } from "./terms.ts";

test("radicals of both blocks are the characters they stand for, and no offset moves", () => {
  const text = "⻓⽼⻔⻋⻢⼈⽣⾦：12⻚";
  expect(withoutRadicals(text)).toBe("长老门车马人生金：12页");
  expect(withoutRadicals(text)).toHaveLength(text.length);
  for (let code = 0x2e80; code <= 0x2fd5; code++) expect(withoutRadicals(String.fromCharCode(code))).toHaveLength(1);
});

test("what a PDF spells with radicals is found by the ordinary word", () => {
  expect(foldText("⻓期护理")).toBe("长期护理");
  expect(readWords("⻓期")).toEqual(readWords("长期"));
});
