import { expect, test } from "vitest";
import { fromChinese, inChinese, inLetters, inRoman } from "./counting.ts";
import { ANNEX, ARTICLE, countedLevel, isLetterhead, opensSection, PART } from "./structure.ts";

test("numbers as documents count, there and back", () => {
  const counted: [number, string][] = [
    [1, "一"],
    [10, "十"],
    [12, "十二"],
    [20, "二十"],
    [100, "一百"],
    [105, "一百零五"],
    [110, "一百一十"],
    [1_260, "一千二百六十"],
    [1_005, "一千零五"],
  ];
  for (const [number, words] of counted) {
    expect(inChinese(number)).toBe(words);
    expect(fromChinese(words)).toBe(number);
  }
  expect(fromChinese("二〇二五")).toBe(2025);
  expect(fromChinese("37")).toBe(37);
  expect(fromChinese("若干")).toBeNaN();
  expect([inLetters(1), inLetters(27), inRoman(4), inRoman(1994)]).toEqual(["A", "AA", "IV", "MCMXCIV"]);
});

test("what a line opens", () => {
  expect(PART.exec("第三章　社会救助")?.slice(1)).toEqual(["三", "章", "社会救助"]);
  expect(PART.exec("第一分编 通则")?.[2]).toBe("分编");
  expect(PART.test("第三章规定的救助，由民政部门实施。")).toBe(false);
  expect(ARTICLE.exec("**第九条之一** 例外")?.[1]).toBe("第九条之一");
  expect(ARTICLE.test("第九条的规定")).toBe(false);
  expect(["一、申请", "（二）审核。", "3.公示", "（4）复核", "⑤归档"].map((line) => countedLevel(line)?.level)).toEqual(
    [0, 1, 2, 3, 4],
  );
  expect(["2025年1月", "3.5万元", "10个工作日", "一起去"].map((line) => countedLevel(line))).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(["附件1", "附件：申请表", "附表2 标准"].every((line) => ANNEX.test(line))).toBe(true);
  expect(["附近的窗口", "附加条件"].some((line) => ANNEX.test(line))).toBe(false);
  expect(["顺民社〔2025〕8号", "某市民政局文件", "特急", "索引号：0069"].every(isLetterhead)).toBe(true);
  expect(opensSection("1.带身份证")).toBe(false);
});
