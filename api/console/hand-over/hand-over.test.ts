import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { doorFlags } from "../../../cases/doors/flag.ts";
import { referralTo } from "../../../cases/fixture.ts";
import { listCovers } from "../../../cases/hand-over/list.ts";
import { advanceReferral } from "../../../cases/referrals/advance.ts";
import { raiseReferral } from "../../../cases/referrals/raise.ts";
import { addDays, chinaDate, systemClock } from "../../../platform/clock.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { collectForWeb } from "../../../platform/transport/outbox.ts";
import { type ConsoleFixture, consoleFixture, type Visitor } from "../fixture.ts";

describe("leave, hand-over and doors on the console", () => {
  let database: Database;
  let house: ConsoleFixture;
  let supervisor: Visitor;
  let districts = 0;
  beforeAll(async () => {
    database = await freshPglite();
  });
  beforeEach(async () => {
    house = await consoleFixture(database, { district_id: ++districts });
    supervisor = await house.visitor(house.district.staff.supervisor);
  });
  afterAll(() => database.close());

  const day = (n: number): string => addDays(chinaDate(systemClock.now()), n);
  const held = () => `${house.district.areas.grid_one}:${house.district.staff.worker.id}`;
  const cover = (changes: Record<string, string> = {}) =>
    supervisor.post("/console/hand-over", {
      ...{ held: held(), to_staff: house.district.staff.neighbour.id, how_long: "leave" },
      ...{ from_on: day(0), until_on: day(2), reason: "探亲", ...changes },
    });
  const covers = () => house.as(house.district.staff.supervisor, (session) => listCovers(session, 10));

  test("leave is set in one form; both are told, and it can be ended", async () => {
    const before = (await house.outbox()).length;
    expect(await cover()).toMatchObject({ status: 303, location: "/console/hand-over?done=covered" });
    const told = (await house.outbox()).slice(before);
    expect(told).toHaveLength(2);
    expect(told.find((text) => text.includes("周晓燕的第一网格请您代管"))).toContain(`过了 ${day(2)} 就看不到了`);
    expect(told.find((text) => text.includes("您的第一网格由郑海涛代管"))).toBeDefined();
    const page = await supervisor.get("/console/hand-over?done=covered");
    expect(page.html).toMatch(/郑海涛 替 周晓燕[\s\S]*探亲[\s\S]*代管中/);
    const [one] = await covers();
    expect((await supervisor.post(`/console/hand-over/${one!.id}/end`)).location).toContain("done=ended");
    expect(await covers()).toMatchObject([{ state: "over" }]);
    expect((await house.outbox()).filter((text) => text.includes("代管提前结束了"))).toHaveLength(2);
  });

  test("for good it is done at once, whatever stands in the days", async () => {
    expect((await cover({ how_long: "for_good" })).location).toContain("done=handed_over");
    expect(await covers()).toMatchObject([{ state: "for_good", until_on: null }]);
    expect((await house.outbox()).some((text) => text.includes("从今天起交给您了"))).toBe(true);
  });

  test("what happens to a referral is told to the stand-in, not to who is on leave", async () => {
    const { staff } = house.district;
    const { id, ref } = await house.as(staff.worker, (session) =>
      raiseReferral(session, referralTo(house.district, { priority: "stat" })),
    );
    await house.as(staff.social, (session) => advanceReferral(session, id, { to: "received" }));
    await cover();
    const social = await house.visitor(staff.social);
    const moved = await social.post(`/console/referrals/${id}/move`, { to: "accepted", from: "received", words: "" });
    expect(moved.status).toBe(303);
    const told = await Promise.all(
      [staff.neighbour, staff.worker].map(({ id }) =>
        collectForWeb(database, house.district.sealer, { chat_id: id, taken: [], now: systemClock.now() }),
      ),
    );
    const about = told.map((rows) => rows.filter(({ body }) => body.includes(ref) && body.includes("对方已接")).length);
    expect(about).toEqual([1, 0]);
    const page = await (await house.visitor(staff.neighbour)).get(`/console/referrals/${id}`);
    expect(page.html).toContain("取消这次转介");
  });

  test("what is wrong is said, and what was typed stays", async () => {
    const refused = await cover({ until_on: day(-1) });
    expect(refused.status).toBe(422);
    expect(refused.html).toMatch(/日期不对[\s\S]*value="探亲"/);
    expect((await cover({ to_staff: "" })).html).toContain("另一位在岗的网格员");
    expect((await cover({ held: "" })).html).toContain("请选一个网格");
    expect((await cover({ until_on: "" })).status).toBe(422);
    expect(await covers()).toEqual([]);
  });

  test("a door for two is set and taken away; its address is read as a note's", async () => {
    const door = {
      area_id: house.district.areas.grid_one,
      address: "五栋二单元401",
      reason: "楼道没灯",
      until_on: day(30),
    };
    expect((await supervisor.post("/console/doors", door)).location).toBe("/console/doors?done=flagged");
    const flags = await house.as(house.district.staff.worker, (session) => doorFlags(session));
    expect(flags).toMatchObject([{ address: "5栋2单元401", reason: "楼道没灯", until_on: day(30) }]);
    expect((await supervisor.get("/console/doors")).html).toContain("楼道没灯");
    expect((await supervisor.post("/console/doors", { ...door, until_on: day(300) })).html).toContain("最长 180 天");
    expect((await supervisor.post("/console/doors", { ...door, address: "那边" })).html).toContain("没看清是哪一户");
    expect((await supervisor.post(`/console/doors/${flags[0]!.id}/lift`)).status).toBe(303);
    expect((await supervisor.get("/console/doors")).html).not.toContain("楼道没灯");
  });

  test.each(["worker", "social"] as const)("a %s has none of these pages", async (who) => {
    const visitor = await house.visitor(house.district.staff[who]);
    for (const path of ["/console/hand-over", "/console/doors"]) {
      expect((await visitor.get(path)).status).toBe(403);
      expect((await visitor.post(path, {})).status).toBe(403);
    }
  });
});
