import { readFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../../platform/database/port.ts";
import { scoped, systemScope } from "../../../platform/scope.ts";
import { freshPglitePack } from "../../pack/fresh.ts";
import { readDemoDirectory } from "../../pack/read.ts";
import { putDirectory } from "../import.ts";
import { findServices } from "../search.ts";
import { checkPackage } from "./check.ts";
import { dumpPackage } from "./dump.ts";
import { type HsdsPackage, sayProblem, UnreadablePackage } from "./package.ts";
import { putPackage } from "./put.ts";
import { sampleId, samplePackage } from "./sample-package.ts";
import { HAS_STANDARD, STANDARD_FOLDER, standardSchema } from "./standard-schemas.ts";
import { HSDS_COLUMNS, HSDS_TABLES, linksOf, RESOURCES } from "./tables.ts";
import { unpack } from "./unpack.ts";
import { packageFiles, zipPackage } from "./write.ts";

const DEMO = 1;
const SAMPLE = 2;
const COPY = 3;

const text = (files: Map<string, Uint8Array>): Record<string, string> =>
  Object.fromEntries(Array.from(files, ([name, bytes]) => [name, strFromU8(bytes)]));
const faults = (changes: Record<string, string | null>): string[] =>
  checkPackage(samplePackage(changes)).problems.map(sayProblem);
/** The sample's file with one cell changed. */
function withCell(resource: (typeof RESOURCES)[number], column: string, value: string): Record<string, string> {
  const { file } = HSDS_TABLES[resource];
  const [head, row] = strFromU8(samplePackage().get(file)!).split("\n") as [string, string];
  const cells = row.match(/("([^"]|"")*"|[^,]*)(,|$)/g)!.map((cell) => cell.replace(/,$/, ""));
  cells[head.split(",").indexOf(column)] = value;
  return { [file]: `${head}\n${cells.slice(0, head.split(",").length).join(",")}\n` };
}

describe("the check of a package", () => {
  test("a sound one has no problem and nothing to notice", () => {
    const { problems, notices } = checkPackage(samplePackage());
    expect([problems, notices]).toEqual([[], []]);
  });

  test.each([
    ["service", "name", "", "services.csv 第 2 行 name:不能空"],
    ["service", "status", "open", "services.csv 第 2 行 status:只能是 active、inactive、defunct、temporarily closed"],
    ["service", "id", "12", "services.csv 第 2 行 id:要是 UUID"],
    ["service", "assured_date", "2026-02-30", "services.csv 第 2 行 assured_date:要是日期"],
    ["service", "email", "谁@", "services.csv 第 2 行 email:要是邮箱地址"],
    ["service", "url", "example.org", "services.csv 第 2 行 url:要是网址"],
    ["service", "minimum_age", "六十", "services.csv 第 2 行 minimum_age:要是数字"],
    ["service", "last_modified", "昨天", "services.csv 第 2 行 last_modified:要是时刻"],
    ["location", "latitude", "91", "locations.csv 第 2 行 latitude:纬度"],
    ["schedule", "opens_at", "8点", "schedules.csv 第 2 行 opens_at:要是时间"],
    ["schedule", "opens_at", "23:00-08:00", "schedules.csv 第 2 行 opens_at:要是时间"],
    ["schedule", "byday", "周一", "schedules.csv 第 2 行 byday:要像 MO,TU"],
    ["phone", "service_id", sampleId("service", 9), "phones.csv 第 2 行 service_id:services.csv 里没有这个 id"],
    ["attribute", "link_id", sampleId("service", 9), "attributes.csv 第 2 行 link_id:services.csv 里没有这个 id"],
  ] as const)("%s.%s = %j is named with row and column", (resource, column, value, about) => {
    expect(faults(withCell(resource, column, value))).toContainEqual(expect.stringContaining(about));
  });

  test("every problem is named, not the first alone", () => {
    const found = faults({ ...withCell("service", "name", ""), ...withCell("phone", "number", "") });
    expect(found).toEqual(["services.csv 第 2 行 name:不能空", "phones.csv 第 2 行 number:不能空"]);
  });

  test("a missing column, a doubled id, a row too long, a broken quote, an empty package", () => {
    const row = strFromU8(samplePackage().get("taxonomies.csv")!).split("\n");
    expect(faults({ "taxonomies.csv": "id,name\n" })).toContain("taxonomies.csv 第 1 行 description:缺这一列");
    expect(faults({ "taxonomies.csv": `${row[0]}\n${row[1]}\n\n${row[1]}\n` })).toEqual([
      "taxonomies.csv 第 4 行 id:这个 id 前面已经有一行",
    ]);
    expect(faults({ "taxonomies.csv": `${row[0]}\n${row[1]},多\n` })[0]).toContain("taxonomies.csv 第 2 行:有 6 格");
    expect(faults({ "taxonomies.csv": `${row[0]}\n"${row[1]}` })[0]).toMatch(/^taxonomies.csv.*不是能读的 CSV/);
    expect(checkPackage(new Map()).problems).toHaveLength(1);
    expect(faults({ "datapackage.json": "{" })[0]).toBe("datapackage.json:不是 JSON");
  });

  test("files may be named otherwise by datapackage.json; what the standard does not know is noticed", () => {
    const files = samplePackage({ "奖品.csv": "a\n1\n" });
    files.set("data/s.csv", files.get("services.csv")!);
    files.delete("services.csv");
    const resources = RESOURCES.map((name) => ({
      name,
      path: name === "service" ? "./data/s.csv" : HSDS_TABLES[name].file,
    }));
    const descriptor = { resources: [...resources, { name: "prize", path: "奖品.csv" }] };
    files.set("datapackage.json", new TextEncoder().encode(JSON.stringify(descriptor)));
    const { problems, notices, package: rows } = checkPackage(files);
    expect(problems).toEqual([]);
    expect(rows.service).toHaveLength(1);
    expect(notices).toEqual([expect.stringContaining("prize"), expect.stringContaining("奖品.csv")]);
  });

  test("times are brought to China", () => {
    for (const [written, stored] of [
      ["8:30", "08:30:00"],
      ["00:30Z", "08:30:00"],
      ["08:30:00+08:00", "08:30:00"],
      ["24:00", "23:59:00"],
    ]) {
      const { package: rows } = checkPackage(samplePackage(withCell("schedule", "opens_at", written!)));
      expect(rows.schedule[0]!.values.opens_at).toBe(stored);
    }
  });
});

describe("zip files", () => {
  test("a package in a folder of the zip is found", () => {
    const files = Array.from(samplePackage(), ([name, bytes]) => [`示范区/${name}`, bytes] as const);
    expect([...unpack(zipSync(Object.fromEntries(files))).keys()].sort()).toEqual([...samplePackage().keys()].sort());
  });

  test("what would burst, and what is no zip, is refused", () => {
    const bomb = zipSync({ "services.csv": new Uint8Array(40_000_000) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(() => unpack(bomb)).toThrow(UnreadablePackage);
    const many = Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`${i}.csv`, new Uint8Array(1)]));
    expect(() => unpack(zipSync(many))).toThrow("64");
    expect(() => unpack(new TextEncoder().encode("名称,电话"))).toThrow("ZIP");
  });
});

