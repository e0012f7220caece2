import ExcelJS from "exceljs";
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { scoped, systemScope } from "../../../platform/scope.ts";
import { putPackage } from "../hsds/put.ts";
import { putDirectory } from "../import.ts";
import { findServices } from "../search.ts";
import { proposeMapping, readMapping, writeMapping } from "./fields.ts";
import type { List } from "./list.ts";
import { type ListPlan, planList } from "./plan.ts";
import { readList } from "./read-list.ts";
import { readPhones } from "./read-phones.ts";

const CSV = `示范区便民服务点一览表,,,,,,
序号,服务点名称,主管单位,详细地址,联系电话,联系人,开放时间,服务对象,所需材料,备注
1,长者食堂,民政局,示范路1号,0757-22320251转2、13800000000(王),王站长,周一至周五 10:30-12:30,60岁以上,1.身份证 2.户口簿,节假日休息
2,理发点,民政局,示范路2号,000-0000-0202,,每周二、四上午,,,
`;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const numbers = (cell: string) => {
  const read = readPhones(cell);
  return "wrong" in read
    ? null
    : read.phones.map(({ number, extension }) => (extension ? `${number}转${extension}` : number));
};

describe("what a column holds", () => {
  test("is proposed from its header, and written so that it can be read again", async () => {
    const { header } = await readList(bytes(CSV), "a.csv");
    const { mapping, unused } = proposeMapping(header);
    expect(mapping).toEqual({
      ...{ name: "服务点名称", organization: "主管单位", address: "详细地址", phone: "联系电话", contact: "联系人" },
      ...{ hours: "开放时间", eligibility: "服务对象", papers: "所需材料", notes: "备注" },
    });
    expect(unused).toEqual(["序号"]);
    expect(readMapping(writeMapping(mapping), header)).toEqual(mapping);
  });

  test.each([
    [["名称", "单位", "地址", "电话"], { name: "名称", organization: "单位", address: "地址", phone: "电话" }],
    [
      ["单位名称", "办公地址", "办公电话(区号0757)"],
      { name: "单位名称", address: "办公地址", phone: "办公电话(区号0757)" },
    ],
    [
      ["事项", "责任部门", "办理地点", "办理时间"],
      { name: "事项", organization: "责任部门", address: "办理地点", hours: "办理时间" },
    ],
  ])("%j", (header, mapping) => {
    expect(proposeMapping(header).mapping).toEqual(mapping);
  });

  test("a mapping that means nothing names what it should be", () => {
    expect(() => readMapping("名称=姓名", ["名称"])).toThrow("「名称=姓名」");
    expect(() => readMapping("点=服务名称", ["名称"])).toThrow("没有「点」");
    expect(() => readMapping("电话=电话", ["电话"])).toThrow("服务名称");
  });
});

describe("phones", () => {
  test.each([
    ["0757-22320251", ["0757-22320251"]],
    ["075722320251", ["075722320251"]],
    ["22320251 转 2", ["22320251转2"]],
    ["0757-22320251-8003", ["0757-22320251转8003"]],
    ["138 0000 0000、400-000-0000", ["138-0000-0000", "400-000-0000"]],
    ["王主任13800000000/李13900000000", ["13800000000", "13900000000"]],
    ["12345", ["12345"]],
    ["０７５７－２２３２０２５１", ["0757-22320251"]],
  ])("%s", (cell, expected) => {
    expect(numbers(cell)).toEqual(expected);
  });
  test.each(["0757-2232025100", "1380000000", "223", "找物业", "123456789012345"])("%s is refused", (cell) => {
    expect(numbers(cell)).toBeNull();
  });
  test("what stands around a number is kept with it", () => {
    expect(readPhones("咨询电话:22320251(工作日)、王主任13800000000")).toEqual({
      phones: [
        { number: "22320251", extension: null, description: "咨询 工作日" },
        { number: "13800000000", extension: null, description: "王主任" },
      ],
    });
  });
});

