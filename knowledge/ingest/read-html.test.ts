import { expect, test } from "vitest";
import { readHtml } from "./read-html.ts";
import { Unreadable } from "./unreadable.ts";

const chromeOf = (html: string): string[] => {
  const { text, chrome } = readHtml(html);
  return chrome.map(({ start, end }) => text.slice(start, end));
};

test("headings, blocks, lists and entities; nothing of scripts, comments, the head and what is not shown", () => {
  const page = `<html><head><title>办事指南</title><style>p{color:red}</style></head><body><!-- 隐藏 <p>不见</p> -->
    <h2>谁能领</h2><p>残疾等级一级、<b>二级</b>&nbsp;的人&#12290;</p><script>alert("不见")</script>
    <div style="display: none">不见</div><p hidden>不见</p>
    <ol><li>带身份证</li><li>到窗口</li></ol><ul><li>周末不办</li></ul>
    <table><tr><td>一级</td><td>200元</td></tr></table></body></html>`;
  const { text } = readHtml(page);
  expect(text).toBe(
    "# 办事指南\n\n## 谁能领\n\n残疾等级一级、二级 的人。\n1. 带身份证\n2. 到窗口\n- 周末不办\n\n一级 200元",
  );
});

test("a line break in the source is no blank between Han characters, and one between Latin words", () => {
  expect(readHtml("<p>护理\n   补贴 call\n the office</p>").text).toBe("护理补贴 call the office");
});

test("a table has its header in each row, merged cells in every row they cover", () => {
  const table = `<table><caption>标准</caption><thead><tr><th rowspan="2">等级</th><th colspan="2">每月</th></tr>
    <tr><th>城镇</th><th>农村</th></tr></thead><tbody><tr><td rowspan="2">一级</td><td>200元</td><td>150元</td></tr>
    <tr><td>180元</td><td></td></tr></tbody></table>`;
  expect(readHtml(table).text).toBe("等级：一级；每月·城镇：200元；每月·农村：150元\n等级：一级；每月·城镇：180元");
});

test("a table that lays out the page is read as the page", () => {
  const long = "社区里的事情慢慢说。".repeat(50);
  const page = `<table><tr><td><p>菜单</p></td><td><p>${long}</p><table><tr><th>窗口</th><th>电话</th></tr><tr><td>3号</td><td>12345</td></tr></table></td></tr></table>`;
  expect(readHtml(page).text.split("\n")).toEqual(["菜单", long, "", "窗口：3号；电话：12345"]);
});

test("what stands outside the article is chrome and stays in the original; what says something is not", () => {
  const said = "残疾等级被评定为一级、二级的重度残疾人可以申请护理补贴，向户籍所在地的街道办事处提出。".repeat(5);
  const page = `<body><div class="nav"><a href="/">首页</a><a href="/b">政务公开</a></div><div class="content"><h1>护理补贴</h1>
    <p>${said}</p><p>${said}</p></div><div class="side"><a href="/c">网民留言</a><p>窗口电话：0757-22221111</p></div></body>`;
  expect(chromeOf(page)).toEqual(expect.arrayContaining(["首页政务公开", "网民留言"]));
  expect(chromeOf(page)).not.toEqual(expect.arrayContaining([expect.stringMatching(/0757|护理/)]));
  expect(readHtml(page).text).toContain("网民留言");
});

test("a page that never ends its tags is read at once", () => {
  expect(readHtml(`<p>开头</p>${"<script>".repeat(20_000)}<p>`).text).toBe("开头");
});

test("a huge page is read, one that nests without end is refused", () => {
  const page = `<body>${"<div><p>街道窗口办理</p><a href=#>更多</a></div>".repeat(15_000)}</body>`;
  expect(readHtml(page).text.split("\n")).toHaveLength(30_000);
  expect(() => readHtml("<div>".repeat(50_000))).toThrow(Unreadable);
});

test("a page in whose head a table was torn is read without its article", () => {
  // Found by changing pages at random: Readability threw a TypeError.
  const torn = `<!doctype html><html><head><title>通知</title></he${"<table><tr><td>".repeat(12)}ad><body><div class="nav">首页</div>
<h1>通知</h1><p>第一条 为了做好救助,制定本办法。</p></body></html>`;
  expect(readHtml(torn).text).toContain("# 通知");
});
