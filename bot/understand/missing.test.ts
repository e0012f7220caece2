import { expect, test } from "vitest";
import { missingFrom } from "./missing.ts";
import { readNote } from "./note.ts";

const missing = (text: string) => missingFrom(readNote(text, "2025-09-10"));

test("what is known is not asked", () => {
  expect(missing("三网格五栋二单元四零一 王秀兰 七十八 想有人买菜 她说同意转给社工 我说下礼拜三再去看她")).toEqual([]);
});

test("name and address come first, and never more than three questions", () => {
  expect(missing("那个小伙子 半夜唱歌 说想找工作")).toEqual(["name", "address", "next_contact"]);
});

test("somebody who asks not to be recorded is not asked for a name", () => {
  expect(missing("有个女的 眼角青了 让我别记名字")).not.toContain("name");
});

test("nobody met: no questions about consent or age", () => {
  const asked = missing("五栋三零一李婶家敲门没人");
  expect(asked).not.toContain("consent");
  expect(asked).not.toContain("age");
});

test("a broken lamp asks nothing", () => {
  expect(missing("七栋后面路灯不亮")).toEqual([]);
});
