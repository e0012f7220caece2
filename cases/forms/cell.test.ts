import fc from "fast-check";
import { expect, test } from "vitest";
import { safeCell, toCsv } from "./cell.ts";

test.each(["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =cmd", "＝1", "＋1", "－1", "＠x"])(
  "%j is words and no formula",
  (words) => {
    expect(safeCell(words)[0]).toBe("'");
    expect(safeCell(words).slice(1).trim()).toBe(words.trim());
  },
);

test.each(["王某", "2026-11-21", "70–79岁", "138****5678", "5栋", ""])("%j stays as it is", (words) => {
  expect(safeCell(words)).toBe(words);
});

test("whatever is typed, no cell begins as a formula does", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."=+-@＝\t\r\n 王1'\"") }), (words) => {
      expect(safeCell(words)).not.toMatch(/^\s*[=+\-@＝]|^[\t\r]/);
    }),
  );
});

test("CSV keeps commas, quotes and line ends inside their cell", () => {
  const csv = toCsv(["姓名", "说明"], [{ 姓名: "王某", 说明: '说"好",再来\n=1' }, { 说明: "=HYPERLINK(1)" }]);
  expect(csv).toBe('\ufeff姓名,说明\r\n王某,"说""好"",再来\n=1"\r\n,\'=HYPERLINK(1)\r\n');
});
