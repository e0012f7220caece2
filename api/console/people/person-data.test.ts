/** What somebody may ask about their own data, in the console: a copy by whoever leads, the erasure by an admin who types the number again. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { peopleRefusals } from "../../../bot/texts/people-refusals.ts";
import { draftOf } from "../../../cases/visits/fixture.ts";
import { type SavedVisit, saveVisit } from "../../../cases/visits/save.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture, shown, type Visitor } from "../fixture.ts";
import { texts } from "./data-texts.ts";

describe("a person's own data in the console", () => {
  let database: Database;
  let house: ConsoleFixture;
  let lan: SavedVisit["people"][number];
  let at: Record<"worker" | "supervisor" | "admin", Visitor>;
  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
    const { staff } = house.district;
    const draft = draftOf("<b>王秀兰</b>要送饭", { persons: [{ name: "王秀兰" }] });
    lan = (await house.as(staff.worker, (session) => saveVisit(session, draft), 60)).people[0]!;
    at = {
      worker: await house.visitor(staff.worker),
      supervisor: await house.visitor(staff.supervisor),
      admin: await house.visitor(staff.admin),
    };
  });
  afterAll(() => database.close());

  test("whoever leads makes a copy to read and one for a machine; nobody else is shown the way", async () => {
    const path = `/console/people/${lan.id}`;
    const page = (await at.supervisor.post(`${path}/copy`, { as: "page" })).html;
    expect(shown(page)).toContain("王秀兰");
    expect(page).toContain("&lt;b&gt;王秀兰");
    expect(page).not.toContain("<b>王秀兰");
    const data = JSON.parse((await at.supervisor.post(`${path}/copy`, { as: "data" })).html);
    expect(data.ref).toBe(lan.ref);
    expect(data.held.visits[0].note).toBe("<b>王秀兰</b>要送饭");
    expect((await at.worker.get(path)).html).not.toContain(texts.copy_page);
    expect((await at.worker.post(`${path}/copy`, { as: "data" })).status).toBe(403);
  });

  test("an admin says why, types the number again, and then it is done; a supervisor cannot", async () => {
    const path = `/console/people/${lan.id}`;
    expect((await at.supervisor.get(path)).html).not.toContain(`${path}/erase`);
    expect((await at.supervisor.post(`${path}/erase`, { ground: "asked", ref: lan.ref })).status).not.toBe(200);
    expect((await at.admin.get(path)).html).toContain(`${path}/erase`);
    expect(shown((await at.admin.get(`${path}/erase`)).html)).toContain(texts.grounds.purpose_over);
    expect(shown((await at.admin.post(`${path}/erase`, { ground: "asked" })).html)).toContain(texts.again(lan.ref));
    const wrong = await at.admin.post(`${path}/erase`, { ground: "asked", ref: "P-00000" });
    expect([wrong.status, shown(wrong.html).includes(peopleRefusals.erase_ref_wrong)]).toEqual([422, true]);
    expect((await at.admin.get(path)).html).toContain("王秀兰");
    const done = await at.admin.post(`${path}/erase`, { ground: "asked", ref: lan.ref.toLowerCase() });
    expect(shown(done.html)).toContain(`${lan.ref} 清除了`);
    expect((await at.admin.get(path)).html).not.toContain("王秀兰");
    const again = await at.admin.post(`${path}/erase`, { ground: "asked", ref: lan.ref });
    expect(shown(again.html)).toContain(peopleRefusals.already_erased);
  });
});
