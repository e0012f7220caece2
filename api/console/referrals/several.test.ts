import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { referralTo } from "../../../cases/fixture.ts";
import { createPerson } from "../../../cases/people/create.ts";
import { raiseReferral } from "../../../cases/referrals/raise.ts";
import { readReferral } from "../../../cases/referrals/read.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture, type Visitor } from "../fixture.ts";
import { texts } from "./texts.ts";

const LOG = "/console/referrals";

describe("the referral log at the desk", () => {
  let database: Database;
  let house: ConsoleFixture;
  let supervisor: Visitor;
  const referrals: { id: string; ref: string }[] = [];

  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
    const { staff, areas, targets } = house.district;
    for (const [i, name] of ["=1+1", "王秀兰", "李大勇"].entries()) {
      const raised = await house.as(
        staff.worker,
        async (session) => {
          const details = { sex: null, age: null, area_id: areas.grid_one, household_id: null };
          const person_id = (await createPerson(session, { name, ...details })).id;
          const to = i === 2 ? { service: targets.clinic, priority: "stat" as const } : {};
          return raiseReferral(session, referralTo(house.district, { person_id, ...to }));
        },
        10 - i,
      );
      referrals.push(raised);
    }
    supervisor = await house.visitor(staff.supervisor);
  });
  afterAll(() => database.close());

  const rowsOf = (html: string): string[] => [...html.matchAll(/class="ref"><a[^>]*>(R-\w{5})</g)].map((m) => m[1]!);
  const ticksOf = (html: string): string[] => [...html.matchAll(/name="ticked" value="([^"]+)"/g)].map((m) => m[1]!);
  const send = (visitor: Visitor, fields: Record<string, string>, ticked: string[]) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    for (const one of ticked) form.append("ticked", one);
    return visitor.send(`${LOG}/change`, form);
  };

  test("filters by urgency, where it goes, who has it and when", async () => {
    const shown = async (query: string) => rowsOf((await supervisor.get(`${LOG}?${query}`)).html);
    const [first, second, third] = referrals.map(({ ref }) => ref);
    expect(await shown("priority=stat")).toEqual([third]);
    expect(await shown(`target=${encodeURIComponent("卫生院")}`)).toEqual([third]);
    expect(await shown("target=%25")).toEqual([]);
    expect(await shown("unclaimed=1")).toEqual([third, second, first]);
    expect(await shown("from=2000-01-01&until=2000-01-02")).toEqual([]);
    expect(await shown("from=2000-01-01")).toHaveLength(3);
  });

  test("gives the ticked ones to somebody in one go, says which it did not, and tells whoever got them", async () => {
    const { staff } = house.district;
    const ticked = ticksOf((await supervisor.get(LOG)).html);
    expect(ticked).toHaveLength(3);
    const done = await send(supervisor, { do: "owner", owner: staff.social.id }, ticked);
    expect(done.status).toBe(200);
    expect(done.html).toContain(texts.several.done(2));
    expect(done.html).toMatch(new RegExp(`${referrals[2]!.ref}</a>:这件不是转到那位社工的单位`));
    const read = await house.as(staff.supervisor, (session) => readReferral(session, referrals[0]!.id));
    expect(read.owner_id).toBe(staff.social.id);
    const stale = await send(supervisor, { do: "due", due: "2099-01-04" }, ticked.slice(-1));
    expect(stale.html).toContain(texts.several.not_done(1));
    expect((await send(supervisor, { do: "due", due: "" }, ticked)).status).toBe(422);
    const worker = await house.visitor(staff.worker);
    expect((await worker.get(LOG)).html).not.toContain('name="ticked"');
    expect((await send(worker, { do: "owner", owner: staff.social.id }, ticked)).status).toBe(403);
  });

  test("a filter is kept by name for whoever kept it, and forgotten again", async () => {
    const kept = await supervisor.post(`${LOG}/saved`, { name: "急件", query: "priority=stat&lost=1" });
    expect(kept.location).toBe(`${LOG}?priority=stat`);
    const { html } = await supervisor.get(LOG);
    expect(html).toContain(`<a href="${LOG}?priority=stat">急件</a>`);
    const other = await house.visitor(house.district.staff.second_supervisor);
    expect((await other.get(LOG)).html).not.toContain("急件");
    expect((await supervisor.post(`${LOG}/saved`, { name: " ", query: "" })).status).toBe(422);
    const drop = /action="([^"]+\/drop)"/.exec(html)![1]!;
    await other.post(drop);
    expect((await supervisor.get(LOG)).html).toContain("急件");
    await supervisor.post(drop);
    expect((await supervisor.get(LOG)).html).not.toContain("急件");
  });

  test("the state of a page changes with what it shows", async () => {
    const path = /data-news="([^"]+)"/.exec((await supervisor.get(`${LOG}?status=requested`)).html)![1]!;
    const state = async () => JSON.parse((await supervisor.get(path)).html).state;
    const { html } = await supervisor.get(`${LOG}?status=requested`);
    const before = await state();
    expect(html).toContain(`data-state="${before}"`);
    await house.as(house.district.staff.worker, (session) => raiseReferral(session, referralTo(house.district)));
    expect(await state()).not.toBe(before);
  });

  test("the export holds surnames, full names only for supervisors, no formula, and is written down", async () => {
    const worker = await house.visitor(house.district.staff.worker);
    const plain = (await worker.get(`${LOG}/export.csv`)).html;
    expect(plain).toContain("王某");
    expect(plain).not.toContain("王秀兰");
    expect((await worker.get(`${LOG}/export.csv?names=full`)).status).toBe(403);
    const named = (await supervisor.get(`${LOG}/export.csv?names=full&priority=routine`)).html;
    expect(named).toContain("王秀兰");
    expect(named).toContain("'=1+1");
    expect(named).not.toContain("李大勇");
    const excel = await supervisor.get(`${LOG}/export.xlsx`);
    expect([excel.status, excel.bytes[0], excel.bytes[1]]).toEqual([200, 0x50, 0x4b]);
    const { rows } = await house.district.service(({ tx }) =>
      tx.query<{ detail: object }>("select detail from audit_log where action = 'referrals.exported' order by at, id"),
    );
    expect(rows.map(({ detail }) => detail)).toEqual([
      expect.objectContaining({ as: "csv", named: false }),
      expect.objectContaining({ as: "csv", named: true }),
      expect.objectContaining({ as: "xlsx", named: false }),
    ]);
  });
});
