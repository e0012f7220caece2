import { expect, test } from "vitest";
import { propose } from "./propose.ts";
import { Unreadable } from "./read.ts";
import { SAMPLE_REGIONS } from "./sample-document.ts";

const REGIONS = new Map(SAMPLE_REGIONS.map((region) => [region.adcode, region]));
const read = (text: string, file = "a.txt", region: string | null = null) =>
  propose(text, text, file, REGIONS, region).proposal;

const ARTICLES = "\n\n第一条 为了救助。\n\n第二条 适用。\n\n第三条 本办法自2014年5月1日起施行。";

test("a law: title, number, history, force", () => {
  expect(read(`# 社会救助暂行办法\n\n2014年2月21日 中华人民共和国国务院令第649号公布${ARTICLES}`)).toEqual({
    title: "社会救助暂行办法",
    issuer: "国务院",
    doc_no: "中华人民共和国国务院令第649号",
    region: "000000",
    published: "2014-02-21",
    effective_from: "2014-05-01",
    effective_to: null,
    reliability: "law",
  });
});

test("the last amendment is the date of the text, and so is a later date in the file's name", () => {
  const text = `# 慈善法\n\n2016年3月16日 第十二届全国人民代表大会第四次会议通过\n\n2023年12月29日 第十四届全国人民代表大会常务委员会修正${ARTICLES}`;
  expect(read(text)).toMatchObject({ published: "2023-12-29", issuer: "全国人民代表大会" });
  expect(read(text, "慈善法(2025-01-02).md").published).toBe("2025-01-02");
});

test("a notice with a document number is official, with the place that issued it", () => {
  const text =
    "关于做好临时救助工作的通知\n佛民〔2025〕8号\n\n顺德区民政和人力资源社会保障局：\n一、各镇街要做好工作。自2025年3月1日起实施。";
  expect(read(text)).toMatchObject({
    title: "关于做好临时救助工作的通知",
    doc_no: "佛民〔2025〕8号",
    region: "440606",
    effective_from: "2025-03-01",
    reliability: "official",
  });
});

test("a report: the place in its title or dateline, the day it was published; what it tells of is no rule", () => {
  const text =
    "漯河多措并举做好康复服务\n时间：2025-08-25 15:37:43\n本报记者 张三\n近年来，上海的做法自2020年1月1日起施行。";
  expect(read(text)).toMatchObject({
    title: "漯河多措并举做好康复服务",
    region: "411100",
    published: "2025-08-25",
    effective_from: null,
    reliability: "media",
  });
  expect(
    read(
      "2022年8月5日，顺德区心理危机干预中心在医院揭牌，这是全市首个区级的心理危机干预中心，今后将为居民服务，据悉还会开通热线。",
    ),
  ).toMatchObject({
    title: "顺德区心理危机干预中心在医院揭牌，这是全市首个区级的心理危机干预中心",
    region: "440606",
    published: "2022-08-05",
  });
});

test("what is given goes before what is guessed, and nothing is made up", () => {
  expect(read("上海的故事\n从前有个人。", "a.txt", "440606")).toEqual({
    title: "上海的故事",
    issuer: null,
    doc_no: null,
    region: "440606",
    published: null,
    effective_from: null,
    effective_to: null,
    reliability: "unverified",
  });
  expect(read("日期写错\n时间：2025-13-45").published).toBeNull();
});

test("a local rule of an unknown place is refused", () => {
  const text = `# 临时救助办法\n\n2020年1月2日 青岩县人民政府令第3号公布${ARTICLES}`;
  expect(() => read(text)).toThrow(Unreadable);
  expect(read(text, "a.md", "440606").region).toBe("440606");
});

test("a long run of blanks costs nothing", () => {
  expect(read(`标题\n${" ".repeat(200_000)}自2025年1月1日`).title).toBe("标题");
});

test("a text of hardly anything but line ends is read to its end", () => {
  // Each line end was once tried as the beginning of all that follow: this took hours.
  expect(read(`# 社会救助暂行办法${ARTICLES}${"\n".repeat(400_000)}`)).toMatchObject({ title: "社会救助暂行办法" });
});
