import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { whyWords } from "../../../bot/texts/follow-ups.ts";
import { workingLife } from "../../../bot/texts/working-life.ts";
import { texts as said } from "../../../bot/texts/zh-hans.ts";
import { flagDoor } from "../../../cases/doors/flag.ts";
import { setCondition } from "../../../cases/follow-ups/conditions.ts";
import { draftOf } from "../../../cases/visits/fixture.ts";
import { saveVisit } from "../../../cases/visits/save.ts";
import { addDays, chinaDate, systemClock } from "../../../platform/clock.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture, shown } from "../fixture.ts";
import { texts as settings } from "../settings/texts.ts";
import { texts } from "./texts.ts";

const DAY = 24 * 60;
const AT = "/console/today";
const today = chinaDate(systemClock.now());
/** The first id that a form of the page sends. */
const firstId = (html: string): string => /name="id" value="([0-9a-f-]+)"/.exec(html)![1]!;

describe("today and the settings on the console", () => {
  let database: Database;
  let house: ConsoleFixture;
  let person: string;
  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
    const { worker, neighbour } = house.district.staff;
    const agreed = (name: string, address: string, grid: string | null = null) =>
      draftOf(`${grid ?? ""}入户看望${name},${address},答应带表来,说好今天再来`, {
        persons: [{ name, address, ...(grid ? { grid } : {}) }],
        form: ["入户", "入户"],
        agreed_on: ["今天", today],
      });
    const visit = await house.as(worker, (s) => saveVisit(s, agreed("王秀兰", "5栋2单元401")), 13 * DAY);
    person = visit.people[0]!.id;
    await house.as(neighbour, (s) => saveVisit(s, agreed("李大勇", "2栋301", "二网格")), 3 * DAY);
    const door = { area_id: house.district.areas.grid_one, address: "5栋2单元401" };
    await house.as(worker, (s) => flagDoor(s, { ...door, reason: "家里有大狗", until_on: null }));
    const rating = { condition: "smd_unstable", told: "精防医生说的" } as const;
    await house.as(worker, (s) => setCondition(s, person, rating), 13 * DAY);
  });
  afterAll(() => database.close());

  test("a worker sees their own doors, a supervisor every grid or one", async () => {
    const worker = shown((await (await house.visitor(house.district.staff.worker)).get(AT)).html);
    expect(worker).toContain("5栋2单元401");
    expect(worker).toContain(`${whyWords("smd_unstable")} ${texts.by(addDays(today, 1))}`);
    expect(worker).toContain(texts.promised("答应带表来，说好今天再来"));
    expect(worker).not.toContain("李大勇");
    expect(worker).toContain(workingLife.doors.two("5栋2单元401", "家里有大狗"));
    const lead = await house.visitor(house.district.staff.supervisor);
    expect(shown((await lead.get(AT)).html)).toMatch(/王秀兰.*李大勇/);
    const one = shown((await lead.get(`${AT}?grid=${house.district.areas.grid_two}`)).html);
    expect(one).toContain("李大勇");
    expect(one).not.toContain("王秀兰");
    expect(shown((await (await house.visitor(house.district.staff.social)).get(AT)).html)).toContain(texts.none);
  });

  test("not met, another day, and what the rule does not allow", async () => {
    const worker = await house.visitor(house.district.staff.worker);
    const id = firstId((await worker.get(AT)).html);
    const sent = await worker.post(`${AT}/missed`, { id, reason: "nobody_home" });
    expect(sent.location).toBe(`${AT}?done=missed`);
    const noted = shown((await worker.get(sent.location!)).html);
    expect(noted).toContain(texts.done.missed);
    expect(noted).toContain(texts.tries(1, today, "没人开门"));
    expect((await worker.post(`${AT}/missed`, { id, reason: "other", words: "" })).status).toBe(422);
    const options = [...(await worker.get(AT)).html.matchAll(/<option value="([0-9a-f-]{36})">([^<]+)/g)];
    const by_rule = options.find(([, , words]) => words!.startsWith(whyWords("smd_unstable")))![1]!;
    const late = await worker.post(`${AT}/snooze`, { id: by_rule, on: addDays(today, 9), reason: "away" });
    expect([late.status, shown(late.html)]).toEqual([422, expect.stringContaining(said.refusals.snooze_past_rule)]);
    expect((await worker.post(`${AT}/drop`, { id: by_rule, reason: "moved" })).status).toBe(422);
    const lead = await house.visitor(house.district.staff.supervisor);
    expect((await lead.post(`${AT}/snooze`, { id: by_rule, on: addDays(today, 9), reason: "away" })).status).toBe(303);
    expect(shown((await worker.get(AT)).html)).not.toContain(whyWords("smd_unstable"));
  });

  test("a page of another's person is none; what holds of one's own is kept with whose word it is", async () => {
    const other = await house.visitor(house.district.staff.neighbour);
    expect((await other.get(`${AT}/person/${person}`)).status).toBe(404);
    const worker = await house.visitor(house.district.staff.worker);
    expect((await worker.post(`${AT}/person/${person}`, { condition: "smd_stable", told: " " })).status).toBe(422);
    await worker.post(`${AT}/person/${person}`, { condition: "smd_stable", told: "李医生 11 月评的" });
    const page = shown((await worker.get(`${AT}/person/${person}`)).html);
    expect(page).toContain(texts.person.told("李医生 11 月评的"));
    expect(page).not.toContain(texts.person.told("精防医生说的"));
  });

  test("rules are set by who leads, with their source, and the history says why", async () => {
    expect((await (await house.visitor(house.district.staff.worker)).get("/console/settings/rules")).status).toBe(403);
    const lead = await house.visitor(house.district.staff.supervisor);
    const rule = { condition: "smd_stable", amount: "1", unit: "month", source: "区里的通知", reason: "冬天看勤一点" };
    expect((await lead.post("/console/settings/rules", { ...rule, source: "" })).status).toBe(422);
    expect((await lead.post("/console/settings/rules", { ...rule, amount: "1000" })).status).toBe(422);
    expect((await lead.post("/console/settings/rules", rule)).status).toBe(303);
    const page = shown((await lead.get("/console/settings/rules")).html);
    expect(page).toContain(settings.rules.because("冬天看勤一点"));
    expect(page).toContain("1 个月");
  });

  test("an admin sets quiet hours and days within their bounds; a supervisor reads them", async () => {
    const form = { from: "22:00", until: "06:30", "days.routine": "10", "step.assessment": "7" };
    const lead = await house.visitor(house.district.staff.supervisor);
    expect(shown((await lead.post("/console/settings", form)).html)).toContain(said.refusals.admins_only);
    const admin = await house.visitor(house.district.staff.admin);
    for (const wrong of [{ from: "25:00" }, { until: "22:00" }, { "days.routine": "251" }, { "days.routine": "1.5" }])
      expect((await admin.post("/console/settings", { ...form, ...wrong })).status).toBe(422);
    expect((await admin.post("/console/settings", form)).status).toBe(303);
    expect((await admin.post("/console/settings/minutes", { red: "0", orange: "30" })).status).toBe(422);
    expect((await admin.post("/console/settings/minutes", { red: "5", orange: "30" })).status).toBe(303);
    const { rows } = await house.district.service(({ tx }) =>
      tx.query<{ settings: object }>("select settings from districts where id = $1", [house.district.id]),
    );
    expect(rows[0]!.settings).toMatchObject({
      quiet_hours: { from: "22:00", until: "06:30", through: ["stat"] },
      referral_days: { routine: 10 },
      pathway_days: { jingkang: { assessment: 7 } },
      crisis_minutes: { red: 5 },
    });
    const page = shown((await lead.get("/console/settings")).html);
    expect(page).toContain("韩志强");
    expect(page).toContain("22:00");
  });

  test("of very many a supervisor is shown those due longest, and a grid whole", async () => {
    const { id, areas, staff } = house.district;
    await house.district.service(({ tx }) =>
      tx.query(
        `insert into follow_ups (district_id, id, area_id, owner_id, due_on, basis, why, created_at)
         select $1, gen_random_uuid(), $2, $3, $4::date - n, 'agreed', 'agreed', now() from generate_series(1, 150) n`,
        [id, areas.grid_two, staff.neighbour.id, today],
      ),
    );
    const lead = await house.visitor(staff.supervisor);
    const doors = (html: string): number => html.split(`<h3>${texts.no_address}</h3>`).length - 1;
    const together = (await lead.get(AT)).html;
    expect(doors(together)).toBe(100);
    expect(together).toContain(texts.longest(100));
    expect(together).toContain(texts.late(150));
    expect(together).not.toContain(texts.late(2));
    const counts = new RegExp(`href="${AT}\\?grid=${areas.grid_two}"[^>]*>[^<]*<strong>(\\d+)<`).exec(together);
    const grid = (await lead.get(`${AT}?grid=${areas.grid_two}`)).html;
    expect(doors(grid)).toBe(150);
    expect(grid).not.toContain(texts.longest(100));
    const all = grid.split("<li><h3>").length - 1;
    expect(Number(counts![1])).toBe(all);
  });
});
