import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readFile, Unreadable } from "./read.ts";
import { docxOf, pdfOf, ucs2 } from "./sample-files.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = async (bytes: Uint8Array, name: string): Promise<string> => (await readFile(bytes, name)).text;

describe("encodings", () => {
  test("UTF-8 with and without a byte order mark", async () => {
    expect(await textOf(utf8("低保怎么申请"), "a.md")).toBe("低保怎么申请");
    expect(await textOf(utf8("\ufeff低保怎么申请"), "a.TXT")).toBe("低保怎么申请");
  });

  test("GB 18030, as Chinese offices save it", async () => {
    // 低保，申请：two bytes each.
    const bytes = Uint8Array.from([0xb5, 0xcd, 0xb1, 0xa3, 0xa3, 0xac, 0xc9, 0xea, 0xc7, 0xeb]);
    expect(await textOf(bytes, "办事指南.txt")).toBe("低保，申请");
  });

  test.each(["utf16le", "utf16be"])("%s with and without a byte order mark", async (encoding) => {
    const bytes = (text: string): Uint8Array => {
      const little = Buffer.from(text, "utf16le");
      return encoding === "utf16le" ? little : little.swap16();
    };
    expect(await textOf(bytes("\ufeff低保\n申请"), "a.txt")).toBe("低保\n申请");
    expect(await textOf(bytes("低保怎么申请\n到街道窗口"), "a.txt")).toBe("低保怎么申请\n到街道窗口");
  });
});

describe("what a file is is told by its content", () => {
  test("a PDF, a Word document and a page with wrong endings are read as what they are, and it is said", async () => {
    const pdf = pdfOf([[{ x: 72, y: 700, hex: ucs2("护理补贴到窗口申请。") }]]);
    expect(await readFile(pdf, "指南.txt")).toMatchObject({
      text: "护理补贴到窗口申请。\n",
      notes: [expect.stringMatching(/\.txt.*PDF/)],
    });
    const word = docxOf("<w:p><w:r><w:t>护理补贴</w:t></w:r></w:p>");
    expect(await readFile(word, "旧的.doc")).toMatchObject({
      text: "护理补贴",
      notes: [expect.stringContaining("Word")],
    });
    const table =
      "<html><body><table><tr><th>事项</th><th>窗口</th></tr><tr><td>低保</td><td>3号</td></tr></table></body></html>";
    expect(await readFile(utf8(table), "导出.xls")).toMatchObject({
      text: "事项：低保；窗口：3号",
      notes: [expect.stringContaining("网页")],
    });
    expect((await readFile(pdf, "指南.PDF")).notes).toEqual([]);
  });

  const compound = (stream: string): Uint8Array =>
    Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600), Buffer.from(stream, "utf16le")]);
  test.each([
    ["a.pdf", utf8("低保"), "PDF"],
    ["a.docx", utf8("PK"), "Word"],
    ["a.xlsx", utf8("PK"), "Excel"],
    ["a.doc", compound("WordDocument"), /\.doc 或 \.wps.*另存为 \.docx/],
    ["a.wps", compound(""), /\.docx/],
    ["a.xls", compound("Workbook"), /另存为 \.xlsx/],
    ["a.docx", compound("EncryptedPackage"), "密码"],
    ["a.zip", zipSync({ "a.txt": strToU8("低保") }), "压缩包"],
    ["a.ofd", zipSync({ "OFD.xml": strToU8("<a/>") }), "OFD"],
    ["a.pptx", zipSync({ "ppt/presentation.xml": strToU8("<a/>") }), "演示文稿"],
    ["a.docx", docxOf("").subarray(0, 300), "损坏"],
    ["a.rtf", utf8("{\\rtf1"), "RTF"],
    ["a.png", Buffer.from("89504e470d0a1a0a", "hex"), "图片"],
    ["a.exe", utf8("x"), ".md、.txt"],
    ["空.md", new Uint8Array(), "空的"],
    ["空白.md", utf8(" \n\t"), "没有文字"],
    ["a.txt", Uint8Array.from([1, 0, 2]), "不是文字"],
    ["a.txt", Uint8Array.from([0xff, 0xff, 0xff]), "编码"],
  ])("%s is refused with the reason", async (name, bytes, reason) => {
    const reading = readFile(bytes, name);
    await expect(reading).rejects.toThrow(Unreadable);
    await expect(reading).rejects.toThrow(reason);
  });
});

test("a table of 50 MB is refused by the limit, which is stated", async () => {
  const bytes = new Uint8Array(50 * 1024 * 1024).fill(0x61);
  await expect(readFile(bytes, "a.csv")).rejects.toThrow(/50 MB.*最多读 8 MB/);
  await expect(readFile(new Uint8Array(101 * 1024 * 1024), "a.pdf")).rejects.toThrow("最多读 100 MB");
  await expect(readFile(utf8("低".repeat(2_000_001)), "a.txt")).rejects.toThrow("最多读 200 万字");
});

test("identity numbers in a roster are cut before anything else sees them", async () => {
  const { text, notes } = await readFile(utf8("姓名,证件\n甲,440606198001011234\n乙,无\n"), "名单.csv");
  expect(text).toContain("姓名：甲；证件：尾号1234");
  expect(text).not.toContain("19800101");
  expect(notes).toEqual([expect.stringContaining("1 行")]);
});
