import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineReader, linesOf } from "./lines.ts";

describe("a line of a model", () => {
  test.each([
    ["向乡镇提出申请。［1］", [{ text: "向乡镇提出申请。", marks: [1] }]],
    ["向乡镇提出申请［1］。", [{ text: "向乡镇提出申请。", marks: [1] }]],
    ["向乡镇提出申请[1][2]。", [{ text: "向乡镇提出申请。", marks: [1, 2] }]],
    ["向乡镇提出申请【1、2】", [{ text: "向乡镇提出申请", marks: [1, 2] }]],
    ["向乡镇提出申请[材料1]。", [{ text: "向乡镇提出申请。", marks: [1] }]],
    [
      "先申请。再审核。［2］不批的说明理由［3］",
      [
        { text: "先申请。", marks: [2] },
        { text: "再审核。", marks: [2] },
        { text: "不批的说明理由", marks: [3] },
      ],
    ],
    ["**要点**：向乡镇申请[1]", [{ text: "要点：向乡镇申请", marks: [1] }]],
    ["1. 向乡镇申请[1]", [{ text: "向乡镇申请", marks: [1] }]],
    ["### 申请 😀", [{ text: "申请", marks: [] }]],
    ["点[这里](https://evil.example)申请", [{ text: "点这里申请", marks: [] }]],
    ["![图](https://evil.example/a.png)看图[1]", [{ text: "图看图", marks: [1] }]],
    ["", []],
  ])("%s", (line, sentences) => {
    expect(linesOf(line)).toEqual(sentences);
  });
});

test("a stream cut anywhere gives the same lines, without what is thought aloud or broken off", () => {
  const answer = "<think>先想\n一想</think>\n第一句。［1］\n\n第二句。［2］\n<think>再想</think>第三句。\n第四句断在";
  fc.assert(
    fc.property(fc.array(fc.nat(answer.length)), (cuts) => {
      const lines: string[] = [];
      const reader = lineReader((line) => lines.push(line));
      const places = [0, ...cuts.sort((a, b) => a - b), answer.length];
      for (const [i, at] of places.slice(1).entries()) reader.push(answer.slice(places[i], at));
      reader.end();
      expect(lines).toEqual(["第一句。［1］", "第二句。［2］", "第三句。"]);
    }),
  );
});
