import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sealAudit } from "../../../cases/audit/chain.ts";
import { asOwner } from "../../../cases/fixture.ts";
import { playDay } from "../../../cases/fixture-day.ts";
import { createPerson } from "../../../cases/people/create.ts";
import { readPerson } from "../../../cases/people/read.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture } from "../fixture.ts";
import { english } from "./texts.en.ts";
import { texts } from "./texts.ts";

const AUDIT = "/console/audit";

describe("the audit page", () => {
  let database: Database;
  let house: ConsoleFixture;
  let person_id: string;
  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
    const { staff, areas } = house.district;
    person_id = await house.as(staff.worker, async (session) => {
      const details = { sex: null, age: null, area_id: areas.grid_one, household_id: null };
      return (await createPerson(session, { name: "王秀兰", ...details })).id;
    });
    await house.as(staff.colleague, (session) => readPerson(session, person_id));
  });
  afterAll(() => database.close());

  const actionsIn = (html: string): string[] =>
    [
      ...html.matchAll(
        /<td role="cell" class="action">([^<]+)<\/td>\s*<td role="cell" class="name"><a href="\/console\/audit/g,
      ),
    ].map((m) => m[1]!);

  test("shows who did what to which record, by filter, and no personal value", async () => {
    const supervisor = await house.visitor(house.district.staff.supervisor);
    const { html } = await supervisor.get(`${AUDIT}?record=${person_id}`);
    expect(actionsIn(html)).toEqual([texts.actions["person.read"], texts.actions["person.created"]]);
    expect(html).not.toContain("王秀兰");
    const read = await supervisor.get(`${AUDIT}?action=person.read&who=${house.district.staff.colleague.id}`);
    expect(actionsIn(read.html)).toEqual([texts.actions["person.read"]]);
    const none = await supervisor.get(`${AUDIT}?from=2000-01-01&until=2000-01-02`);
    expect(none.html).toContain(texts.empty);
  });

  test("has words for everything that a day leaves in the log", async () => {
    await playDay(house.district);
    const { rows } = await house.district.service(({ tx }) =>
      tx.query<{ action: string; entity: string; details: string[] }>(
        `select action, entity, array(select jsonb_object_keys(detail)) as details from audit_log where district_id = $1`,
        [house.district.id],
      ),
    );
    expect(new Set(rows.map(({ action }) => action)).size).toBeGreaterThan(40);
    for (const { action, entity, details } of rows) {
      expect(texts.actions).toHaveProperty([action]);
      expect(texts.records).toHaveProperty([entity]);
      for (const name of details) expect(texts.details).toHaveProperty([name]);
    }
    expect(Object.keys(english.actions)).toEqual(Object.keys(texts.actions));
    expect(Object.keys(english.records)).toEqual(Object.keys(texts.records));
    expect(Object.keys(english.details)).toEqual(Object.keys(texts.details));
  });

  test("is for supervisors and admins, and looking is written down", async () => {
    const worker = await house.visitor(house.district.staff.worker);
    expect((await worker.get(AUDIT)).status).toBe(403);
    const admin = await house.visitor(house.district.staff.admin);
    await admin.get(AUDIT);
    expect((await admin.get(`${AUDIT}?action=audit.read`)).html).toContain("韩志强");
  });

  test("says of each row whether it is what was written", async () => {
    const admin = await house.visitor(house.district.staff.admin);
    const path = `${AUDIT}?record=${person_id}`;
    expect((await admin.get(path)).html).toContain(texts.standings.waiting);
    await house.district.service(sealAudit, new Date());
    expect((await admin.get(path)).html).toContain(texts.standings.sealed);
    await asOwner(database, (tx) =>
      tx.query(
        "update audit_log set staff_id = null where id = (select id from audit_log where entity_id = $1 and action = 'person.read' limit 1)",
        [person_id],
      ),
    );
    const { html } = await admin.get(path);
    expect(html).toContain(texts.standings.changed);
    expect(html).toContain(texts.changed(1));
  });
});
