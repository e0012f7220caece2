import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordIn } from "../../cases/crises/fixture.ts";
import { referralTo, type SeededDistrict, seedDistrict } from "../../cases/fixture.ts";
import { raiseReferral } from "../../cases/referrals/raise.ts";
import {
  listMachineTokens,
  type MachineSees,
  makeMachineToken,
  revokeMachineToken,
} from "../../cases/staff/machine.ts";
import { draftOf } from "../../cases/visits/fixture.ts";
import { saveVisit } from "../../cases/visits/save.ts";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture } from "../console/fixture.ts";
import { texts } from "../console/systems/texts.ts";

describe.each(ENGINES)("a system with a token on %s", (_, open) => {
  let database: Database;
  let house: ConsoleFixture;
  let elsewhere: SeededDistrict;
  let person_id: string;
  let referral_id: string;
  beforeAll(async () => {
    database = await open();
    house = await consoleFixture(database);
    elsewhere = await seedDistrict(database, house.district.sealer, 2);
    const { staff } = house.district;
    const note = draftOf("王秀兰要送饭", { persons: [{ name: "王秀兰" }] });
    const visit = await house.as(staff.worker, (s) => saveVisit(s, note), 60);
    person_id = visit.people[0]!.id;
    const about = { person_id, visit_id: visit.id };
    referral_id = (await house.as(staff.worker, (s) => raiseReferral(s, referralTo(house.district, about)), 50)).id;
  });
  afterAll(() => database.close());

  const given = (sees: MachineSees, changes: { writes?: boolean; days?: number } = {}) => ({
    name: "区卫健平台",
    sees,
    writes: false,
    days: 30,
    ...changes,
  });
  const make = (...args: Parameters<typeof given>) =>
    house.as(house.district.staff.admin, (s) => makeMachineToken(s, given(...args)));
  const gridOne = (): MachineSees => ({ role: "grid_worker", area_ids: [house.district.areas.grid_one] });
  const station = (): MachineSees => ({
    role: "social_worker",
    organization_id: house.district.organizations.station,
  });
  const ask = (token: string, path: string, init: RequestInit = {}) =>
    house.app.request(path, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
  const post = (token: string, path: string, body: object) =>
    ask(token, path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];
  const auditOf = (token_id: string) =>
    house.district.service(async ({ tx }) => {
      const { rows } = await tx.query<{ action: string; entity_id: string | null }>(
        `select action, entity_id from audit_log where district_id = 1 and staff_id =
           (select staff_id from machine_tokens where district_id = 1 and id = $1) order by id`,
        [token_id],
      );
      return rows;
    });

  test("it reads what its grids, its organization or the district lets it, and each use is written down under its name", async () => {
    const whole = await make({ role: "supervisor" });
    for (const { token } of [await make(gridOne()), whole])
      expect((await ask(token, `/api/v1/people/${person_id}`)).status).toBe(200);
    const other: MachineSees = { role: "grid_worker", area_ids: [house.district.areas.grid_two] };
    expect((await ask((await make(other)).token, `/api/v1/people/${person_id}`)).status).toBe(404);
    const of_station = (await make(station())).token;
    expect((await ask(of_station, `/fhir/Task/${referral_id}`)).status).toBe(200);
    expect((await ask(of_station, "/hsds/services")).status).toBe(200);
    expect((await post(whole.token, "/api/v1/people/search", { name: "王秀兰" })).status).toBe(200);

    const rows = await auditOf(whole.id);
    expect(rows).toContainEqual({ action: "person.read", entity_id: person_id });
    expect(rows).toContainEqual({ action: "machine.asked", entity_id: person_id });
    const supervisor = await house.visitor(house.district.staff.supervisor);
    expect((await supervisor.get(`/console/audit?record=${person_id}`)).html).toContain("区卫健平台");
  });

  test("a token that is wrong, too old, revoked or cut short opens nothing", async () => {
    const { id, token } = await make(gridOne());
    const { token: old } = await house.as(
      house.district.staff.admin,
      (s) => makeMachineToken(s, given(gridOne(), { days: 1 })),
      24 * 60 + 1,
    );
    const path = `/api/v1/people/${person_id}`;
    expect((await ask(token, path)).status).toBe(200);
    for (const wrong of [old, token.slice(0, -1), token.toLowerCase(), `${token.slice(0, -4)}0000`, "x"])
      expect(await codeOf(await ask(wrong, path)), wrong).toEqual([401, "not_signed_in"]);
    await house.as(house.district.staff.admin, (s) => revokeMachineToken(s, id));
    for (const door of [path, "/hsds/services"])
      expect(await codeOf(await ask(token, door)), door).toEqual([401, "not_signed_in"]);
    expect((await ask(token, `/fhir/Task/${referral_id}`)).status).toBe(401);
    const shown = await house.as(house.district.staff.supervisor, listMachineTokens);
    expect(shown.filter((one) => one.expired)).toHaveLength(1);
    expect(shown.map((one) => one.id)).not.toContain(id);
  });

  test("one that only reads changes nothing; one that writes moves what its role may, under its name", async () => {
    const reads = await make(station());
    const writes = await make(station(), { writes: true });
    const task = { resourceType: "Task", id: referral_id, intent: "order", status: "received" };
    const put = async (token: string) => {
      const etag = (await ask(token, `/fhir/Task/${referral_id}`)).headers.get("etag")!;
      const headers = { "if-match": etag, "content-type": "application/fhir+json" };
      return ask(token, `/fhir/Task/${referral_id}`, { method: "PUT", headers, body: JSON.stringify(task) });
    };
    const refused = await put(reads.token);
    expect([refused.status, ((await refused.json()) as { resourceType: string }).resourceType]).toEqual([
      403,
      "OperationOutcome",
    ]);
    const moved = { to: "received" };
    expect(await codeOf(await post(reads.token, `/api/v1/referrals/${referral_id}/transitions`, moved))).toEqual([
      403,
      "token_reads_only",
    ]);
    expect((await put(writes.token)).status).toBe(200);
    expect(await auditOf(writes.id)).toContainEqual({ action: "referral.moved", entity_id: referral_id });
    expect((await auditOf(reads.id)).map(({ action }) => action)).not.toContain("referral.moved");
  });

  test("what people say and decide it neither says nor decides, and no page opens to it", async () => {
    const { token } = await make(gridOne(), { writes: true });
    const crisis = `/api/v1/crises/${crypto.randomUUID()}/acknowledge`;
    for (const path of ["/api/v1/messages", "/api/v1/messages/collect", crisis])
      expect(await codeOf(await post(token, path, { text: "今天去谁家", taken: [] })), path).toEqual([
        403,
        "for_people_only",
      ]);
    expect((await ask(token, "/console/people")).status).toBe(401);
    const as_cookie = await house.app.request("/console/people", { headers: { cookie: `doorstep=${token}` } });
    expect(as_cookie.status).toBe(401);
    const page = await ask(token, `/slip/${referral_id}`);
    expect(page.ok).toBe(false);
  });

  test("it sees the crises of the district, and of a colleague's own distress nothing", async () => {
    const told = await recordIn(house.district, {});
    const own = await recordIn(house.district, { words: null });
    const { token } = await make({ role: "supervisor" });
    const listed = (await (await ask(token, "/api/v1/crises")).json()) as { crises: { id: string }[] };
    const ids = listed.crises.map((one) => one.id);
    expect([ids.includes(told.id), ids.includes(own.id)]).toEqual([true, false]);
    expect((await ask(token, `/api/v1/crises/${told.id}`)).status).toBe(200);
    expect((await ask(token, `/api/v1/crises/${own.id}`)).status).toBe(404);
  });

  test("in another district nothing of this one is there, whatever its role", async () => {
    const foreign = await elsewhere.session(
      elsewhere.staff.admin,
      (s) => makeMachineToken(s, given({ role: "supervisor" })),
      new Date(),
    );
    expect((await ask(foreign.token, `/api/v1/people/${person_id}`)).status).toBe(404);
    expect((await ask(foreign.token, `/fhir/Task/${referral_id}`)).status).toBe(404);
    const listed = (await (await ask(foreign.token, "/api/v1/referrals")).json()) as { referrals: unknown[] };
    expect(listed.referrals).toEqual([]);
    await expect(house.as(house.district.staff.admin, (s) => revokeMachineToken(s, foreign.id))).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("only admins make one, for what is here, for a year at most; none writes in the whole district", async () => {
    const { staff, organizations } = house.district;
    for (const who of [staff.supervisor, staff.worker, staff.social])
      await expect(house.as(who, (s) => makeMachineToken(s, given(gridOne())))).rejects.toMatchObject({
        code: "admins_only",
      });
    const wrong: [Parameters<typeof given>, string][] = [
      [[{ role: "grid_worker", area_ids: [] }], "machine_sees"],
      [[{ role: "grid_worker", area_ids: [house.district.areas.street] }], "machine_sees"],
      [[{ role: "grid_worker", area_ids: [elsewhere.areas.grid_one] }], "machine_sees"],
      [[{ role: "social_worker", organization_id: elsewhere.organizations.station }], "machine_sees"],
      [[{ role: "social_worker", organization_id: organizations.station }, { days: 366 }], "machine_days"],
      [[gridOne(), { days: 0 }], "machine_days"],
      [[{ role: "supervisor" }, { writes: true }], "machine_writes"],
    ];
    for (const [args, code] of wrong) await expect(make(...args), code).rejects.toMatchObject({ code });
    const unnamed = house.as(staff.admin, (s) => makeMachineToken(s, { ...given(gridOne()), name: "  " }));
    await expect(unnamed).rejects.toMatchObject({ code: "machine_name" });
  });

  test("it is no colleague: not on the staff list, nobody's worker, and its token stands nowhere", async () => {
    const { token } = await make(gridOne());
    const supervisor = await house.visitor(house.district.staff.supervisor);
    for (const path of ["/console/staff", "/console/hand-over", `/console/people/${person_id}`])
      expect((await supervisor.get(path)).html, path).not.toContain("区卫健平台");
    const { rows } = await house.district.service(({ tx }) =>
      tx.query<{ row: string }>("select to_jsonb(m)::text as row from machine_tokens m"),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ row }) => row.includes(token))).toBe(false);
    expect((await supervisor.get("/console/systems")).html).not.toContain(texts.machines.add);
  });

  test("on its page an admin makes one, sees it once, sees when it was last used, and revokes it", async () => {
    const admin = await house.visitor(house.district.staff.admin);
    const fields = {
      name: "养老平台",
      sees: `grid_worker:${house.district.areas.grid_one}`,
      mode: "reads",
      days: "30",
    };
    const wrong = await admin.post("/console/systems/tokens", { ...fields, sees: "grid_worker:x" });
    expect([wrong.status, wrong.html.includes('value="养老平台"')]).toEqual([422, true]);
    // The whole page, with the form of the other half.
    expect(wrong.html).toContain('action="/console/systems"');
    const made = await admin.post("/console/systems/tokens", fields);
    const token = /doorstep_[0-9A-Z]{26}/.exec(made.html)![0];
    const card = async () => /<h3>养老平台<\/h3>.*?<\/section>/s.exec((await admin.get("/console/systems")).html)?.[0];
    expect(await card()).toContain(texts.machines.unused);
    expect(await card()).not.toContain(token);
    expect((await ask(token, "/api/v1/referrals")).status).toBe(200);
    expect(await card()).toContain(texts.machines.used(""));
    const id = /tokens\/([0-9a-f-]{36})\/revoke/.exec((await card())!)![1]!;
    expect((await admin.post(`/console/systems/tokens/${id}/revoke`)).location).toContain("done=revoked");
    expect(await card()).toBeUndefined();
    expect((await ask(token, "/api/v1/referrals")).status).toBe(401);
    const held = await house.as(house.district.staff.admin, listMachineTokens);
    expect(held.map((one) => one.id)).not.toContain(id);
  });
});
