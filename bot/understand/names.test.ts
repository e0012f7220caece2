import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findNames } from "./names.ts";

const names = (text: string) => findNames(text).map((n) => text.slice(n.start, n.end));

test.each([
  ["三网格 王秀兰 七十八", ["王秀兰"]],
  ["葛小兰三十七 智力二级", ["葛小兰"]],
  ["碰到欧阳大姐 她四十九", ["欧阳大姐"]],
  ["去看钟国栋 敲门没应", ["钟国栋"]],
  ["夏桂英和隔壁的夏桂芬吵", ["夏桂英", "夏桂芬"]],
  ["六栋五零三李婶 六十八", ["李婶"]],
  ["老周倔得很", ["老周"]],
  ["十一网格小谢二十六", ["小谢"]],
  ["前天夜里汤老四在楼下", ["汤老四"]],
  ["李家那孩子三岁半", ["李家那孩子"]],
  ["叫许桂芳 八十四", ["许桂芳"]],
  ["今天去了5栋301萧秀云家", ["萧秀云"]],
  ["三网格二栋薄阿婆九十一", ["薄阿婆"]],
  ["章奶奶和卫大爷住对门", ["章奶奶", "卫大爷"]],
])("%s names %j", (text, expected) => {
  expect(names(text)).toEqual(expected);
});

test.each([
  "高血压的药还剩三四天",
  "卫生间地滑 去卫生站拿药",
  "谈好了周三再来 盖章 住廉租房",
  "违章大爷们搭的棚子拆了",
  "和儿子谈婆婆养老的事",
  "早上喝了牛奶",
  "小区里方便面箱子堆着",
  "周三下午管道坏了",
  "罗家巷八号",
  "竹林小学隔壁",
  "单亲 时间不够 安排一下",
  "给孙子送饭 老人在家",
  "保安大叔说平时没人",
])("%s names nobody", (text) => {
  expect(names(text)).toEqual([]);
});

const generated = new URL("../../../shared/evals/masking/generated.jsonl", import.meta.url);
if (existsSync(generated)) {
  test("of the names in 150 generated messages 95 in 100 are found whole, and hardly anything else", () => {
    const rows = readFileSync(generated, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { text: string; label: { name?: Record<string, unknown> } });
    const labelled = rows.flatMap((row) => Object.keys(row.label.name ?? {}).map((name) => ({ row, name })));
    const whole = labelled.filter(({ row, name }) => names(row.text).includes(name));
    const other = rows.flatMap((row) =>
      names(row.text).filter((name) => !Object.keys(row.label.name ?? {}).includes(name)),
    );
    expect(whole.length / labelled.length).toBeGreaterThanOrEqual(0.95);
    expect(other.length / labelled.length).toBeLessThanOrEqual(0.03);
  });
} else console.log("names on the masking set: left out, ../shared is not there");
