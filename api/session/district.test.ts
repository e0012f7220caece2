import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Member, type SeededDistrict, seedDistrict } from "../../cases/fixture.ts";
import { enrol } from "../../cases/staff/enrol.ts";
import { inviteStaff } from "../../cases/staff/invite.ts";
import { unbindStaff } from "../../cases/staff/unbind.ts";
import { draftOf } from "../../cases/visits/fixture.ts";
import { saveVisit } from "../../cases/visits/save.ts";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture } from "../console/fixture.ts";

describe.each(ENGINES)("a browser of somebody with two districts on %s", (_, open) => {
  let database: Database;
  let house: ConsoleFixture;
  let here: SeededDistrict;
  let there: SeededDistrict;
  beforeAll(async () => {
    database = await open();
    house = await consoleFixture(database);
    here = house.district;
    there = await seedDistrict(database, here.sealer, 2);
    await there.service(({ tx }) => tx.query("update districts set name = '西河区' where id = 2"));
    for (const name of ["supervisor", "worker"] as const) {
      await bind(here, here.staff[name], name);
      await bind(there, there.staff[name], name);
    }
  });
  afterAll(() => database.close());

  async function bind(district: SeededDistrict, who: Member, phone: string): Promise<void> {
    const code = await district.session(district.staff.admin, (session) => inviteStaff(session, who.id), new Date());
    const account = { channel: "telegram" as const, chat_id: phone, sender_id: phone };
    await database.transaction((tx) => enrol(tx, district.sealer, account, code, new Date()));
  }
  const GO_THERE = 'name="district" value="2"';
  const GO_HERE = 'name="district" value="1"';

  test("sees where it is, goes to the other with a button, and back; nothing of one is in the other", async () => {
    const told = draftOf("王秀兰要送饭", { persons: [{ name: "王秀兰" }] });
    const { people } = await house.as(here.staff.worker, (session) => saveVisit(session, told), 60);
    const file = `/console/people/${people[0]!.id}`;
    const browser = await house.visitor(here.staff.supervisor);
    expect((await browser.get("/console")).html).toContain(GO_THERE);
    expect((await browser.get(file)).html).toContain("王秀兰");

    expect(await browser.post("/district", { district: "2" })).toMatchObject({ status: 303, location: "/console" });
    const moved = (await browser.get("/console")).html;
    expect([moved.includes("西河区"), moved.includes(GO_HERE), moved.includes(GO_THERE)]).toEqual([true, true, false]);
    expect((await browser.get(file)).status).toBe(404);

    await browser.post("/district", { district: "1" });
    expect((await browser.get(file)).status).toBe(200);
  });

  test("the chat of a grid worker has it, too, and stays a chat", async () => {
    const browser = await house.visitor(here.staff.worker);
    expect((await browser.get("/")).html).toContain(GO_THERE);
    expect((await browser.post("/district", { district: "2" })).location).toBe("/");
    const page = (await browser.get("/")).html;
    expect(page).toContain("西河区");
    expect(page).toContain(`data-staff="${there.staff.worker.id}"`);
  });

  test("who works in one district sees no switch and goes nowhere by asking", async () => {
    const browser = await house.visitor(here.staff.second_supervisor);
    expect((await browser.get("/console")).html).not.toContain('name="district"');
    await browser.post("/district", { district: "2" });
    expect((await browser.get("/console")).html).not.toContain("西河区");
    expect((await (await house.visitor(null)).post("/district", { district: "2" })).location).toBe("/");
  });

  test("a form of another site does not switch", async () => {
    const login = await house.app.request(`http://localhost${await house.loginPath(here.staff.supervisor)}`, {
      method: "POST",
      headers: { origin: "http://localhost" },
    });
    const cookie = login.headers.getSetCookie()[0]!.split(";")[0]!;
    const forged = await house.app.request("http://localhost/district", {
      method: "POST",
      headers: { cookie, origin: "https://evil.example", "content-type": "application/x-www-form-urlencoded" },
      body: "district=2",
    });
    expect([forged.status, forged.headers.getSetCookie()]).toEqual([403, []]);
  });

  test("cut off over there, no switch leads there, and a session there has ended", async () => {
    const browser = await house.visitor(here.staff.worker);
    const gone = await house.visitor(here.staff.worker);
    await gone.post("/district", { district: "2" });
    await there.session(there.staff.supervisor, (session) => unbindStaff(session, there.staff.worker.id), new Date());
    expect((await browser.get("/")).html).not.toContain('name="district"');
    await browser.post("/district", { district: "2" });
    expect((await browser.get("/")).html).toContain(`data-staff="${here.staff.worker.id}"`);
    expect((await gone.get("/console")).status).toBe(401);
  });
});
