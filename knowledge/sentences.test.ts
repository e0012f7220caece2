import { expect, test } from "vitest";
import { sentencesOf } from "./sentences.ts";

test("cuts at end marks with the quotes behind them, and at line ends, exactly", () => {
  const text = "他说：“先报警。”再打120！\n没有句号的一行\n  第一；第二";
  const spans = sentencesOf(text);
  expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual([
    "他说：“先报警。”",
    "再打120！",
    "没有句号的一行",
    "第一；",
    "第二",
  ]);
});

test("looks only inside the span, with offsets into the whole", () => {
  const text = "甲。乙。丙。";
  expect(sentencesOf(text, { start: 2, end: 4 })).toEqual([{ start: 2, end: 4 }]);
});
