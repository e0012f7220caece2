/** The duty list and the drill: what an officer sees of both, and that a drill leaves nothing behind. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RULES } from "../../../bot/crisis/rules/index.ts";
import { screen } from "../../../bot/crisis/screen.ts";
import { listRoster, putRosterEntry, type RosterDraft } from "../../../cases/crises/keep-roster.ts";
import { asOwner, type StaffName } from "../../../cases/fixture.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { newId } from "../../../platform/id.ts";
import { type ConsoleFixture, consoleFixture, shown, type Visitor } from "../fixture.ts";
import { texts } from "./texts.ts";

const AT = "/console/crises/roster";
const DRILL = "/console/crises/drill";
const OFF_DUTY: StaffName[] = ["worker", "social"];

describe("the duty list", () => {
  let database: Database;
  let house: ConsoleFixture;
  let supervisor: Visitor;

  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
    supervisor = await house.visitor(house.district.staff.supervisor);
  });
  afterAll(() => database.close());

  const line = (changes: Record<string, string> = {}): Record<string, string> => ({
    ...{ area_id: house.district.areas.grid_one, place: "1", staff_id: house.district.staff.social.id },
    ...{ stand_in_id: "", away_from: "", away_until: "", duty_from: "", duty_until: "", active: "1" },
    ...changes,
  });
  const list = () => house.as(house.district.staff.admin, listRoster);
  /** Sends a form in which a field may stand several times, as boxes that are ticked do. */
  const send = (path: string, fields: Record<string, string>, weekdays = ["1", "2", "3", "4", "5", "6", "7"]) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    for (const day of weekdays) form.append("weekdays", day);
    return supervisor.send(path, form);
  };

  test("is kept by supervisors and admins, and shown to nobody else", async () => {
    for (const who of OFF_DUTY) {
      const at = await house.visitor(house.district.staff[who]);
      for (const path of [AT, `${AT}/new`, DRILL]) expect([path, (await at.get(path)).status]).toEqual([path, 403]);
      expect((await at.post(AT, line())).status).toBe(403);
      expect((await at.post(DRILL, { words: "有人要跳楼" })).status).toBe(403);
    }
    expect(await list()).toEqual([]);
    expect((await supervisor.get(AT)).html).toContain(texts.roster.empty);
  });

  test("takes a line, changes it, says what is wrong with one and keeps what was typed, and drops it", async () => {
    expect((await send(AT, { ...line(), kinds: "suicide" })).location).toBe(`${AT}?done=roster`);
    const [entry] = await list();
    expect(entry).toMatchObject({
      staff_name: "冯雨晴",
      place: 1,
      kinds: ["suicide"],
      weekdays: [1, 2, 3, 4, 5, 6, 7],
    });

    const half = await send(`${AT}/${entry!.id}`, line({ duty_from: "20:00", place: "3" }));
    expect(half.status).toBe(422);
    expect(half.html).toContain("值班时间两头都要填");
    expect(half.html).toMatch(/name="duty_from" type="time" value="20:00"/);
    expect(half.html).toMatch(/name="place" type="number" min="1" max="9" value="3"/);
    const days = await send(`${AT}/${entry!.id}`, line(), []);
    expect([days.status, days.html.includes("至少选一天值班。")]).toEqual([422, true]);
    expect((await send(`${AT}/${entry!.id}`, line({ staff_id: "" }))).status).toBe(422);
    expect((await list())[0]!.duty_from).toBeNull();

    const { social_colleague } = house.district.staff;
    const night = {
      duty_from: "20:00",
      duty_until: "08:00",
      stand_in_id: social_colleague.id,
      away_from: "2020-01-01",
    };
    expect((await send(`${AT}/${entry!.id}`, line(night))).location).toBe(`${AT}?done=roster`);
    const page = shown((await supervisor.get(AT)).html);
    expect(page).toContain("20:00–08:00");
    expect(page).toContain("褚明远");
    expect(page).toContain(texts.roster.away_span("2020-01-01", null));

    expect((await supervisor.get(`${AT}/${newId()}`)).status).toBe(404);
    expect((await supervisor.get(`${AT}/${entry!.id}/drop`)).html).toContain(texts.roster.drop_title("冯雨晴"));
    expect((await supervisor.post(`${AT}/${entry!.id}/drop`)).location).toBe(`${AT}?done=dropped`);
    expect(await list()).toEqual([]);
  });

  test("shows who would be told now for a grid and a kind, and after how many minutes", async () => {
    const { staff, areas } = house.district;
    const every_day = { weekdays: [1, 2, 3, 4, 5, 6, 7], duty_from: null, duty_until: null, active: true };
    const draft: RosterDraft = {
      ...{ area_id: areas.grid_one, kinds: ["fire"], place: 1, staff_id: staff.social.id, stand_in_id: null },
      ...{ away_from: null, away_until: null, ...every_day },
    };
    await house.as(staff.admin, (session) => putRosterEntry(session, draft));
    expect((await supervisor.post(`${AT}/minutes`, { red: "0", orange: "20" })).status).toBe(422);
    expect((await supervisor.post(`${AT}/minutes`, { red: "5", orange: "20" })).location).toBe(`${AT}?done=minutes`);
    const told = async (query: string): Promise<string> =>
      /现在会告诉谁.*/.exec(shown((await supervisor.get(`${AT}?${query}`)).html))![0];
    const fire = await told(`grid=${areas.grid_one}&kind=fire`);
    expect(fire).toMatch(/第 1 位 冯雨晴 马上 第 2 位 蒋国栋、沈玉梅 主管 5 分钟没人收到后/);
    expect(await told(`grid=${areas.grid_two}&kind=fire`)).toMatch(/第 1 位 蒋国栋、沈玉梅/);
    expect(await told(`grid=${areas.grid_one}&kind=medical`)).toMatch(/第 1 位 蒋国栋、沈玉梅/);
  });
});

