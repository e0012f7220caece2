import excel from "exceljs";
import { expect, test } from "vitest";
import { readCsv, readXlsx } from "./read-table.ts";
import { Unreadable } from "./unreadable.ts";

const bytesOf = async (workbook: excel.Workbook): Promise<Uint8Array> =>
  new Uint8Array((await workbook.xlsx.writeBuffer()) as ArrayBuffer);
const read = async (workbook: excel.Workbook) => readXlsx(await bytesOf(workbook), "名单.xlsx", () => {});

test("CSV: each row with the names of its columns, quotes, empty cells and rows, a header that is repeated", () => {
  const csv = '事项,窗口,电话\n低保,"一楼,3号",0757-22221111\n,,\n事项,窗口,电话\n护理补贴,二楼\n';
  expect(readCsv(csv, "办事/窗口.csv").text).toBe(
    "# 窗口\n\n事项：低保；窗口：一楼,3号；电话：0757-22221111\n事项：护理补贴；窗口：二楼\n",
  );
});

test("CSV with tabs or semicolons, a title above the header, rows that part the table", () => {
  const tabbed = "助餐点一览\n名称\t地址\n大良\n甲\t建设路1号\n容桂\n乙\t和平路2号\n";
  expect(readCsv(tabbed, "a.csv").text).toBe(
    "# 助餐点一览\n\n名称：大良\n名称：甲；地址：建设路1号\n名称：容桂\n名称：乙；地址：和平路2号\n",
  );
  expect(readCsv("名称;地址\n甲;建设路1号\n", "a.csv").text).toContain("名称：甲；地址：建设路1号");
});

test("a table without a header keeps its cells", () => {
  expect(readCsv("1,2,3\n4,5,6\n", "a.csv").text).toBe("# a\n\n1 2 3\n4 5 6\n");
});

test("a quote that is never closed is named with its line", () => {
  expect(() => readCsv('名称,地址\n"甲,建设路\n乙,和平路\n', "a.csv")).toThrow(/第 \d+ 行.*引号/);
});

test("a workbook: title, header, dates, numbers as shown, formulas, rich text; empty rows and hidden sheets left out", async () => {
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet("助餐点");
  sheet.addRow(["区助餐点一览"]);
  sheet.mergeCells("A1:F1");
  sheet.addRow(["名称", "地址", "每餐", "开业", "补贴比例", "编号"]);
  const row = sheet.addRow(["甲", "建设路1号", 12.5, new Date(Date.UTC(2024, 4, 1)), 0.3, 7]);
  row.getCell(3).numFmt = '#,##0.00"元"';
  row.getCell(5).numFmt = "0%";
  row.getCell(6).numFmt = "000";
  sheet.addRow([]);
  sheet.addRow([
    "乙",
    { formula: '"和平路"&2&"号"', result: "和平路2号" },
    0.1 + 0.2,
    null,
    { richText: [{ text: "三" }, { text: "成" }] },
    13812345678,
  ]);
  const hidden = workbook.addWorksheet("草稿");
  hidden.state = "hidden";
  hidden.addRow(["不读"]);
  expect(await read(workbook)).toEqual({
    text:
      "# 区助餐点一览\n\n## 助餐点\n\n名称：甲；地址：建设路1号；每餐：12.50元；开业：2024-05-01；补贴比例：30%；编号：007\n" +
      "名称：乙；地址：和平路2号；每餐：0.3；补贴比例：三成；编号：13812345678\n",
    chrome: [],
    notes: [expect.stringContaining("草稿")],
    complete: true,
  });
});

test("every sheet under its name; merged cells and a header of two rows", async () => {
  const workbook = new excel.Workbook();
  const one = workbook.addWorksheet("标准");
  one.addRows([
    ["类别", "每月标准", ""],
    ["类别", "城镇", "农村"],
    ["低保", 1200, 900],
    ["低保", 1100, 800],
  ]);
  one.mergeCells("A1:A2");
  one.mergeCells("B1:C1");
  one.mergeCells("A3:A4");
  workbook.addWorksheet("空的");
  workbook.addWorksheet("窗口").addRows([
    ["街道", "电话"],
    ["大良", "0757-22221111"],
  ]);
  expect((await read(workbook)).text).toBe(
    "# 名单\n\n## 标准\n\n类别：低保；每月标准·城镇：1200；每月标准·农村：900\n类别：低保；每月标准·城镇：1100；每月标准·农村：800\n\n" +
      "## 窗口\n\n街道：大良；电话：0757-22221111\n",
  );
});

test("a format that reaches to the last row makes no rows; a sheet with too many columns is refused", async () => {
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet("窗口");
  sheet.addRow(["街道", "电话"]);
  sheet.addRow(["大良", "0757-22221111"]);
  sheet.getCell("XFD1048576").font = { bold: true };
  expect((await read(workbook)).text).toBe("# 名单\n\n## 窗口\n\n街道：大良；电话：0757-22221111\n");
  sheet.getCell("XFD2").value = "远处";
  await expect(read(workbook)).rejects.toThrow("最多读 500 列");
});

test("an empty workbook and one that is damaged are refused", async () => {
  const workbook = new excel.Workbook();
  workbook.addWorksheet("空的");
  await expect(read(workbook)).rejects.toThrow("没有内容");
  workbook.addWorksheet("窗口").addRow(["街道", "电话"]);
  const bytes = await bytesOf(workbook);
  await expect(readXlsx(bytes.subarray(0, bytes.length - 200), "a.xlsx", () => {})).rejects.toThrow(Unreadable);
});
