import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inSession } from "../../cases/session.ts";
import { enrol } from "../../cases/staff/enrol.ts";
import { whoIs } from "../../cases/staff/fixture.ts";
import { staffPhones } from "../../cases/staff/phone.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { systemScope } from "../../platform/scope.ts";
import { createSealer, newAppKey } from "../../platform/seal.ts";
import { applySetup } from "./apply.ts";
import { planSetup } from "./plan.ts";
import { readTable, UnreadableTable } from "./read-table.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "doorstep-setup-"));
});
afterAll(() => rm(folder, { recursive: true }));

const AREAS = "街道,社区,网格\n大良街道,府前社区,一网格\n大良街道,府前社区,二网格\n";
const STAFF =
  "姓名,角色,街道,社区,网格,机构,电话\n李芳,网格员,大良街道,府前社区,一网格、二网格,,138 0013 8000\n何敏,社工,,,,顺心社工站,\n周强,管理员,,,,,\n";

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe("lists", () => {
  test("CSV in UTF-8 with BOM, in GB18030, and XLSX give the same rows", async () => {
    const utf8 = await readTable(await file("a.csv", `\uFEFF${AREAS}`));
    // "街道,社区,网格\n大良街道,府前社区,一网格\n" as Excel saves it on a Chinese Windows.
    const gb = Buffer.from("bdd6b5c02cc9e7c7f82ccdf8b8f10ab4f3c1bcbdd6b5c02cb8aec7b0c9e7c7f82cd2bbcdf8b8f10a", "hex");
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet("网格");
    sheet.addRows([
      ["街道", "社区", "网格"],
      ["大良街道", "府前社区", "一网格"],
    ]);
    await workbook.xlsx.writeFile(join(folder, "a.xlsx"));
    expect(utf8[0]).toEqual({ row: 2, cells: { 街道: "大良街道", 社区: "府前社区", 网格: "一网格" } });
    expect(await readTable(await file("gb.csv", gb))).toEqual([utf8[0]]);
    expect(await readTable(join(folder, "a.xlsx"))).toEqual([utf8[0]]);
  });

  test("a file that is no list says what to do", async () => {
    await expect(readTable(await file("a.pdf", "%PDF"))).rejects.toThrow(UnreadableTable);
    await expect(readTable(await file("bad.xlsx", "not a zip"))).rejects.toThrow("重新另存");
    await expect(readTable(join(folder, "none.csv"))).rejects.toThrow("找不到");
  });

  test("every fault is named with its row, and nothing is planned away", async () => {
    const areas = await readTable(await file("areas.csv", `${AREAS}大良街道,,三网格\n大良街道,府前社区,一网格\n`));
    const staff = await readTable(
      await file(
        "staff.csv",
        "姓名,角色,街道,社区,网格,机构,电话\n李芳,网格员,大良街道,府前社区,九网格,,12345\n,队长,,,,,\n何敏,社工,,,,,\n",
      ),
    );
    const { errors } = planSetup(areas, staff);
    expect(errors.map(({ list, row, message }) => `${list} ${row} ${message}`)).toEqual([
      "网格表 4 社区 没填",
      "网格表 5 大良街道 › 府前社区 › 一网格 重复了",
      "人员表 2 网格表里没有 大良街道 › 府前社区 › 九网格",
      "人员表 2 电话 位数不对:手机 11 位,座机带区号",
      "人员表 3 姓名 没填",
      "人员表 3 角色「队长」要写:网格员、社工、主管、管理员",
      "人员表 4 社工要填 机构",
      "人员表 1 至少要有一位 管理员",
    ]);
  });
});

describe("applying", () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshPglite();
  });
  afterAll(() => database.close());

  test("puts the district there, each code enrols its own person once, and a second run changes nothing", async () => {
    const sealer = await createSealer(newAppKey());
    const now = new Date("2026-03-01T00:00:00Z");
    const { plan, errors } = planSetup(
      await readTable(await file("ok-a.csv", AREAS)),
      await readTable(await file("ok-s.csv", STAFF)),
    );
    expect(errors).toEqual([]);
    const district = { adcode: "440606", name: "顺德区" };
    const invited = await applySetup({ database, sealer, now }, district, plan);
    expect(invited.map((person) => person.name)).toEqual(["李芳", "何敏", "周强"]);

    const account = { channel: "line" as const, chat_id: "U1", sender_id: "U1" };
    const staff = await database.transaction((tx) => enrol(tx, sealer, account, invited[0]!.code.toLowerCase(), now));
    expect(staff).toMatchObject({ name: "李芳", role: "grid_worker", district_id: 440606 });
    expect(staff.areas.map((area) => area.name)).toEqual(["一网格", "二网格"]);
    expect(await whoIs({ database, sealer }, account)).toMatchObject({ id: staff.id });

    const phones = await inSession({ database, sealer, now }, systemScope(440606), (session) =>
      staffPhones(session, [staff.id]),
    );
    expect([...phones.values()]).toEqual(["13800138000"]);

    expect(await applySetup({ database, sealer, now }, district, plan)).toEqual([]);
  });
});
