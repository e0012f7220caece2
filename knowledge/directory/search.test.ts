import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database, Queryable } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import { type Role, type Scope, scoped, systemScope } from "../../platform/scope.ts";
import { readDemoDirectory, readPack } from "../pack/read.ts";
import { putTables } from "../pack/tables.ts";
import { type DirectoryData, directoryData, putDirectory } from "./import.ts";
import { type FoundService, findServices, type ServiceSearch } from "./search.ts";

/** Friday, 10:00 in China. */
const FRIDAY_10 = new Date("2026-11-20T02:00:00Z");
const DEMO = 1;
const OTHER = 2;
const SMALL = 3;

const demo = directoryData.parse(readDemoDirectory());
const ORGANIZATION = { id: "11111111-1111-4111-8111-111111111111", name: "试办中心", description: null };

type ServiceData = DirectoryData["services"][number];
function serviceData(name: string, more: Partial<ServiceData> = {}): ServiceData {
  return {
    id: newId(),
    organization_id: ORGANIZATION.id,
    name,
    alternate_name: null,
    description: null,
    eligibility_description: null,
    application_process: null,
    fees_description: null,
    status: "active",
    assured_date: "2026-11-01",
    need_codes: ["01"],
    area_adcode: null,
    phones: [],
    schedules: [],
    location: null,
    required_documents: [],
    ...more,
  };
}
/** A place `metres` north of 30°N 120°E. */
const north = (metres: number): ServiceData["location"] => ({
  name: "点",
  address: `往北 ${metres} 米`,
  latitude: 30 + metres / 111_195,
  longitude: 120,
});
const HERE = { latitude: 30, longitude: 120 };

