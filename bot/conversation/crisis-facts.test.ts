import { describe, expect, test } from "vitest";
import { screen } from "../crisis/screen.ts";
import { attemptIn, victimIn } from "./crisis-facts.ts";

describe("an attempt is what was done, not what is wanted or threatened", () => {
  test.each([
    ["她说想割腕", false],
    ["再不给钱就跳楼", false],
    ["他打算从桥上跳下去", false],
    ["老李威胁说要喝敌敌畏", false],
    ["老周说再逼他就喝农药", false],
    ["她想不开割腕了", true],
    ["不想活了 喝了农药", true],
    ["老王说他已经割腕了", true],
    ["小李从楼上跳下来摔断腿", true],
    ["他说要喝农药 后来还是喝了半瓶农药", true],
    ["他割过腕 今天又在找刀", true],
  ])("%s: %s", (text, tried) => {
    const verdict = screen(text);
    expect(verdict.level).not.toBe("none");
    expect(attemptIn(text, verdict)).toBe(tried);
  });
});

describe("the victim is who is struck", () => {
  test.each([
    ["八十岁老头把老伴打了 孙女报的警", null],
    ["九十岁的老爷子把儿子打了", null],
    ["精神病儿子打他妈", null],
    ["他妈被精神病的儿子打了", null],
    ["他打儿子媳妇", null],
    ["打儿子 才六岁", "minor"],
    ["痴呆的老伴被儿子打了", "limited_capacity"],
    ["儿子把瘫痪的妈推倒了", "limited_capacity"],
    ["婆婆把疯儿子锁屋里 说怕打人", "limited_capacity"],
    ["老公打智力残疾的老婆", "limited_capacity"],
  ])("%s: %s", (text, victim) => {
    expect(victimIn(text, screen(text))).toBe(victim);
  });
});