describe("files", () => {
  test("a title above the header, GB18030 and tabs are read", async () => {
    const { header, rows } = await readList(bytes(CSV), "a.csv");
    expect(header).toContain("服务点名称");
    expect(rows.map(({ row, cells }) => [row, cells.服务点名称])).toEqual([
      [3, "长者食堂"],
      [4, "理发点"],
    ]);
    const gb18030 = new Uint8Array([
      0xc3, 0xfb, 0xb3, 0xc6, 0x09, 0xb5, 0xe7, 0xbb, 0xb0, 0x0a, 0xb5, 0xe3, 0x09, 0x31, 0x32, 0x33, 0x34, 0x35,
    ]);
    expect((await readList(gb18030, "b.txt")).rows[0]!.cells).toEqual({ 名称: "点", 电话: "12345" });
  });

  test("a workbook with a merged title, its first visible sheet", async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet("旧", { state: "hidden" }).addRow(["名称", "电话"]);
    const sheet = workbook.addWorksheet("清单");
    sheet.addRow(["便民服务点"]);
    sheet.mergeCells("A1:C1");
    sheet.addRow(["名称", "电话", "核实日期"]);
    sheet.addRow(["长者食堂", 22320251, new Date("2026-11-02T00:00:00Z")]);
    const { rows } = await readList(new Uint8Array((await workbook.xlsx.writeBuffer()) as ArrayBuffer), "a.xlsx");
    expect(rows).toEqual([{ row: 3, cells: { 名称: "长者食堂", 电话: "22320251", 核实日期: "2026-11-02" } }]);
  });

  test.each([
    ["nothing but words", bytes("你好"), "a.csv", "没有找到列名"],
    ["a header alone", bytes("名称,电话\n"), "a.csv", "下面没有内容"],
    ["an old workbook", bytes("\u00d0\u00cf"), "a.xls", "另存为 .xlsx"],
    ["a zip that would burst", zipSync({ "xl/worksheets/sheet1.xml": new Uint8Array(60_000_000) }), "a.xlsx", "太大"],
    ["a zip that is no workbook", zipSync({ "a.txt": bytes("a") }), "a.xlsx", "没有工作表"],
  ])("%s is refused with what to do", async (_, file, name, why) => {
    await expect(readList(file, name)).rejects.toThrow(why);
  });
});