describe.each(ENGINES)("the directory on %s", (_, open) => {
  let database: Database;
  const as = <T>(scope: Scope, work: (tx: Queryable) => Promise<T>): Promise<T> => scoped(database, scope, work);
  const find = (search: Partial<ServiceSearch> & { words: string }, district_id = DEMO): Promise<FoundService[]> =>
    as({ district_id, staff_id: null, role: "grid_worker" }, (tx) => findServices(tx, { at: FRIDAY_10, ...search }));
  const names = async (search: Partial<ServiceSearch> & { words: string }, district_id = DEMO): Promise<string[]> =>
    (await find(search, district_id)).map((service) => service.name);
  const put = (services: ServiceData[], district_id = SMALL, role: Role | "system" = "system") =>
    as({ district_id, staff_id: null, role }, (tx) =>
      putDirectory(tx, district_id, { organizations: [ORGANIZATION], services }),
    );

  beforeAll(async () => {
    database = await open();
    await as(systemScope(0), (tx) => putTables(tx, readPack()));
    for (const [id, adcode] of [
      [DEMO, "990101"],
      [OTHER, "440606"],
      [SMALL, "440606"],
    ] as const) {
      await as(systemScope(id), (tx) =>
        tx.query("insert into districts (id, name, adcode) values ($1, '区', $2)", [id, adcode]),
      );
    }
    await as(systemScope(DEMO), (tx) => putDirectory(tx, DEMO, demo));
  });
  afterAll(() => database.close());

  test.each([
    ["附近有没有助餐点", "示范社区助餐点"],
    ["长者食堂在哪", "示范社区助餐点"],
    ["老人中午没人做饭 哪里能送饭", "示范社区助餐点"],
    ["残疾本在哪里办", "示范区残疾人证与康复服务"],
    ["想借个轮椅", "示范区辅助器具借用站"],
    ["精防医生电话多少", "示范街道精防医生"],
    ["卫生间装扶手", "示范适老化改造"],
    ["想请律师打官司", "示范区法律援助"],
    ["煤气灶软管要换", "示范燃气安全检查和抢修"],
    ["自閉症小孩康復", "示范儿童康复中心"],
  ])("%s → %s", async (words, name) => {
    expect((await names({ words, area: "990101" }))[0]).toBe(name);
  });

  test("what no service does finds nothing", async () => {
    for (const words of ["哪里修自行车", "附近有没有理发店", "买火车票", "宠物医院"]) {
      expect(await names({ words, limit: 10 })).toEqual([]);
    }
  });

  test("three at a time, the next page goes on, and all of it comes once", async () => {
    const all = await names({ words: "", limit: 100 });
    expect(all).toHaveLength(demo.services.length);
    expect(new Set(all).size).toBe(all.length);
    const [first, second] = [await names({ words: "" }), await names({ words: "", offset: 3 })];
    expect([...first, ...second]).toEqual(all.slice(0, 6));
  });

  test("all that is shown comes along, in the order of the list", async () => {
    const [found] = await find({ words: "家庭医生签约", near: { latitude: 30, longitude: 125 } });
    const told = demo.services.find((service) => service.name === "示范家庭医生签约与上门送药")!;
    expect(found).toMatchObject({
      id: told.id,
      organization_name: "示范街道社区卫生服务中心",
      description: told.description,
      eligibility: told.eligibility_description,
      how_to_apply: told.application_process,
      fees: told.fees_description,
      required_documents: told.required_documents,
      phones: told.phones,
      schedules: told.schedules,
      address: told.location?.address,
      assured_date: told.assured_date,
      stale: false,
      open_now: true,
    });
    expect(found!.distance_m).toBeGreaterThan(600);
    expect(found!.distance_m).toBeLessThan(800);
  });

  test.each([
    ["2026-11-20T10:00", true],
    ["2026-11-20T12:10", false],
    ["2026-11-20T22:00", false],
    ["2026-11-22T10:00", false],
  ])("the window at %s in China is open: %s", async (time, is_open) => {
    const [found] = await find({ words: "低保窗口", at: new Date(`${time}:00+08:00`) });
    expect(found?.name).toContain("低保");
    expect(found?.open_now).toBe(is_open);
  });

  test("only what is open, when that is asked", async () => {
    const night = new Date("2026-11-20T22:00:00+08:00");
    const found = await find({ words: "", at: night, only_open: true, limit: 100 });
    expect(found.map((service) => service.name)).toContain("示范派出所社区警务");
    expect(found.every((service) => service.open_now)).toBe(true);
    expect(found.length).toBeLessThan(demo.services.length);
  });

  test("a need code keeps to the services for it", async () => {
    const found = await names({ words: "", need_codes: ["05"], limit: 10 });
    const expected = demo.services
      .filter((service) => service.need_codes.includes("05"))
      .map((service) => service.name);
    expect(found.sort()).toEqual(expected.sort());
  });

  test("an entry is stale after 180 days, or when nobody ever assured it", async () => {
    await put([
      serviceData("过期测试", { assured_date: "2026-05-24" }),
      serviceData("没核实测试", { assured_date: null }),
    ]);
    const stale = async (at: string): Promise<[string, boolean][]> =>
      (await find({ words: "测试", at: new Date(at) }, SMALL)).map((s): [string, boolean] => [s.name, s.stale]).sort();
    expect(await stale("2026-11-20T12:00:00+08:00")).toEqual([
      ["没核实测试", true],
      ["过期测试", false],
    ]);
    expect(await stale("2026-11-21T00:30:00+08:00")).toEqual([
      ["没核实测试", true],
      ["过期测试", true],
    ]);
  });

  test("equally good ones come by distance; without a place last", async () => {
    await put([
      serviceData("理发摊", { location: north(1200) }),
      serviceData("理发摊", { location: null }),
      serviceData("理发摊", { location: north(300) }),
      serviceData("理发摊", { location: north(4000) }),
      serviceData("修鞋摊", { location: north(50) }),
    ]);
    const found = await find({ words: "理发", near: HERE, limit: 10 }, SMALL);
    expect(found.map((service) => service.distance_m)).toEqual([300, 1200, 4000, null]);
    const from_the_north = await find({ words: "理发", near: { latitude: 30.1, longitude: 120 }, limit: 2 }, SMALL);
    expect(from_the_north.map((service) => service.address)).toEqual(["往北 4000 米", "往北 1200 米"]);
  });

  test("at the same distance the open one comes first", async () => {
    const hours = (opens_at: string, closes_at: string): ServiceData["schedules"] => [
      { freq: "WEEKLY", byday: null, opens_at, closes_at, description: null },
    ];
    const shut = serviceData("磨刀铺", { location: north(500), schedules: hours("14:00", "18:00") });
    const unknown = serviceData("磨刀铺", { location: north(500) });
    const up = serviceData("磨刀铺", { location: north(500), schedules: hours("08:00", "12:00") });
    await put([shut, unknown, up]);
    expect((await find({ words: "磨刀", near: HERE }, SMALL)).map((service) => service.id)).toEqual([
      up.id,
      unknown.id,
      shut.id,
    ]);
    const later = new Date("2026-11-20T15:00:00+08:00");
    expect((await find({ words: "磨刀", near: HERE, at: later }, SMALL))[0]?.id).toBe(shut.id);
  });

  test("a place finds its own services, those of what lies around it and those without an area", async () => {
    await put([
      serviceData("补伞一", { area_adcode: "440606" }),
      serviceData("补伞二", { area_adcode: "440000" }),
      serviceData("补伞三", { area_adcode: "440604" }),
      serviceData("补伞四"),
    ]);
    const of = (area: string) => names({ words: "补伞", area, limit: 10 }, SMALL).then((found) => found.sort());
    expect(await of("440606")).toEqual(["补伞一", "补伞二", "补伞四"]);
    expect(await of("440604")).toEqual(["补伞三", "补伞二", "补伞四"]);
    expect(await of("440600")).toEqual(["补伞一", "补伞三", "补伞二", "补伞四"]);
    expect(await of("990101")).toEqual(["补伞四"]);
  });

  test("the same data twice changes nothing; a changed service is replaced whole, and others stay", async () => {
    const TABLES = [
      "organizations",
      "services",
      "service_areas",
      "locations",
      "service_at_locations",
      "phones",
      "schedules",
    ].concat("required_documents");
    const rows = () =>
      as(systemScope(DEMO), async (tx) => {
        const found: Record<string, unknown[]> = {};
        for (const table of TABLES) {
          found[table] = (await tx.query(`select * from ${table} where district_id = $1 order by id`, [DEMO])).rows;
        }
        return found;
      });
    const before = await rows();
    expect(before.services).toHaveLength(demo.services.length);
    expect(await as(systemScope(DEMO), (tx) => putDirectory(tx, DEMO, demo))).toEqual({
      organizations: demo.organizations.length,
      services: demo.services.length,
    });
    expect(await rows()).toEqual(before);

    const kept = serviceData("别的服务");
    const service = serviceData("磨剪子", {
      phones: [{ number: "000-0000-1111", extension: null, description: null }],
      location: north(10),
      required_documents: ["剪子"],
    });
    await put([kept, service]);
    await put([
      {
        ...service,
        phones: [{ number: "000-0000-2222", extension: null, description: null }],
        location: null,
        required_documents: [],
      },
    ]);
    const [found] = await find({ words: "磨剪子" }, SMALL);
    expect(found).toMatchObject({ address: null, required_documents: [] });
    expect(found?.phones.map((phone) => phone.number)).toEqual(["000-0000-2222"]);
    expect((await find({ words: "别的服务" }, SMALL))[0]?.id).toBe(kept.id);
  });

  test("a service that has ended is not found", async () => {
    const service = serviceData("弹棉花");
    await put([service]);
    expect(await names({ words: "弹棉花" }, SMALL)).toEqual(["弹棉花"]);
    await put([{ ...service, status: "defunct" }]);
    expect(await names({ words: "弹棉花" }, SMALL)).toEqual([]);
  });

  test("wrong data is refused and nothing of it stays", async () => {
    const count = () =>
      as(systemScope(SMALL), (tx) => tx.query<{ n: number }>("select count(*)::int as n from services")).then(
        (r) => r.rows[0]!.n,
      );
    const before = await count();
    await expect(put([serviceData("好的"), { ...serviceData("坏的"), assured_date: "去年" }])).rejects.toThrow(
      /assured_date/,
    );
    await expect(
      put([serviceData("好的"), serviceData("没单位的", { organization_id: newId() })]),
    ).rejects.toMatchObject({
      code: "23503",
    });
    expect(await count()).toBe(before);
  });

  test("another district's services are invisible, and only the district's own officers write", async () => {
    expect(await names({ words: "助餐" }, OTHER)).toEqual([]);
    expect(await names({ words: "", limit: 100 }, OTHER)).toEqual([]);
    for (const [into, role] of [
      [0, "supervisor"],
      [DEMO, "admin"],
      [OTHER, "grid_worker"],
    ] as const) {
      const refused = as({ district_id: OTHER, staff_id: null, role }, (tx) =>
        putDirectory(tx, into, { organizations: [ORGANIZATION], services: [serviceData("闯入")] }),
      );
      await expect(refused).rejects.toMatchObject({ code: "42501" });
    }
    expect(await put([serviceData("自己的")], OTHER, "supervisor")).toEqual({ organizations: 1, services: 1 });
    expect(await names({ words: "自己的" }, OTHER)).toEqual(["自己的"]);
  });
});
