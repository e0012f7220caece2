import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture, type Visitor } from "../fixture.ts";
import { texts } from "./texts.ts";

const IMPORT = "/console/imports";
const ALL = 5_000;

describe("the import of a list of people", () => {
  let database: Database;
  let house: ConsoleFixture;
  let admin: Visitor;
  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
    admin = await house.visitor(house.district.staff.admin);
  });
  afterAll(() => database.close());

  const send = (lines: string[], fields: Record<string, string> = {}) => {
    const form = new FormData();
    form.set("file", new File([["姓名,网格,住址,年龄", ...lines].join("\n")], "居民.csv"));
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return admin.send(IMPORT, form);
  };
  const count = () =>
    house.district.service(
      async ({ tx }) => (await tx.query<{ n: number }>("select count(*)::int as n from people")).rows[0]!.n,
    );
  const list = Array.from({ length: ALL }, (_, i) => {
    const [surname, given] = ["王李张刘陈"[i % 5]!, "一二三四五六七八九十"[Math.floor(i / 5) % 10]!];
    return `${surname}${given},第${"一二三"[i % 3]}网格,${Math.floor(i / 40)}栋${i}号,${20 + (i % 70)}`;
  });

  test("with two wrong rows of 5,000 both are named and nothing is imported", async () => {
    const faulty = list.with(1233, ",第一网格,,").with(4998, "王一,第八网格,1栋,30");
    const { status, html } = await send(faulty);
    expect(status).toBe(422);
    expect(html).toContain(texts.faulty(2, ALL));
    const rows = [...html.matchAll(/<th scope="row" class="day">(\d+)<\/th><td>([^<]+)<\/td>/g)];
    expect(rows.map(([, row, why]) => [Number(row), why])).toEqual([
      [1235, texts.faults.name_missing],
      [5000, texts.faults.grid_unknown],
    ]);
    expect(await count()).toBe(0);
  });

  test("a right list is imported whole, and a second time nothing is doubled", async () => {
    expect((await send(list, { check: "1" })).html).toContain(texts.fine(ALL));
    expect(await count()).toBe(0);
    expect((await send(list)).html).toContain(texts.done(ALL, ALL, 0));
    expect(await count()).toBe(ALL);
    expect((await send(list)).html).toContain(texts.done(0, 0, ALL));
    expect(await count()).toBe(ALL);
  });

  test("is an admin's, and says what a file lacks", async () => {
    const supervisor = await house.visitor(house.district.staff.supervisor);
    expect((await supervisor.get(IMPORT)).status).toBe(403);
    const form = new FormData();
    form.set("file", new File(["名称,数\na,1"], "别的.csv"));
    const { status, html } = await admin.send(IMPORT, form);
    expect(status).toBe(422);
    expect(html).toContain(texts.no_column("姓名、网格"));
  });
});
