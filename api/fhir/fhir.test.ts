import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { referralTo, type StaffName } from "../../cases/fixture.ts";
import { advanceReferral } from "../../cases/referrals/advance.ts";
import { raiseReferral } from "../../cases/referrals/raise.ts";
import { draftOf } from "../../cases/visits/fixture.ts";
import { saveVisit } from "../../cases/visits/save.ts";
import { chinaDate } from "../../platform/clock.ts";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture } from "../console/fixture.ts";
import { demoToken } from "../session/who.ts";
import { faultsOf } from "./r4-schema.ts";

// biome-ignore lint/suspicious/noExplicitAny: whatever a server answers; the schema says what it is
type Json = any;
interface Answer {
  status: number;
  json: Json;
  headers: Headers;
}

test("the schema refuses what is no FHIR", () => {
  expect(faultsOf({ resourceType: "Task", status: "done", intent: "order" } as object)).not.toEqual([]);
  expect(
    faultsOf({ resourceType: "ServiceRequest", status: "active", intent: "order", title: "x" } as object),
  ).not.toEqual([]);
});

describe.each(ENGINES)("FHIR on %s", (_, open) => {
  let database: Database;
  let house: ConsoleFixture;
  let app: Hono;
  let ids: string[];
  const logged: string[] = [];
  beforeAll(async () => {
    database = await open();
    house = await consoleFixture(database, { log: (line) => logged.push(line) });
    app = house.app;
    const { staff, targets, areas } = house.district;
    const visit = await house.as(
      staff.worker,
      (s) => saveVisit(s, draftOf("王秀兰要送饭", { persons: [{ name: "王秀兰" }] })),
      900,
    );
    const about = { person_id: visit.people[0]!.id, visit_id: visit.id, background: "牙口不好" };
    const raise = (who: StaffName, changes: Parameters<typeof referralTo>[1], minutes_ago: number) =>
      house.as(staff[who], (s) => raiseReferral(s, referralTo(house.district, changes)), minutes_ago);
    ids = [];
    for (const minutes_ago of [600, 500, 400, 300]) ids.push((await raise("worker", about, minutes_ago)).id);
    ids.push((await raise("neighbour", { area_id: areas.grid_two, service: targets.clinic }, 200)).id);
    await house.as(staff.social, (s) => advanceReferral(s, ids[1]!, { to: "received" }), 100);
    await house.as(staff.social, (s) => advanceReferral(s, ids[2]!, { to: "rejected", reason: "床位满了" }), 90);
  });
  afterAll(() => database.close());

  const ask = async (
    who: StaffName | null,
    path: string,
    init: RequestInit & { headers?: Record<string, string> } = {},
  ) => {
    const token = who && (await demoToken(house.district.sealer, house.district.staff[who].id, 1, new Date()));
    const answer = await app.request(
      path.startsWith("http") ? new URL(path).pathname + new URL(path).search : `/fhir${path}`,
      {
        ...init,
        headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...init.headers },
      },
    );
    const json: Json = await answer.json();
    // Whatever comes is FHIR, an error too.
    expect(answer.headers.get("content-type")).toMatch(/^application\/fhir\+json/);
    expect(faultsOf(json), JSON.stringify(json)).toEqual([]);
    return { status: answer.status, json, headers: answer.headers } satisfies Answer;
  };
  const found = (bundle: Json): string[] => (bundle.entry ?? []).map((entry: Json) => entry.resource.id);
  const put = (who: StaffName, task: Json, if_match: string | null, changes: object) =>
    ask(who, `/Task/${task.id}`, {
      method: "PUT",
      headers: { "content-type": "application/fhir+json", ...(if_match ? { "if-match": if_match } : {}) },
      body: JSON.stringify({ ...task, ...changes }),
    });

  test("says what it can do, to anybody; the rest asks who is there", async () => {
    const { json } = await ask(null, "/metadata");
    expect(json.rest[0].resource.map((one: Json) => one.type)).toEqual(["ServiceRequest", "Task"]);
    for (const path of ["/Task", `/Task/${ids[0]}`, "/ServiceRequest"])
      expect(await ask(null, path)).toMatchObject({ status: 401, json: { resourceType: "OperationOutcome" } });
    expect(await ask("worker", "/Patient")).toMatchObject({
      status: 404,
      json: { issue: [{ code: "not-supported" }] },
    });
  });

  test("a task and its order are read whole, with the tag of their version; the read is written down", async () => {
    const { json: task, headers } = await ask("social", `/Task/${ids[2]}`);
    expect(task).toMatchObject({
      status: "rejected",
      statusReason: { text: "床位满了" },
      intent: "order",
      for: { display: "王秀兰" },
      focus: { reference: `ServiceRequest/${ids[2]}` },
      meta: { versionId: "2" },
    });
    expect(headers.get("etag")).toBe('W/"2"');
    const { json: order } = await ask("social", `/ServiceRequest/${ids[2]}`);
    expect(order).toMatchObject({
      status: "revoked",
      reasonCode: [{ text: "一个人住,想要有人送午饭" }],
      note: [{ text: "牙口不好" }],
      performer: [{ display: "河口社工站" }],
    });
    expect((await ask("social", `/Task/${ids[2]}/_history/2`)).json.id).toBe(ids[2]);
    expect((await ask("social", `/Task/${ids[2]}/_history/1`)).status).toBe(404);
    const { rows } = await house.district.service(({ tx }) =>
      tx.query("select from audit_log where action = 'referral.read' and entity_id = $1", [ids[2]]),
    );
    expect(rows).toHaveLength(4);
  });

  test("lists go without the words, and say so", async () => {
    const { json } = await ask("social", "/ServiceRequest");
    expect(found(json)).toHaveLength(4);
    for (const { resource } of json.entry) expect(resource.meta.tag).toMatchObject([{ code: "SUBSETTED" }]);
    expect(JSON.stringify(json)).not.toMatch(/午饭|牙口|床位/);
  });

  test("everybody finds what they may see, and no more", async () => {
    expect(found((await ask("supervisor", "/Task")).json).toSorted()).toEqual(ids.toSorted());
    expect(found((await ask("worker", "/Task")).json).toSorted()).toEqual(ids.slice(0, 4).toSorted());
    const { json } = await ask("social_elsewhere", "/Task");
    expect(found(json)).toEqual([ids[4]]);
    expect(json.entry[0].resource.for).toEqual({
      extension: [{ url: "http://hl7.org/fhir/StructureDefinition/data-absent-reason", valueCode: "unknown" }],
    });
    expect((await ask("neighbour", `/Task/${ids[0]}`)).status).toBe(404);
    expect((await ask("neighbour", "/Task/1")).status).toBe(404);
    expect((await ask("neighbour", `/Task?_id=${ids[0]}`)).json.entry).toBeUndefined();
  });

  test("finds by status, id and when something changed last", async () => {
    const search = async (query: string, of = "Task") => found((await ask("supervisor", `/${of}?${query}`)).json);
    expect(await search("status=received")).toEqual([ids[1]]);
    expect((await search("status=received,rejected")).toSorted()).toEqual([ids[1], ids[2]].toSorted());
    expect(await search("status=revoked", "ServiceRequest")).toEqual([ids[2]]);
    expect(await search("status=active&status=revoked", "ServiceRequest")).toEqual([]);
    expect(await search(`_id=${ids[3]},${ids[0]},none`)).toEqual([ids[0], ids[3]]);
    const { json } = await ask("supervisor", `/Task/${ids[4]}`);
    const at = json.meta.lastUpdated;
    expect(await search(`_lastUpdated=${at}`)).toEqual([ids[4]]);
    expect(await search(`_lastUpdated=gt${at}`)).toEqual([ids[1], ids[2]]);
    expect(await search(`_lastUpdated=ge${at}`)).toEqual([ids[4], ids[1], ids[2]]);
    expect(await search(`_lastUpdated=lt${at}`)).toEqual([ids[0], ids[3]]);
    expect(
      await search(
        `_lastUpdated=le${at}&_lastUpdated=gt${(await ask("supervisor", `/Task/${ids[0]}`)).json.meta.lastUpdated}`,
      ),
    ).toEqual([ids[3], ids[4]]);
    const tomorrow = chinaDate(new Date(Date.now() + 86_400_000));
    expect(await search(`_lastUpdated=lt${tomorrow}`)).toHaveLength(5);
    expect(await search(`_lastUpdated=ge${tomorrow}`)).toEqual([]);
    expect(await search("_sort=-_lastUpdated")).toEqual([ids[2], ids[1], ids[4], ids[3], ids[0]]);
  });

  test("pages are linked to the last, each task once, in either order", async () => {
    for (const order of ["_lastUpdated", "-_lastUpdated"]) {
      const seen: string[] = [];
      let pages = 0;
      for (let next: string | undefined = `/Task?_count=2&_sort=${order}`; next; pages++) {
        const { json }: Answer = await ask("supervisor", next);
        seen.push(...found(json));
        next = json.link.find((link: Json) => link.relation === "next")?.url;
      }
      expect([seen.length, new Set(seen).size, pages]).toEqual([5, 5, 3]);
    }
  });

  test.each([
    "status=done",
    "_lastUpdated=yesterday",
    "_lastUpdated=2026-11-21T10:00",
    "_count=0",
    "patient=x",
    "_sort=status",
    "_after=x",
    "_sort=_lastUpdated&_sort=_lastUpdated",
  ])("a search that it cannot understand is refused with words, not answered wider: %s", async (query) => {
    const { status, json } = await ask("supervisor", `/Task?${query}`);
    expect([status, json.issue[0].code]).toEqual([400, "invalid"]);
  });

  test("a status moves by the same guarded moves, on the version that was read", async () => {
    const { json: task } = await ask("social", `/Task/${ids[0]}`);
    expect(await put("social", task, null, { status: "received" })).toMatchObject({ status: 412 });
    expect(await put("social", task, '"x"', { status: "received" })).toMatchObject({ status: 412 });
    const moved = await put("social", task, 'W/"1"', { status: "received", priority: "stat" });
    expect(moved).toMatchObject({ status: 200, json: { status: "received", priority: "routine" } });
    expect(moved.headers.get("etag")).toBe('W/"2"');
    // Somebody who read the one before.
    const late = await put("social_colleague", task, 'W/"1"', { status: "received" });
    expect(late).toMatchObject({ status: 412, json: { issue: [{ code: "conflict" }] } });
    expect(late.json.issue[0].diagnostics).toContain("version 2");
    // Not from here, not without a reason, not by them; and nothing was written.
    expect(await put("social", task, 'W/"2"', { status: "completed" })).toMatchObject({ status: 409 });
    expect(await put("social", task, 'W/"2"', { status: "rejected" })).toMatchObject({ status: 422 });
    expect(await put("worker", task, 'W/"2"', { status: "accepted" })).toMatchObject({ status: 403 });
    expect(await put("neighbour", task, 'W/"2"', { status: "accepted" })).toMatchObject({ status: 404 });
    expect(await put("social", task, 'W/"2"', { status: "received" })).toMatchObject({
      status: 200,
      json: { meta: { versionId: "2" } },
    });
    for (const wrong of [{ status: "done" }, { id: ids[1] }, { resourceType: "Patient" }])
      expect(await put("social", { ...task, ...wrong, id: ids[0] }, 'W/"2"', wrong)).toMatchObject({ status: 400 });
    expect((await house.outbox()).some((text) => text.includes("对方已收到"))).toBe(true);
  });

  test("a completion carries the outcome and the resident's word; a pause its day and its reason", async () => {
    const coding = (code: string) => ({ type: { coding: [{ system: "urn:doorstep:task-output", code }] } });
    let { json: task } = await ask("social", `/Task/${ids[1]}`);
    const to = async (status: string, more: object = {}) => {
      const answer = await put("social", task, `W/"${task.meta.versionId}"`, {
        status,
        statusReason: undefined,
        output: undefined,
        ...more,
      });
      if (answer.status === 200) task = answer.json;
      return answer;
    };
    await to("accepted");
    const until = chinaDate(new Date(Date.now() + 10 * 86_400_000));
    const held = {
      extension: [{ url: "urn:doorstep:held-until", valueDate: until }],
      statusReason: { text: "女儿来住" },
    };
    expect(await to("on-hold", held)).toMatchObject({ status: 200, json: held });
    await to("in-progress");
    expect(task.extension).toBeUndefined();
    expect(await to("completed")).toMatchObject({ status: 422 });
    const output = [{ ...coding("outcome"), valueString: "每天送到门口" }];
    expect(await to("completed", { output })).toMatchObject({ status: 422 });
    const whole = [...output, { ...coding("resident-confirmed"), valueBoolean: true }];
    expect(await to("completed", { output: whole })).toMatchObject({
      status: 200,
      json: { status: "completed", output: whole },
    });
  });

  test("of two systems with the same version one moves it", async () => {
    const { json: task } = await ask("social", `/Task/${ids[3]}`);
    const both = await Promise.all([
      put("social", task, 'W/"1"', { status: "received" }),
      put("social_colleague", task, 'W/"1"', { status: "rejected", statusReason: { text: "满了" } }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  test("no log line holds a name or a word", () => {
    expect(logged.join("\n")).not.toMatch(/王秀兰|午饭|牙口|床位/);
  });
});
