import { expect, test } from "vitest";
import { screen } from "../crisis/screen.ts";
import { isFromElsewhere } from "./idioms.ts";
import { readNote } from "./note.ts";
import { withScreened } from "./screened.ts";

const flagsOf = (note: string) =>
  withScreened(readNote(note, "2026-11-20"), screen(note)).flags.map((flag) => flag.value);

test.each([
  "王奶奶 看超市跳楼价清仓 跳楼价买冰箱",
  "李大爷说商场跳楼大甩卖 买了三双鞋",
  "去看了王奶奶 她笑死我了 刀子嘴豆腐心",
])("%s flags nothing", (note) => {
  expect(flagsOf(note)).toEqual([]);
});

test("the same words outside the saying are flagged", () => {
  expect(flagsOf("老李说要跳楼")).toContain("suicide_risk");
  expect(flagsOf("老李买了跳楼价的冰箱 回来说要跳楼")).toContain("suicide_risk");
});

test("what was sent on or advertises is told from what was seen", () => {
  expect(isFromElsewhere("转发:某地一男子持刀伤人被抓")).toBe(true);
  expect(isFromElsewhere("刷到个视频 有人拿刀砍人")).toBe(true);
  expect(isFromElsewhere("三栋楼下有个人拿刀")).toBe(false);
});
