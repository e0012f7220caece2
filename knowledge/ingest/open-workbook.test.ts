import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { readFile } from "./read.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A workbook of one sheet, written by hand: Excel would never write these. */
function workbookOf(sheet: string): Uint8Array {
  const parts = {
    "[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET}.worksheet+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">${sheet}</worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}
const row = (at: number, ...cells: string[]): string =>
  `<row r="${at}">${cells.map((cell, x) => `<c r="${"AB"[x]}${at}" t="inlineStr"><is><t>${cell}</t></is></c>`).join("")}</row>`;
const data = (rest = ""): string => `<sheetData>${row(1, "姓名", "电话")}${row(2, "王桂英", "无")}${rest}</sheetData>`;
const read = (sheet: string): Promise<string> => readFile(workbookOf(sheet), "表.xlsx").then(({ text }) => text);

test("what a sheet says of a million cells at once is not spread over them", async () => {
  const plain = await read(data());
  expect(plain).toContain("姓名：王桂英");
  for (const said of [
    '<dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a,b"</formula1></dataValidation></dataValidations>',
    '<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="1"><formula>1</formula></cfRule></conditionalFormatting>',
    '<hyperlinks><hyperlink ref="A1:XFD1048576" r:id="rId9"/></hyperlinks>',
  ])
    expect(await read(data() + said)).toBe(plain);
  expect(await read(`<cols><col min="1" max="1000000000" width="9"/></cols>${data()}`)).toBe(plain);
});

test("rows and merged cells without end are refused before they are made", async () => {
  for (const sheet of [
    data('<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>'),
    data(`<row ht=">" r='1000000000'><c r="A1000000000"><v>1</v></c></row>`),
    data('<row r="&#49;000000000"><c r="A1000000000"><v>1</v></c></row>'),
    `${data()}<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>`,
    `${data()}<mergeCells count="1"><mergeCell ref="$A$1:$XFD$1048576"/></mergeCells>`,
    `${data()}<mergeCells count="1"><mergeCell ref="S!A1:XFD1048576"/></mergeCells>`,
  ])
    await expect(read(sheet), sheet.slice(-60)).rejects.toThrow("没有读");
  const merged = `${data()}<mergeCells count="1"><mergeCell ref="A5:CV6"/></mergeCells>`;
  expect(await read(merged)).toContain("姓名：王桂英");
});
