/** Leave cover and doors for two in a real browser: by hand without JavaScript on a phone, and against WCAG at both widths. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flagDoor } from "../../../cases/doors/flag.ts";
import { coverGrid } from "../../../cases/hand-over/cover.ts";
import { chromiumPath, PHONE } from "../../../platform/chromium-fixture.ts";
import { addDays, chinaDate, systemClock } from "../../../platform/clock.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { AUDIT_MS, auditPages, type ConsoleInBrowser, LOOKS, openConsole } from "../browser-fixture.ts";
import { type ConsoleFixture, consoleFixture } from "../fixture.ts";
import { texts as shell } from "../texts.ts";
import { texts } from "./texts.ts";

describe.runIf(chromiumPath !== undefined)("leave and hand-over in the browser", () => {
  let database: Database;
  let house: ConsoleFixture;
  let browser: ConsoleInBrowser;
  const day = (n: number): string => addDays(chinaDate(systemClock.now()), n);

  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
    const { staff, areas } = house.district;
    await house.as(staff.supervisor, async (session) => {
      const door = { area_id: areas.grid_one, address: "5栋2单元401" };
      await flagDoor(session, { ...door, reason: "家里有大狗,儿子动过手", until_on: null });
      await coverGrid(session, {
        ...{ area_id: areas.grid_two, from_staff: staff.neighbour.id, to_staff: staff.worker.id },
        ...{ from_on: day(0), until_on: day(5), reason: "培训" },
      });
    });
    browser = await openConsole(house);
  });
  afterAll(async () => {
    await browser?.close();
    await database?.close();
  });

  test("a supervisor sets a stand-in on a phone without scripts, and the stand-in has the grid", async () => {
    const page = await browser.signIn("supervisor", { viewport: PHONE, javaScriptEnabled: false });
    await page.goto(`${browser.url}/console/staff`);
    await page.getByRole("link", { name: shell.staff.hand_over }).click();
    await page.getByLabel(texts.held).selectOption({ label: "第一网格 · 周晓燕" });
    await page.getByLabel(texts.to).selectOption({ label: "郑海涛" });
    await page.getByRole("button", { name: texts.save }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByLabel(texts.from).inputValue()).toBe(day(0));
    await page.getByLabel(texts.until).fill(day(3));
    await page.getByLabel(texts.reason).fill("年假");
    await page.getByRole("button", { name: texts.save }).click();
    await page.getByText(texts.done.covered).waitFor();
    await page.getByText(texts.instead("郑海涛", "周晓燕")).waitFor();
    await page.getByRole("button", { name: texts.end_for("第一网格", "郑海涛") }).click();
    await page.getByText(texts.done.ended).waitFor();
    await page.context().close();
  });

  test.each(LOOKS)("every page passes axe at %s", { timeout: AUDIT_MS }, async (name, options, rules) => {
    const look = { name, rules, pictures: process.env.DOORSTEP_HAND_OVER_PICTURES };
    const page = await browser.signIn("supervisor", options);
    await auditPages(
      page,
      browser.url,
      { "hand-over": "/console/hand-over", doors: "/console/doors", "hand-over-staff": "/console/staff" },
      look,
    );
    await page.context().close();
  });
});
