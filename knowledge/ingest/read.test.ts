import { expect, test } from "vitest";
import { readFile, Unreadable } from "./read.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

test("UTF-8 with and without a byte order mark", () => {
  expect(readFile(utf8("低保怎么申请"), "a.md")).toBe("低保怎么申请");
  expect(readFile(utf8("\ufeff低保怎么申请"), "a.TXT")).toBe("低保怎么申请");
});

test("GB 18030, as Chinese offices save it", () => {
  // 低保，申请：two bytes each.
  const bytes = Uint8Array.from([0xb5, 0xcd, 0xb1, 0xa3, 0xa3, 0xac, 0xc9, 0xea, 0xc7, 0xeb]);
  expect(readFile(bytes, "办事指南.txt")).toBe("低保，申请");
});

test("UTF-16 with a byte order mark", () => {
  expect(readFile(Uint8Array.from([0xff, 0xfe, 0x4e, 0x4f, 0xdd, 0x4f]), "a.txt")).toBe("低保");
});

test("a page: headings, blocks, table rows and entities; nothing of scripts, comments and the head", () => {
  const page = `<html><head><title>办事指南</title><style>p{color:red}</style></head><body><!-- 隐藏 <p>不见</p> -->
    <h2>谁能领</h2><p>残疾等级一级、<b>二级</b>&nbsp;的人&#12290;</p><script>alert("不见")</script>
    <table><tr><td>一级</td><td>200元</td></tr></table></body></html>`;
  const text = readFile(utf8(page), "a.html");
  expect(text).toContain("# 办事指南");
  expect(text).toContain("## 谁能领");
  expect(text).toContain("残疾等级一级、二级 的人。");
  expect(text).toContain("一级 200元");
  expect(text).not.toMatch(/不见|color|隐藏/);
});

test("a page that never ends its tags is read at once", () => {
  const text = readFile(utf8(`<p>开头</p>${"<script>".repeat(20_000)}<p>`), "a.html");
  expect(text).toBe("开头");
});

test.each([
  ["a.pdf", utf8("%PDF-1.7"), "PDF"],
  ["a.docx", utf8("PK"), "Word"],
  ["a.xlsx", utf8("PK"), "表格"],
  ["a.png", utf8("x"), ".md、.txt、.html"],
  ["空.md", new Uint8Array(), "空的"],
  ["空白.md", utf8(" \n\t"), "没有文字"],
  ["a.txt", Uint8Array.from([1, 0, 2]), "不是文字"],
  ["a.txt", Uint8Array.from([0xff, 0xff, 0xff]), "编码"],
])("%s is refused with the reason", (name, bytes, reason) => {
  expect(() => readFile(bytes, name)).toThrow(Unreadable);
  expect(() => readFile(bytes, name)).toThrow(reason);
});
