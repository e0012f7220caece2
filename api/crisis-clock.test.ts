/** The timer of crises in a running service: the real loops, queue and outbox, and a clock that the test sets. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { drain, runBot } from "../bot/run.ts";
import { putRosterEntry } from "../cases/crises/keep-roster.ts";
import { inSession, type StaffSession } from "../cases/session.ts";
import { stoppedClock } from "../platform/clock.ts";
import { systemScope } from "../platform/scope.ts";
import { DEMO_DISTRICT, type DemoRole, demoStaffId } from "./demo.ts";
import { type RunningApp, runApp } from "./running.ts";

const RED = "三网格老李拿着菜刀把门反锁了 说谁进来砍谁";
const START = Date.parse("2026-11-21T02:00:00Z");
const clock = stoppedClock(new Date(START).toISOString());
const atMinute = (minute: number) => clock.set(new Date(START + minute * 60_000).toISOString());

let service: RunningApp;

beforeAll(async () => {
  service = await runApp({ clock });
  const { database, sealer } = service.parts;
  const supervisor = await demoStaffId("supervisor");
  const scope: StaffSession["scope"] = { district_id: DEMO_DISTRICT, staff_id: supervisor, role: "supervisor" };
  const staff_id = await demoStaffId("social_worker");
  await inSession({ database, sealer, now: clock.now() }, scope, (session) =>
    putRosterEntry(session, {
      ...{ area_id: null, kinds: null, place: 1, staff_id, stand_in_id: null, away_from: null, away_until: null },
      ...{ weekdays: [1, 2, 3, 4, 5, 6, 7], duty_from: null, duty_until: null, active: true },
    }),
  );
});
afterAll(() => service.close());

const say = (role: DemoRole, body: object) => service.ask(role, "/api/v1/messages", body);
/** What waits for that person in the web chat, of what they did not ask for. */
const waitsFor = async (role: DemoRole): Promise<string> => {
  const { database, sealer } = service.parts;
  const chat = await demoStaffId(role);
  const bodies = await inSession({ database, sealer, now: clock.now() }, systemScope(DEMO_DISTRICT), ({ tx }) =>
    tx.query<{ body_sealed: string }>("select body_sealed from outbox where body_sealed is not null order by id"),
  );
  const opened = await Promise.all(
    bodies.rows.map(async (row) => JSON.parse(await sealer.open(row.body_sealed, "outbox.body"))),
  );
  return opened
    .filter((body) => body.chat_id === chat && body.answers === null)
    .map((body) => body.reply.text)
    .join("\n");
};
const open = async () => {
  const { json } = await service.ask("supervisor", "/api/v1/crises?show=open");
  return (json as { crises: { id: string; ref: string; told: string[]; state: string }[] }).crises;
};
const until = async (holds: () => Promise<boolean>) => {
  while (!(await holds())) await new Promise((later) => setTimeout(later, 20));
};

test("the service climbs by its clock and not before, also after a restart, and a tap ends it", async () => {
  await say("grid_worker", { text: RED });
  expect(await waitsFor("social_worker")).toContain("紧急|伤人");
  expect(await waitsFor("supervisor")).toBe("");
  atMinute(2.9);
  // A pass of the timer that finds nothing due.
  await drain(service.parts);
  expect(await waitsFor("supervisor")).toBe("");

  await service.stopBot();
  atMinute(3);
  const two = [await runBot(service.parts), await runBot(service.parts)];
  await until(async () => (await waitsFor("supervisor")) !== "");
  const told = await waitsFor("supervisor");
  expect(told.match(/紧急\|伤人/g)).toHaveLength(1);
  expect(await waitsFor("grid_worker")).toContain("周敏 没应,又通知了 林主任");

  const [crisis] = await open();
  const { status } = await service.ask("supervisor", `/api/v1/crises/${crisis!.id}/acknowledge`, {});
  expect(status).toBe(200);
  expect(await waitsFor("grid_worker")).toContain(`林主任 已收到 ${crisis!.ref}`);
  atMinute(60);
  await drain(service.parts);
  for (const bot of two) await bot.stop();
  expect(await waitsFor("grid_worker")).not.toContain("名单上的人都没有应");
});

test("a crisis is read, moved, called for, handed over and closed over the interface; what may not be is a problem", async () => {
  const [crisis] = await open();
  const at = (path: string) => `/api/v1/crises/${crisis!.id}${path}`;
  const post = (role: DemoRole, path: string, body: object) => service.ask(role, at(path), body);
  const read = await service.ask("supervisor", at(""));
  expect(read.json).toMatchObject({
    words: RED,
    area: { name: "示范社区三网格" },
    reporter: { name: "陈小雨" },
    owner: { name: "林主任" },
    moves: [
      { to: "linking", needs: "nothing" },
      { to: "closed", needs: "outcome" },
    ],
  });
  expect(await post("grid_worker", "/call", { number: "110" })).toMatchObject({ status: 200, json: { first: true } });
  expect((await post("grid_worker", "/call", { number: "12345" })).status).toBe(400);
  expect((await post("grid_worker", "/advance", { to: "linking" })).status).toBe(403);
  expect(await post("supervisor", "/advance", { to: "revisiting" })).toMatchObject({
    status: 409,
    json: { code: "move_not_allowed" },
  });
  expect((await post("supervisor", "/advance", { to: "linking" })).status).toBe(200);
  expect(await waitsFor("grid_worker")).toContain("到「联动」");
  expect(await post("supervisor", "/report", { duty: "minor", recipient: "公安" })).toMatchObject({ status: 404 });
  const to = await demoStaffId("social_worker");
  expect(await post("supervisor", "/hand-over", { to })).toMatchObject({ status: 200, json: { to: { staff_id: to } } });
  expect(await post("social_worker", "/acknowledge", {})).toMatchObject({ json: { first: true } });
  expect(await post("social_worker", "/advance", { to: "closed" })).toMatchObject({
    status: 422,
    json: { code: "crisis_outcome_needed" },
  });
  expect((await post("social_worker", "/advance", { to: "closed", outcome: "with_police" })).status).toBe(200);
  expect(await open()).toEqual([]);
});