describe("a drill", () => {
  let database: Database;
  let house: ConsoleFixture;
  let supervisor: Visitor;
  const FIRE = "五栋着火了,好大的烟,楼上还有老人";

  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
    const { staff, areas } = house.district;
    const draft: RosterDraft = {
      ...{ area_id: areas.grid_one, kinds: null, place: 1, staff_id: staff.social.id, stand_in_id: null },
      ...{ away_from: null, away_until: null, weekdays: [1, 2, 3, 4, 5, 6, 7], duty_from: null, duty_until: null },
      active: true,
    };
    await house.as(staff.admin, (session) => putRosterEntry(session, draft));
    supervisor = await house.visitor(staff.supervisor);
  });
  afterAll(() => database.close());

  /** How many rows every table has. */
  const census = (): Promise<Record<string, number>> =>
    asOwner(database, async (tx) => {
      const { rows } = await tx.query<{ name: string }>(
        `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
         where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
      );
      const counts: Record<string, number> = {};
      for (const { name } of rows)
        counts[name] = (await tx.query<{ n: number }>(`select count(*)::int as n from ${name}`)).rows[0]!.n;
      return counts;
    });
  const hidden = (html: string, name: string): string =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? "";

  test("shows verdict, rule, card and the list turn by turn; it leaves one audit row, and nobody is told", async () => {
    const before = await census();
    const grid = house.district.areas.grid_one;
    const begun = await supervisor.post(DRILL, { words: FIRE, grid });
    expect(begun.status).toBe(200);
    expect(begun.html).toContain(texts.drill.banner);
    const words = shown(begun.html);
    expect(words).toContain("火灾燃气");
    expect(words).toMatch(/规则 fire\./);
    expect(words).toContain("119");
    expect(words).toContain(texts.drill.told(["冯雨晴"]));
    expect(words).not.toContain(texts.drill.told(["蒋国栋", "沈玉梅"]));

    const start = hidden(begun.html, "start");
    const silent = await supervisor.post(DRILL, { words: FIRE, grid, start, waits: "1" });
    expect(shown(silent.html)).toContain(texts.drill.told(["蒋国栋", "沈玉梅"]));
    expect(silent.html).toContain(texts.drill.banner);
    const ended = shown((await supervisor.post(DRILL, { words: FIRE, grid, start, waits: "2" })).html);
    expect(ended).toContain(texts.drill.ended);
    const { second_supervisor } = house.district.staff;
    const tapped = await supervisor.post(DRILL, { words: FIRE, grid, start, waits: "1", tapped: second_supervisor.id });
    expect(shown(tapped.html)).toContain(texts.drill.tapped("沈玉梅"));
    expect(shown(tapped.html)).not.toContain(texts.drill.next);

    const after = await census();
    expect({ ...after, "public.audit_log": before["public.audit_log"] }).toEqual(before);
    expect(after["public.audit_log"]).toBe(before["public.audit_log"]! + 1);
    const { rows } = await house.district.service(({ tx }) =>
      tx.query<{ detail: object }>("select detail from audit_log where action = 'crisis.drill_held'"),
    );
    expect(rows).toEqual([{ detail: { level: "red", kind: "fire" } }]);
  });

  test("offers the examples of every rule by kind; a counter-example raises nothing", async () => {
    // What one rule passes over another may see.
    const rule = RULES.find((one) => one.kind === "confinement" && screen(one.counterexample).level === "none")!;
    const page = await supervisor.get(`${DRILL}?kind=confinement`);
    expect(page.html).toContain(`value="${rule.id}:example"`);
    expect(page.html).toContain(rule.counterexample);
    const quiet = shown((await supervisor.post(DRILL, { message: `${rule.id}:counterexample` })).html);
    expect(quiet).toContain(rule.counterexample);
    expect(quiet).toContain(texts.drill.none);
    expect(shown((await supervisor.post(DRILL, { message: `${rule.id}:example` })).html)).toContain(rule.example);
    expect((await supervisor.post(DRILL, { message: "no.such:example" })).location).toBe(DRILL);
  });

  test("of the writer's own distress it tells nobody, not even as a drill", async () => {
    const page = shown((await supervisor.post(DRILL, { words: "我不想活了,药都准备好了" })).html);
    expect(page).toContain(texts.drill.self);
    expect(page).toContain(texts.drill.by_hand_only);
    expect(page).not.toContain("蒋国栋、");
  });
});