describe("in and out", () => {
  let database: Database;
  const dump = (district: number): Promise<HsdsPackage> =>
    scoped(database, systemScope(district), (tx) => dumpPackage(tx, district));
  const put = (district: number, files: Map<string, Uint8Array>): Promise<void> => {
    const { package: rows, problems } = checkPackage(files);
    expect(problems).toEqual([]);
    return scoped(database, systemScope(district), (tx) => putPackage(tx, district, rows));
  };
  beforeAll(async () => {
    database = await freshPglitePack();
    for (const id of [DEMO, SAMPLE, COPY]) {
      await scoped(database, systemScope(id), (tx) =>
        tx.query("insert into districts (id, name, adcode) values ($1, '区', '990101')", [id]),
      );
    }
    await scoped(database, systemScope(DEMO), (tx) => putDirectory(tx, DEMO, readDemoDirectory()));
  });
  afterAll(() => database.close());

  test("every column of every table comes back as it went in, those of nobody's standard too", async () => {
    const services = strFromU8(samplePackage().get("services.csv")!).split("\n");
    const files = samplePackage({ "services.csv": `${services[0]},楼层\n${services[1]},三楼\n` });
    await put(SAMPLE, files);
    const out = packageFiles(await dump(SAMPLE));
    const given = text(files);
    for (const resource of RESOURCES)
      expect(text(out)[HSDS_TABLES[resource].file]).toBe(given[HSDS_TABLES[resource].file]);
    await put(SAMPLE, unpack(zipPackage(out)));
    expect(text(packageFiles(await dump(SAMPLE)))).toEqual(text(out));
  });

  test("the demo's directory goes out, into another district, and out again the same; the zip too, byte for byte", async () => {
    const out = packageFiles(await dump(DEMO));
    await put(COPY, out);
    expect(text(packageFiles(await dump(COPY)))).toEqual(text(out));
    expect(zipPackage(out)).toEqual(zipPackage(packageFiles(await dump(COPY))));
    const search = { words: "附近有没有助餐点", at: new Date("2026-11-20T02:00:00Z"), need_codes: ["01"] };
    const find = (district: number) => scoped(database, systemScope(district), (tx) => findServices(tx, search));
    expect(await find(COPY)).toEqual(await find(DEMO));
    expect(await find(COPY)).not.toEqual([]);
  });

  test("a place that no service uses any more goes; what the package does not name stays", async () => {
    const [before] = [await dump(COPY)];
    const [kept, moved] = before.service;
    const without = (id: unknown): HsdsPackage => {
      const rows = structuredClone(before);
      rows.service = rows.service.filter((row) => row.values.id === id);
      for (const resource of RESOURCES)
        if (HSDS_COLUMNS[resource].some(({ name }) => name === "service_id"))
          rows[resource] = resource === "service_area" ? rows[resource].filter((r) => r.values.service_id === id) : [];
      rows.location = [];
      rows.address = [];
      rows.attribute = [];
      return rows;
    };
    await scoped(database, systemScope(COPY), (tx) => putPackage(tx, COPY, without(moved!.values.id)));
    const after = await dump(COPY);
    expect(after.service).toHaveLength(before.service.length);
    expect(after.location).toHaveLength(before.location.length - 1);
    expect(after.address).toHaveLength(before.address.length - 1);
    const phones = (rows: HsdsPackage, id: unknown) => rows.phone.filter((row) => row.values.service_id === id);
    expect(phones(after, kept!.values.id)).toEqual(phones(before, kept!.values.id));
    expect(phones(after, moved!.values.id)).toEqual([]);
  });

  test.runIf(HAS_STANDARD)("what goes out is valid to the standard's own schemas", async () => {
    const valid = standardSchema("compiled/tabular.json");
    for (const district of [DEMO, SAMPLE]) {
      const rows = await dump(district);
      const objects = Object.fromEntries(
        RESOURCES.filter((resource) => rows[resource].length > 0).map((resource) => [
          resource,
          rows[resource].map(({ values }) =>
            Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)),
          ),
        ]),
      );
      expect(valid(objects), JSON.stringify(valid.errors)).toBe(true);
    }
  });

  test.runIf(HAS_STANDARD)("the tables are the standard's, column by column", () => {
    const { resources } = JSON.parse(readFileSync(join(STANDARD_FOLDER, "datapackage.json"), "utf8")) as {
      resources: {
        name: string;
        path: string;
        schema: {
          fields: { name: string; constraints: { required: boolean; enum?: string[] } }[];
          foreignKeys?: { fields: string; reference: { resource: string } }[];
        };
      }[];
    };
    expect(resources.map(({ name }) => name).sort()).toEqual([...RESOURCES].sort());
    for (const { name, path, schema } of resources) {
      const resource = name as (typeof RESOURCES)[number];
      expect(HSDS_TABLES[resource].file).toBe(path);
      expect(HSDS_COLUMNS[resource].map((column) => [column.name, column.required, column.allowed])).toEqual(
        schema.fields.map((field) => [field.name, field.constraints.required, field.constraints.enum ?? []]),
      );
      expect(Object.fromEntries(linksOf(resource))).toEqual(
        Object.fromEntries((schema.foreignKeys ?? []).map((key) => [key.fields, key.reference.resource])),
      );
    }
  });
});
