import { afterAll, beforeAll, expect, test } from "vitest";
import { minutesAfter } from "../../../cases/fixture.ts";
import { claimDelivery, endAttempt } from "../../../cases/webhooks/deliveries.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture, type Visitor } from "../fixture.ts";
import { english } from "./texts.en.ts";
import { texts } from "./texts.ts";

let database: Database;
let house: ConsoleFixture;
let admin: Visitor;
beforeAll(async () => {
  database = await freshPglite();
  house = await consoleFixture(database);
  admin = await house.visitor(house.district.staff.admin);
});
afterAll(() => database.close());

const PATH = "/console/systems";
const add = (fields: Record<string, string>) => admin.post(PATH, fields);
const idOn = (html: string): string => /systems\/([0-9a-f-]{36})\/remove/.exec(html)![1]!;

test("an admin finds the page in the menu, adds an address, and sees its secret this once", async () => {
  expect((await admin.get("/console")).html).toContain(`href="${PATH}"`);
  const made = await add({ url: "https://hooks.example.org/in", events: "need.closed" });
  expect(made.status).toBe(200);
  const secret = /whsec_[\w+/=]+/.exec(made.html)?.[0];
  expect(secret?.length).toBeGreaterThan(40);
  const { html } = await admin.get(PATH);
  expect(html).toContain("https://hooks.example.org/in");
  expect(html).toContain(texts.event["need.closed"]);
  expect(html).not.toContain("whsec_");
});

test("what is wrong is said beside what was typed, and nothing is kept", async () => {
  const wrong = await add({ url: "http://10.0.0.1/in", events: "need.closed" });
  expect(wrong.status).toBe(422);
  expect(wrong.html).toMatch(/role="alert"[^>]*>地址要以 https/);
  expect(wrong.html).toMatch(/value="http:\/\/10\.0\.0\.1\/in"/);
  expect(wrong.html).toMatch(/value="need\.closed" checked/);
  expect((await add({ url: "https://hooks.example.org/two" })).html).toContain("至少选一种");
  expect((await admin.get(PATH)).html).not.toContain("/two");
});

test("what did not arrive is said, and sent again by a button; then the address is removed", async () => {
  const id = idOn((await admin.get(PATH)).html);
  await house.district.service(
    async (session) => {
      const ping = (await claimDelivery(session, id))!;
      await endAttempt(session, id, ping, { status: null, fault: "unreachable" });
    },
    new Date(Date.now() + minutesAfter(4 * 24 * 60).getTime() - minutesAfter(0).getTime()),
  );
  const dead = (await admin.get(PATH)).html;
  expect(dead).toContain(texts.dead(1));
  expect(dead).toContain(texts.faults.unreachable);
  expect((await admin.post(`${PATH}/${id}/send-again`)).location).toContain("done=again");
  const again = (await admin.get(`${PATH}?done=again`)).html;
  expect(again).toContain(texts.done.again);
  expect(again).toContain(texts.waiting(1));
  expect(again).not.toContain(texts.dead(1));
  const english_page = await house.visitor(house.district.staff.admin, "en");
  const shown = (await english_page.get(PATH)).html;
  expect(shown).toContain(english.event["need.closed"]);
  expect(
    shown.replace(
      /<header.*?<\/header>|<nav class="languages".*?<\/nav>|<title>.*?<\/title>|<optgroup.*?<\/optgroup>/gs,
      "",
    ),
  ).not.toMatch(/\p{Script=Han}{2}/u);
  expect((await admin.post(`${PATH}/${id}/remove`)).location).toContain("done=removed");
  expect((await admin.get(PATH)).html).toContain(texts.none);
});

test("a supervisor looks and changes nothing; others have no such page", async () => {
  const supervisor = await house.visitor(house.district.staff.supervisor);
  const { status, html } = await supervisor.get(PATH);
  expect([status, html.includes('<form method="post" action="/console/systems"')]).toEqual([200, false]);
  expect(html).toContain(texts.only_admins);
  expect((await supervisor.post(PATH, { url: "https://hooks.example.org/", events: "need.closed" })).status).toBe(403);
  for (const who of ["worker", "social"] as const) {
    const visitor = await house.visitor(house.district.staff[who]);
    expect((await visitor.get(PATH)).status).toBe(403);
    expect((await visitor.get("/console")).html).not.toContain(PATH);
  }
});
