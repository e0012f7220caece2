import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Coverage } from "../../../cases/coverage/compute.ts";
import { MEASURE_NAMES } from "../../../cases/coverage/measures.ts";
import { draftOf, type Understood } from "../../../cases/visits/fixture.ts";
import { saveVisit } from "../../../cases/visits/save.ts";
import { chinaDate } from "../../../platform/clock.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture, shown, type Visitor } from "../fixture.ts";
import { BARS, levelShown, measureShown, TABLE_ROWS } from "./overview-page.ts";
import { texts } from "./texts.ts";

const AT = "/console/coverage";

describe("the pages of coverage", () => {
  let database: Database;
  let house: ConsoleFixture;
  let leader: Visitor;
  let worker: Visitor;
  let neighbour: Visitor;
  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
    const { staff } = house.district;
    const seen: Understood = { persons: [{ name: "王秀兰" }], form: ["入户", "入户"] };
    const saved = await house.as(staff.worker, (s) => saveVisit(s, draftOf("入户看望王秀兰,在家", seen)));
    await house.district.service(({ tx }) =>
      tx.query("update people set tags = '{特困}', age_from = 80, age_on = current_date where id = $1", [
        saved.people[0]!.id,
      ]),
    );
    [leader, worker, neighbour] = await Promise.all([
      house.visitor(staff.supervisor),
      house.visitor(staff.worker),
      house.visitor(staff.neighbour),
    ]);
  });
  afterAll(() => database.close());

  const site = (changes: Record<string, string> = {}) => ({
    ...{ name: "河口站", kind: "service", stage: "built", area_id: house.district.areas.community, version: "0" },
    ...changes,
  });

  test("a number leads to its rows, with what it is of; a small one is kept from who may not read them", async () => {
    const page = await leader.get(AT);
    expect(page.status).toBe(200);
    const link = new RegExp(`href="(${AT}/rows\\?measure=elder_visits&amp;area=all&amp;month=[0-9-]+)"`).exec(
      page.html,
    );
    const rows = await leader.get(link![1]!.replaceAll("&amp;", "&"));
    expect(shown(rows.html)).toContain("1 / 1");
    expect(rows.html).toContain("王秀兰");
    const kept = await neighbour.get(AT);
    expect(shown(kept.html)).toContain(texts.numbers.kept);
    expect(kept.html).not.toContain("measure=elder_visits&amp;area=all&amp;");
    const nothing = await neighbour.get(`${AT}/rows?measure=elder_visits&area=all`);
    expect(nothing.html).not.toContain("王秀兰");
    expect(shown(nothing.html)).toContain(texts.rows.empty);
  });

  test("until somebody chooses, the level can be taken in and the number is one that its areas have", () => {
    const nothing = { numerator: 0, denominator: 0, suppressed: false };
    const area = (level: "street" | "grid", of: Partial<Coverage["areas"][number]["values"]>) => ({
      ...{ id: crypto.randomUUID(), parent_id: null, level, name: "" },
      values: { ...Object.fromEntries(MEASURE_NAMES.map((name) => [name, nothing])), ...of },
    });
    const coverage = (...areas: ReturnType<typeof area>[]) => ({ areas }) as unknown as Coverage;
    const one = { ...nothing, denominator: 1 };
    const small = coverage(area("street", { street_sites: one }), area("grid", { travel_unknown: one }));
    expect(levelShown(small)).toBe("grid");
    expect(measureShown(small, "grid")).toBe("travel_unknown");
    expect(measureShown(small, "street")).toBe("street_sites");
    const kept = { numerator: null, denominator: null, suppressed: true };
    expect(measureShown(coverage(area("grid", { elder_visits: kept, travel_unknown: one })), "grid")).toBe(
      "elder_visits",
    );
    expect(levelShown(coverage(...Array.from({ length: BARS + 1 }, () => area("grid", {}))))).toBe("street");
  });

  test("what is no number, area or month is not found", async () => {
    for (const query of [
      "measure=x&area=all",
      "measure=elder_visits&area=x",
      "measure=elder_visits&area=all&month=2099-01",
    ])
      expect([query, (await leader.get(`${AT}/rows?${query}`)).status]).toEqual([query, 404]);
    expect((await leader.get(`${AT}/rows?measure=travel_far&area=${crypto.randomUUID()}`)).status).toBe(404);
  });

  test("a site is added, seen by everybody, refused with what was typed, and counted", async () => {
    expect((await worker.get(`${AT}/sites/new`)).status).toBe(403);
    expect((await worker.post(`${AT}/sites`, site())).status).toBe(403);
    const refused = await leader.post(`${AT}/sites`, site({ stage: "near", name: "没有人管的站" }));
    expect(refused.status).toBe(422);
    expect(refused.html).toContain("没有人管的站");
    expect((await leader.post(`${AT}/sites`, site())).location).toBe(`${AT}/sites?done=site`);
    expect((await worker.get(`${AT}/sites`)).html).toContain("河口站");
    await leader.post(`${AT}/settings/target`, {
      measure: "community_sites",
      year: chinaDate(new Date()).slice(0, 4),
      percent: "40",
      source: "推进会",
    });
    expect(shown((await worker.get(AT)).html)).toContain(texts.numbers.reached);
  });

  test("a map is uploaded whole, drawn with its sites, and its pictures run nothing", async () => {
    const send = (names: string[]) => {
      const features = names.map((name, i) => ({
        ...{ type: "Feature", properties: { name } },
        geometry: {
          type: "Polygon",
          coordinates: [
            [
              [110 + i, 30],
              [111 + i, 30],
              [111 + i, 31],
              [110 + i, 30],
            ],
          ],
        },
      }));
      const form = new FormData();
      form.set("file", new File([JSON.stringify({ type: "FeatureCollection", features })], "map.geojson"));
      return leader.send(`${AT}/settings/map`, form);
    };
    expect((await leader.get(`${AT}/map.svg?measure=elder_visits`)).status).toBe(404);
    const wrong = await send(["第一网格", "无此<b>网格"]);
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain("无此&lt;b&gt;网格");
    expect((await send(["第一网格", "2网格"])).location).toContain("done=map");
    await leader.post(
      `${AT}/sites`,
      site({ name: "<script>alert(1)</script>站", longitude: "110.5", latitude: "30.2" }),
    );
    const map = await leader.get(`${AT}/map.svg?measure=elder_visits`);
    expect(map.headers.get("content-type")).toContain("image/svg+xml");
    for (const words of ["第一网格", "第二网格", "&lt;script&gt;"]) expect(map.html).toContain(words);
    expect(map.html).not.toContain("<script");
    // A browser draws no SVG that is not well-formed.
    expect(map.html).not.toMatch(/style="[^"]*"[A-Za-z]/);
    const chart = await leader.get(`${AT}/chart.svg?measure=elder_visits&level=grid`);
    expect(chart.html).toContain("100%");
    // What is kept on the page is not in the picture either.
    expect((await neighbour.get(`${AT}/chart.svg?measure=elder_visits&level=grid`)).html).not.toContain(
      "100%</text><text",
    );
  });

  test("the JSON interface says the same, and no small number to who may not read the rows", async () => {
    const read = async (who: Visitor, path: string) => JSON.parse((await who.get(`/api/v1${path}`)).html);
    const of = (body: { areas: { id: string; values: Record<string, unknown> }[] }) =>
      body.areas.find((area) => area.id === "all")!.values.elder_visits;
    expect(of(await read(leader, "/coverage"))).toEqual({ numerator: 1, denominator: 1, suppressed: false });
    expect(of(await read(neighbour, "/coverage"))).toEqual({ numerator: null, denominator: null, suppressed: true });
    expect((await read(worker, "/coverage/rows?measure=elder_visits")).rows).toMatchObject([
      { kind: "person", amount: 1 },
    ]);
    expect((await read(neighbour, "/coverage/rows?measure=elder_visits")).rows).toEqual([]);
    expect((await read(worker, "/sites")).sites).toHaveLength(2);
    expect((await leader.get("/api/v1/coverage?month=2026-13")).status).toBe(400);
    expect((await leader.get("/api/v1/coverage?month=2098-01")).status).toBe(404);
  });

  test("a table of many areas is laid out page by page, with the whole under each", async () => {
    const { id, areas } = house.district;
    await house.district.service(({ tx }) =>
      tx.query(
        `insert into areas (district_id, id, parent_id, level, name)
         select $1, gen_random_uuid(), $2, 'grid', '第' || (1000 + n) || '网格' from generate_series(1, $3::int) n`,
        [id, areas.community, TABLE_ROWS],
      ),
    );
    const table = (html: string): string => /<table class="rows coverage"[\s\S]*?<\/table>/.exec(html)![0];
    const last = `第${1000 + TABLE_ROWS}网格`;
    const first = await leader.get(`${AT}?level=grid`);
    expect(table(first.html)).not.toContain(last);
    const next = /rel="next" href="([^"#]+page=2)#table"/.exec(first.html)![1]!.replaceAll("&amp;", "&");
    const second = await leader.get(next);
    expect(table(second.html)).toContain(last);
    expect(table(second.html)).toContain(texts.numbers.whole);
    const rows = (html: string): number => table(html).split('role="rowheader"').length - 1;
    // One more under each: the whole.
    expect(rows(first.html)).toBe(TABLE_ROWS + 1);
    expect(table((await leader.get(`${AT}?level=grid&page=99`)).html)).toBe(table(second.html));
  });
});
