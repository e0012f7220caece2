import { zipSync } from "fflate";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { texts as said } from "../../../bot/texts/zh-hans.ts";
import type { StaffName } from "../../../cases/fixture.ts";
import { listCorrections, reportCorrection } from "../../../knowledge/directory/corrections.ts";
import { samplePackage } from "../../../knowledge/directory/hsds/sample-package.ts";
import { readHours } from "../../../knowledge/directory/read-hours.ts";
import { openingHours } from "../../../knowledge/directory/render.ts";
import { findServices } from "../../../knowledge/directory/search.ts";
import type { CorrectionKind, FoundService } from "../../../knowledge/directory/service.ts";
import { loadDemoDirectory } from "../../../knowledge/pack/load.ts";
import { chinaDate, systemClock } from "../../../platform/clock.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture, type Visitor } from "../fixture.ts";
import { texts } from "./texts.ts";

const PATH = "/console/directory";
const FOOD = "ed29f741-1755-5b99-8fc8-a9bd65dd4296";
const MEDIATION = "示范街道人民调解";
const PHONES = "0757-22320251";

describe("the directory in the console", () => {
  let database: Database;
  let house: ConsoleFixture;
  const as = (who: StaffName): Promise<Visitor> => house.visitor(house.district.staff[who]);
  const find = (words: string, limit = 3): Promise<FoundService[]> =>
    house.as(house.district.staff.worker, ({ tx, now }) => findServices(tx, { words, limit, at: now }));
  const food = async (): Promise<FoundService> => (await find("示范社区助餐点"))[0]!;
  const report = (who: StaffName, kind: CorrectionKind, words: string): Promise<string> =>
    house.as(house.district.staff[who], async ({ tx, sealer, scope, now }) => {
      await reportCorrection(
        tx,
        sealer,
        { ...scope, staff_id: scope.staff_id, now },
        { service_id: FOOD, kind, words },
      );
      return (await listCorrections(tx, sealer, 1)).find((one) => one.kind === kind && one.status === "open")!.id;
    });
  /** The values of the forms of a page, by name. */
  const formOf = async (visitor: Visitor, path: string): Promise<Record<string, string>> => {
    const { html } = await visitor.get(path);
    const plainText = (text: string): string =>
      text
        .replace(/&quot;/g, '"')
        .replace(/&#39;/g, "'")
        .replace(/&lt;/g, "<")
        .replace(/&gt;/g, ">")
        .replace(/&amp;/g, "&");
    return Object.fromEntries([
      ...Array.from(html.matchAll(/<input id="[^"]*" name="([^"]*)"[^>]*value="([^"]*)"/g), ([, name, value]) => [
        name,
        plainText(value!),
      ]),
      ...Array.from(html.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</g), ([, name, value]) => [
        name,
        plainText(value!),
      ]),
      ...Array.from(
        html.matchAll(/<select[^>]*name="([^"]*)".*?<option value="([^"]*)" selected/gs),
        ([, name, value]) => [name, plainText(value!)],
      ),
    ]);
  };
  const upload = (visitor: Visitor, name: string, bytes: Uint8Array | string) => {
    const form = new FormData();
    form.set("file", new File([bytes as never], name));
    return visitor.send(`${PATH}/import`, form);
  };

  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
  });
  beforeEach(() => loadDemoDirectory(database, 1));
  afterAll(() => database.close());

  test("the longest unassured comes first, and what is old is marked and can be listed alone", async () => {
    const visitor = await as("worker");
    const { html } = await visitor.get(PATH);
    const at = (name: string): number => html.indexOf(`<strong>${name}</strong>`);
    expect(at(MEDIATION)).toBeGreaterThan(0);
    expect(at(MEDIATION)).toBeLessThan(at("示范儿童康复中心"));
    expect(at("示范儿童康复中心")).toBeLessThan(at("示范派出所社区警务"));
    const stale = (await visitor.get(`${PATH}?only=stale`)).html;
    expect(stale).toContain(MEDIATION);
    expect((await visitor.get(`${PATH}?q=${encodeURIComponent("派出所")}`)).html).not.toContain(MEDIATION);
    expect((await visitor.get(`${PATH}?only=reported&page=x`)).html).toContain(texts.nothing);
  });

  test("who does not keep the directory reads it and changes nothing", async () => {
    for (const who of ["worker", "social"] as const) {
      const visitor = await as(who);
      const { html, status } = await visitor.get(`${PATH}/${FOOD}`);
      expect([status, html.includes(texts.service.assure)]).toEqual([200, false]);
      const correction = await report("worker", "other", "写得不对");
      for (const path of ["/import", `/${FOOD}/edit`, `/corrections/${correction}`])
        expect((await visitor.get(PATH + path)).status).toBe(403);
      for (const path of [
        "/import",
        `/${FOOD}/edit`,
        `/${FOOD}/assure`,
        `/${FOOD}/phone`,
        `/corrections/${correction}`,
      ])
        expect(
          (await visitor.post(PATH + path, { name: "改了", verdict: "rejected", why: "不", words: PHONES })).status,
        ).toBe(403);
    }
    expect((await food()).name).toBe("示范社区助餐点");
  });

  test("今天确认过 sets the day; another district's service is not there", async () => {
    const visitor = await as("supervisor");
    expect((await visitor.post(`${PATH}/${FOOD}/assure`)).location).toBe(`${PATH}/${FOOD}?done=assured`);
    expect((await food()).assured_date).toBe(chinaDate(systemClock.now()));
    for (const path of [`/00000000-0000-4000-8000-000000000000`, "/12"])
      expect((await visitor.get(PATH + path)).status).toBe(404);
    expect((await visitor.post(`${PATH}/00000000-0000-4000-8000-000000000000/assure`)).status).toBe(404);
  });

  test("the form as it is changes nothing; what is changed is found by its new words", async () => {
    const visitor = await as("supervisor");
    const before = await food();
    const fields = await formOf(visitor, `${PATH}/${FOOD}/edit`);
    expect(fields.name).toBe("示范社区助餐点");
    await visitor.post(`${PATH}/${FOOD}/edit`, fields);
    expect(await food()).toEqual(before);
    const changed = {
      ...{ ...fields, name: "示范长者厨房", hours: "周一至周五 10:30-12:30;节假日休息", papers: "身份证\n敬老卡" },
      ...{ languages: "粤语、会手语", alert: "十二月装修", address: "示范路99号" },
    };
    const { location } = await visitor.post(`${PATH}/${FOOD}/edit`, { ...changed, phones: "110" });
    expect(location).toBe(`${PATH}/${FOOD}?done=saved`);
    const [after] = await find("长者厨房");
    expect(after).toMatchObject({
      ...{ id: FOOD, name: "示范长者厨房", required_documents: ["身份证", "敬老卡"], alert: "十二月装修" },
      ...{ languages: ["手语", "粤语"], address: "示范路99号", phones: before.phones },
    });
    expect(openingHours(after!.schedules)).toBe("周一至周五 10:30–12:30。节假日休息");
  });

  test("hours that are not understood are asked about once, and then kept as words", async () => {
    const visitor = await as("supervisor");
    const fields = { ...(await formOf(visitor, `${PATH}/${FOOD}/edit`)), hours: "看天气" };
    const first = await visitor.post(`${PATH}/${FOOD}/edit`, fields);
    expect([first.status, first.html.includes(texts.edit.not_understood)]).toEqual([422, true]);
    expect((await food()).open_now).not.toBeNull();
    expect((await visitor.post(`${PATH}/${FOOD}/edit`, { ...fields, sure: "看天气" })).status).toBe(303);
    expect((await food()).schedules).toMatchObject([{ freq: null, description: "看天气" }]);
    expect((await visitor.post(`${PATH}/${FOOD}/edit`, { ...fields, name: "" })).html).toContain(texts.edit.needed);
  });

  test("the hours of every demo service, as they are shown, can be read again", async () => {
    for (const { schedules } of await find("", 100)) {
      const words = openingHours(schedules)!;
      const read = readHours(words.replace(/。节假日请先打电话$/, ""));
      expect([words, read.understood]).toEqual([words, true]);
      expect(openingHours(read.schedules)).toBe(words);
    }
  });

  test("a report is confirmed by another: the entry changes, counts as made sure, and the reporter is told", async () => {
    const id = await report("worker", "phone", `电话打不通,换成${PHONES}了`);
    const visitor = await as("supervisor");
    const { html } = await visitor.get(PATH);
    expect(html.indexOf(texts.open_reports)).toBeLessThan(html.indexOf(MEDIATION));
    const fields = await formOf(visitor, `${PATH}/corrections/${id}`);
    const nothing = await visitor.post(`${PATH}/corrections/${id}`, { ...fields, verdict: "confirmed" });
    expect([nothing.status, nothing.html.includes(texts.correction.nothing_changed)]).toEqual([422, true]);
    const wrong = await visitor.post(`${PATH}/corrections/${id}`, {
      ...fields,
      verdict: "confirmed",
      phones: "1234567890",
    });
    expect([wrong.status, wrong.html.includes("位数不对")]).toEqual([422, true]);
    expect((await food()).reported).toContain("phone");
    const done = await visitor.post(`${PATH}/corrections/${id}`, { ...fields, verdict: "confirmed", phones: PHONES });
    expect(done.location).toBe(`${PATH}?done=confirmed`);
    expect(await food()).toMatchObject({
      ...{ phones: [{ number: PHONES }], stale: false, assured_date: chinaDate(systemClock.now()) },
    });
    expect((await food()).reported).not.toContain("phone");
    expect((await house.outbox()).at(-1)).toBe(said.corrections.confirmed("示范社区助餐点", `电话改成${PHONES}`));
    const again = await (await as("second_supervisor")).post(`${PATH}/corrections/${id}`, {
      ...fields,
      verdict: "rejected",
      why: "不",
    });
    expect([again.status, again.html.includes(texts.correction.decided)]).toEqual([422, true]);
  });

  test("a report that is not right changes nothing but when it was made sure", async () => {
    const before = await food();
    const id = await report("worker", "moved", "搬走了");
    const visitor = await as("supervisor");
    expect((await visitor.post(`${PATH}/corrections/${id}`, { verdict: "rejected", why: " " })).status).toBe(422);
    expect((await visitor.post(`${PATH}/corrections/${id}`, { verdict: "rejected", why: "去看过,还在" })).status).toBe(
      303,
    );
    expect(await food()).toEqual({ ...before, assured_date: chinaDate(systemClock.now()) });
  });

  test("a phone number is changed by two: a supervisor proposes, another decides", async () => {
    const [first, second] = [await as("supervisor"), await as("second_supervisor")];
    expect((await first.post(`${PATH}/${FOOD}/phone`, { words: "12" })).status).toBe(422);
    expect((await first.post(`${PATH}/${FOOD}/phone`, { words: PHONES })).location).toContain("done=proposed");
    expect((await food()).phones[0]!.number).not.toBe(PHONES);
    const all = await house.as(house.district.staff.supervisor, ({ tx, sealer }) => listCorrections(tx, sealer, 1));
    const open = all.find((one) => one.proposed === PHONES && one.status === "open");
    const at = `${PATH}/corrections/${open!.id}`;
    const fields = { ...(await formOf(second, at)), verdict: "confirmed", phones: PHONES };
    expect((await first.get(at)).html).toContain(texts.own);
    expect([(await first.post(at, fields)).status, (await food()).phones[0]!.number === PHONES]).toEqual([422, false]);
    expect((await second.post(at, fields)).status).toBe(303);
    expect((await food()).phones).toMatchObject([{ number: PHONES }]);
  });

  describe("a list", () => {
    const LIST =
      "名称,单位,联系电话,地址,开放时间,什么\n便民理发,民政,22320251,一路1号,每周二、四上午,甲\n磨刀,民政,12,二路2号,,乙\n";

    test("is shown as it was understood, corrected, and only then put in", async () => {
      const visitor = await as("supervisor");
      const { location } = await upload(visitor, "清单.csv", LIST);
      const shown = await visitor.get(location!);
      expect(shown.html).toContain(texts.upload.problems(1));
      expect(shown.html).toContain(texts.upload.where(3, "联系电话"));
      expect(shown.html).toContain("每周二、四上午");
      const fields = await formOf(visitor, location!);
      expect(fields).toMatchObject({ "map-name": "名称", "map-phone": "联系电话", "map-hours": "开放时间" });
      expect((await visitor.post(location!, { ...fields, do: "put" })).status).toBe(200);
      expect(await find("便民理发")).toEqual([]);
      const { "map-phone": _, ...without } = fields;
      const again = await visitor.post(location!, { ...without, "map-description": "什么", do: "again" });
      expect(again.html).toContain(texts.upload.counts(2, 0));
      expect((await visitor.post(location!, { ...fields, do: "put", some: "1", assured: "2026-11-01" })).location).toBe(
        `${PATH}?done=imported`,
      );
      expect((await find("便民理发"))[0]).toMatchObject({ organization_name: "民政", assured_date: "2026-11-01" });
      expect(await find("磨刀")).toEqual([]);
      // It is in: the same page has nothing left to put in a second time.
      expect((await visitor.get(location!)).html).toContain(texts.upload.gone);
    });

    test("belongs to the one who brought it, and can be dropped", async () => {
      const { location } = await upload(await as("supervisor"), "清单.csv", LIST);
      expect((await (await as("second_supervisor")).get(location!)).html).toContain(texts.upload.gone);
      expect((await (await as("supervisor")).post(location!, { do: "drop" })).location).toBe(`${PATH}?done=dropped`);
    });

    test.each([
      ["nothing", "a.csv", "", texts.upload.nothing],
      ["no list", "a.csv", "你好", "没有找到列名"],
      ["no workbook", "a.xlsx", "你好", "另存为 .xlsx"],
      ["no zip", "a.zip", "你好", "ZIP"],
      ["a bomb", "a.zip", zipSync({ "services.csv": new Uint8Array(30_000_000) }), "大得不正常"],
    ])("%s is refused with what to do", async (_, name, bytes, why) => {
      const { status, html } = await upload(await as("supervisor"), name, bytes);
      expect([status, html.includes(why)]).toEqual([422, true]);
    });
  });

  test("a package shows its problems and is put in whole or not at all", async () => {
    const visitor = await as("supervisor");
    const zip = (files: Map<string, Uint8Array>) => zipSync(Object.fromEntries(files));
    const bad = await upload(visitor, "包.zip", zip(samplePackage({ "phones.csv": "id,number\n1,\n" })));
    const shown = await visitor.get(bad.location!);
    expect(shown.html).toContain("phones.csv 第 2 行 id");
    expect((await visitor.post(bad.location!, { do: "put" })).status).toBe(200);
    const good = await upload(visitor, "包.zip", zip(samplePackage()));
    expect((await visitor.get(good.location!)).html).toContain(texts.upload.package(1, 1));
    expect((await visitor.post(good.location!, { do: "put" })).location).toBe(`${PATH}?done=imported`);
    const count = await house.as(house.district.staff.worker, ({ tx }) =>
      tx.query<{ n: number }>(
        "select count(*)::int as n from services where district_id = 1 and extra is null and program_id is not null",
      ),
    );
    expect(count.rows[0]!.n).toBe(1);
  });
});