describe("a list in the directory", () => {
  const DISTRICT = 1;
  let database: Database;
  const run = <T>(work: Parameters<typeof scoped<T>>[2]): Promise<T> => scoped(database, systemScope(DISTRICT), work);
  const plan = async (text: string, assured_date: string | null = null): Promise<ListPlan> => {
    const list: List = await readList(bytes(text), "a.csv");
    const { mapping } = proposeMapping(list.header);
    return run((tx) => planList(tx, DISTRICT, list, { mapping, organization: null, assured_date }));
  };
  const put = async (text: string, assured_date: string | null = null): Promise<ListPlan> => {
    const made = await plan(text, assured_date);
    await run((tx) => putPackage(tx, DISTRICT, made.package));
    return made;
  };
  const find = (words: string, limit = 10) =>
    run((tx) => findServices(tx, { words, limit, at: new Date("2026-11-20T03:00:00Z") }));
  beforeAll(async () => {
    database = await freshPglite();
    await run((tx) => tx.query("insert into districts (id, name, adcode) values ($1, '示范区', '990101')", [DISTRICT]));
  });
  afterAll(() => database.close());

  test("every cell finds its place", async () => {
    const { services, problems } = await put(CSV, "2026-11-01");
    expect(problems).toEqual([]);
    expect(services.map(({ is_new, unsure }) => [is_new, unsure.length])).toEqual([
      [true, 0],
      [true, 1],
    ]);
    const [food] = await find("长者食堂");
    expect(food).toMatchObject({
      ...{ name: "长者食堂", organization_name: "民政局", address: "示范路1号", eligibility: "60岁以上" },
      ...{ contact: "王站长", required_documents: ["身份证", "户口簿"], open_now: true, assured_date: "2026-11-01" },
      description: "备注：节假日休息",
      phones: [{ number: "0757-22320251", extension: "2" }, { number: "13800000000" }],
    });
    expect((await find("理发点"))[0]).toMatchObject({
      open_now: null,
      schedules: [{ byday: "TU,TH", description: "上午" }],
    });
  });

  test("next month's list updates, doubles nothing, keeps what it has no column for, and says what is gone", async () => {
    const [before] = await find("长者食堂");
    const made = await put("名称,单位,电话\n长者 食堂,民政局,0757-22320299\n修鞋点,民政局,12345\n");
    expect(made.services.map(({ is_new }) => is_new)).toEqual([false, true]);
    expect(made.missing.map(({ name }) => name)).toEqual(["理发点"]);
    const after = (await find("长者食堂")).filter((one) => one.name.includes("食堂"));
    expect(after).toHaveLength(1);
    expect(after[0]).toEqual({
      ...before,
      name: "长者 食堂",
      phones: [{ number: "0757-22320299", extension: null, description: null }],
    });
    expect(await find("理发点")).toHaveLength(1);
  });

  test("rows that cannot be right are named with column and reason; the others can go in", async () => {
    const made = await plan(
      "名称,单位,电话,核实日期,邮箱\n,民政局,12345,,\n甲点,民政局,123456789,去年,a@\n乙点,民政局,12345,2026年3月5日,\n乙点,民政局,12345,,\n",
    );
    expect(made.problems.map(({ row, column }) => [row, column])).toEqual([
      [2, "名称"],
      [3, "电话"],
      [3, "核实日期"],
      [3, "邮箱"],
      [5, "名称"],
    ]);
    expect(made.services.map(({ name, data }) => [name, data.assured_date])).toEqual([["乙点", "2026-03-05"]]);
  });

  test("two of a name at different addresses are two", async () => {
    const text = "名称,单位,地址,电话\n站,燃气,一路1号,12345\n站,燃气,二路2号,12319\n";
    await put(text);
    await put(text.replace("12319", "12320"));
    const found = (await find("燃气站")).filter((one) => one.name === "站");
    expect(found.map((one) => [one.address, one.phones[0]!.number]).sort()).toEqual([
      ["一路1号", "12345"],
      ["二路2号", "12320"],
    ]);
  });

  test("an entry that was not made by a list is known again by its name and organization", async () => {
    const organization = { id: "11111111-1111-4111-8111-111111111111", name: "残联", description: "说明" };
    const service = {
      ...{ id: "22222222-2222-4222-8222-222222222222", organization_id: organization.id, name: "轮椅借用" },
      ...{ alternate_name: null, description: "借轮椅", eligibility_description: null, application_process: null },
      ...{
        fees_description: "免费",
        status: "active",
        assured_date: "2026-01-01",
        need_codes: ["03"],
        area_adcode: "990101",
      },
      ...{ phones: [], schedules: [], location: null, required_documents: ["身份证"], languages: ["手语"] },
    };
    await run((tx) => putDirectory(tx, DISTRICT, { organizations: [organization], services: [service] }));
    const [before] = await find("轮椅借用");
    const { services } = await put("项目名称,责任单位,联系电话\n轮椅借用,残联,12385\n", "2026-11-03");
    expect(services[0]).toMatchObject({ id: service.id, is_new: false });
    expect((await find("轮椅借用"))[0]).toEqual({
      ...before,
      phones: [{ number: "12385", extension: null, description: null }],
      assured_date: "2026-11-03",
      stale: false,
    });
    expect(await run((tx) => findServices(tx, { words: "", need_codes: ["03"], at: new Date() }))).toHaveLength(1);
  });
});
