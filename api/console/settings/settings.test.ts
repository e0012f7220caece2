/** What was typed stands in a form that was refused. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture } from "../fixture.ts";
import { PATH } from "./frame.ts";

let database: Database;
let house: ConsoleFixture;
beforeAll(async () => {
  database = await freshPglite();
  house = await consoleFixture(database);
});
afterAll(() => database.close());

const field = (html: string, name: string): string | undefined =>
  new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(html)?.[1];

test("the settings", async () => {
  const admin = await house.visitor(house.district.staff.admin);
  const typed = { from: "25:00", until: "06:30", through: "asap", "days.routine": "11", "step.assessment": "7" };
  const refused = await admin.post(PATH, typed);
  expect(refused.status).toBe(422);
  expect(["from", "until", "days.routine", "step.assessment"].map((name) => field(refused.html, name))).toEqual([
    "25:00",
    "06:30",
    "11",
    "7",
  ]);
  expect(refused.html).toMatch(/value="asap" checked/);
  expect(refused.html).not.toMatch(/value="urgent" checked/);
  const minutes = await admin.post(`${PATH}/minutes`, { red: "500", orange: "31" });
  expect([minutes.status, field(minutes.html, "red"), field(minutes.html, "orange")]).toEqual([422, "500", "31"]);
});

test("the form of the rule that was refused, and no other", async () => {
  const lead = await house.visitor(house.district.staff.supervisor);
  const rule = { condition: "smd_stable", amount: "999", unit: "day", source: "区里的通知", reason: "冬天", off: "1" };
  const { status, html } = await lead.post(`${PATH}/rules`, rule);
  expect(status).toBe(422);
  const forms = html.split("<form").filter((form) => form.includes('name="condition"'));
  const own = forms.find((form) => form.includes('value="smd_stable"'))!;
  expect(["amount", "source", "reason"].map((name) => field(own, name))).toEqual(["999", "区里的通知", "冬天"]);
  expect(own).toMatch(/name="off" value="1" checked/);
  for (const other of forms.filter((form) => form !== own)) expect(other).not.toContain("999");
});
