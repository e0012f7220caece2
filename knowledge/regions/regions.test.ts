import { describe, expect, test } from "vitest";
import { readPack } from "../pack/read.ts";
import { namedRegions } from "./named.ts";
import { ancestors, isWithin, type Regions, regionName } from "./regions.ts";

const regions: Regions = new Map(readPack().regions.map((region) => [region.adcode, region]));

describe("places by their codes", () => {
  test("a district inherits from its city, its province and the nation", () => {
    expect(ancestors(regions, "440606")).toEqual(["440606", "440600", "440000", "000000"]);
    expect(ancestors(regions, "500103")).toEqual(["500103", "500000", "000000"]);
    expect(ancestors(regions, "000000")).toEqual(["000000"]);
  });

  test("a district that is not in the table inherits by the digits of its code", () => {
    expect(regions.has("411104")).toBe(false);
    expect(ancestors(regions, "411104")).toEqual(["411104", "411100", "410000", "000000"]);
    expect(isWithin(regions, "411104", "411100")).toBe(true);
    expect(isWithin(regions, "411104", "440000")).toBe(false);
  });

  test("a table that runs in a circle still ends", () => {
    const circle: Regions = new Map([
      ["990001", { adcode: "990001", name: "甲县", short: "甲县", parent: "990002" }],
      ["990002", { adcode: "990002", name: "乙县", short: "乙县", parent: "990001" }],
    ]);
    expect(ancestors(circle, "990001")).toEqual(["990001", "990002"]);
  });

  test.each([
    ["440606", "佛山市顺德区"],
    ["440600", "佛山市"],
    ["440000", "广东省"],
    ["500103", "重庆市渝中区"],
    ["310000", "上海市"],
    ["150000", "内蒙古自治区"],
    ["000000", "全国"],
    ["411104", "漯河市"],
  ])("%s reads %s", (adcode, name) => {
    expect(regionName(regions, adcode)).toBe(name);
  });
});

describe("places named in a text", () => {
  const named = (text: string): string[] => namedRegions(regions, text).map((region) => region.name);

  test.each([
    ["顺德心理热线号码给我", ["顺德区"]],
    ["佛山顺德的热线", ["顺德区"]],
    ["广东省佛山市顺德区", ["顺德区"]],
    ["漯河那边的求助电话", ["漯河市"]],
    ["漯河市源汇区有啥热线", ["源汇区"]],
    ["上海和重庆的护理补贴哪个高", ["上海市", "重庆市"]],
    ["重庆渝中区多少钱", ["渝中区"]],
    ["順德區的心理熱線", ["顺德区"]],
    ["山东省24小时先行救助", ["山东省"]],
  ])("%s", (text, names) => {
    expect(named(text)).toEqual(names);
  });

  test.each([
    ["安康41个区县是不是都有安康家园了"],
    ["安康市低保多少钱"],
    ["陕西安康 低保"],
    ["安康的低保标准"],
    ["他在安康打工"],
  ])("a word that is also a place, with a word about a place beside it: %s", (text) => {
    expect(named(text)).toEqual(["安康市"]);
  });

  test.each([
    ["祝您安康"],
    ["祝您和家人安康 低保怎么办"],
    ["他穿着中山装"],
    ["愿老人家吉安长寿"],
    ["石棉瓦掉下来了"],
    ["示范点在哪"],
  ])("a word that is no place: %s", (text) => {
    expect(named(text)).toEqual([]);
  });

  test.each([["王安康今天没吃药"], ["陈顺德说腿疼"], ["去看了李富平"]])("a person called like a place: %s", (text) => {
    expect(named(text)).toEqual([]);
  });

  test.each([["上海路3号"], ["南通中路的老张"], ["重庆火锅店着火了"], ["北京时间八点"]])(
    "a street or a dish called after a place: %s",
    (text) => {
      expect(named(text)).toEqual([]);
    },
  );

  test.each([["今天津贴发了没"], ["任务完成都要签字"], ["沿河北边那户"]])("two words that meet: %s", (text) => {
    expect(named(text)).toEqual([]);
  });

  test("of places with one name the one inside another named place is meant, else the larger one", () => {
    const more: Regions = new Map([
      ...regions,
      ["211300", { adcode: "211300", name: "朝阳市", short: "朝阳", parent: "210000" }],
      ["110105", { adcode: "110105", name: "朝阳区", short: "朝阳", parent: "110000" }],
    ]);
    expect(namedRegions(more, "北京朝阳的低保").map((r) => r.adcode)).toEqual(["110105"]);
    expect(namedRegions(more, "在朝阳申请低保").map((r) => r.adcode)).toEqual(["211300"]);
  });
});
