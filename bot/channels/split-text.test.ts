import { expect, test } from "vitest";
import { shorten, shortenCharacters, splitText } from "./split-text.ts";

test("a short text stays whole, a blank one gives nothing", () => {
  expect(splitText("  第一行\n第二行 ", 100)).toEqual(["第一行\n第二行"]);
  expect(splitText(" \n ", 100)).toEqual([]);
});

test("cuts at line ends and loses no line", () => {
  const lines = Array.from({ length: 300 }, (_, index) => `第${index}条 到户籍所在地的街道办事处申请`);
  const parts = splitText(lines.join("\n"), 500);
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts) expect(part.length).toBeLessThanOrEqual(500);
  expect(parts.flatMap((part) => part.split("\n"))).toEqual(lines);
});

test("a line longer than the limit is cut after a sentence", () => {
  const parts = splitText(`${"甲".repeat(60)}。${"乙".repeat(60)}。`, 100);
  expect(parts).toEqual([`${"甲".repeat(60)}。`, `${"乙".repeat(60)}。`]);
});

test("a family emoji and a rare character are never cut in two", () => {
  const family = "👨‍👩‍👧‍👦";
  const text = `${family.repeat(20)}${"𠮷".repeat(50)}`;
  for (const limit of [12, 13, 25, 64]) {
    const parts = splitText(text, limit);
    expect(parts.join("")).toBe(text);
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(limit);
      expect(part.isWellFormed()).toBe(true);
      expect(part.replaceAll(family, "").replaceAll("𠮷", "")).toBe("");
    }
  }
});

test("one endless character still ends", () => {
  const stacked = `e${"\u0301".repeat(50)}`;
  expect(splitText(stacked, 20).join("")).toBe(stacked);
});

test("shortening keeps within the limit and whole characters", () => {
  expect(shorten("家门口", 3)).toBe("家门口");
  expect(shorten("家门口助手", 4)).toBe("家门口…");
  expect(shorten("一👨‍👩‍👧‍👦二", 5)).toBe("一…");
  expect(shortenCharacters("👍🏽👍🏽👍🏽", 3)).toBe("👍🏽👍🏽👍🏽");
  expect(shortenCharacters("👍🏽👍🏽👍🏽👍🏽", 3)).toBe("👍🏽👍🏽…");
});
