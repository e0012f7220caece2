/** The log at the desk in a real browser: by single keys, several at once, live, and against WCAG at both widths. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { referralTo } from "../../../cases/fixture.ts";
import { createPerson } from "../../../cases/people/create.ts";
import { advanceReferral } from "../../../cases/referrals/advance.ts";
import { raiseReferral } from "../../../cases/referrals/raise.ts";
import { chromiumPath, DESK } from "../../../platform/chromium-fixture.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { AUDIT_MS, auditPages, type ConsoleInBrowser, LOOKS, openConsole } from "../browser-fixture.ts";
import { type ConsoleFixture, consoleFixture } from "../fixture.ts";
import { texts as staffWords } from "../texts.ts";
import { texts } from "./texts.ts";

const LOG = "/console/referrals";

if (chromiumPath)
  describe("the desk in a browser", () => {
    let database: Database;
    let house: ConsoleFixture;
    let browser: ConsoleInBrowser;
    const referrals: { id: string; ref: string }[] = [];

    beforeAll(async () => {
      database = await freshPglite();
      house = await consoleFixture(database);
      const { staff, areas } = house.district;
      for (let i = 0; i < 4; i++) {
        const raised = await house.as(
          staff.worker,
          async (session) => {
            const details = { sex: null, age: null, area_id: areas.grid_one, household_id: null };
            const person_id = (await createPerson(session, { name: `王秀${"兰英芳梅"[i]}`, ...details })).id;
            return raiseReferral(
              session,
              referralTo(house.district, { person_id, priority: i === 0 ? "stat" : "routine" }),
            );
          },
          i === 0 ? 3 * 24 * 60 : 10 - i,
        );
        referrals.unshift(raised);
      }
      const refuse = { to: "rejected", reason: "不在送餐范围" } as const;
      await house.as(staff.social, (session) => advanceReferral(session, referrals[2]!.id, refuse));
      browser = await openConsole(house);
    });
    afterAll(async () => {
      await browser?.close();
      await database.close();
    });

    test("single keys go through the log, tick and open, and are letters where letters are typed", async () => {
      const page = await browser.signIn("supervisor", { viewport: DESK });
      await page.goto(browser.url + LOG);
      for (const key of ["j", "x", "j", "j", "k", "x"]) await page.keyboard.press(key);
      const ticked = () =>
        page.locator("input[name=ticked]:checked").evaluateAll((boxes) => boxes.map((box) => box.id.slice(5)));
      expect(await ticked()).toEqual([referrals[0]!.id, referrals[1]!.id]);
      await page.getByText(texts.several.ticked("2")).waitFor();
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: texts.keys.heading }).waitFor();
      await page.getByRole("button", { name: texts.keys.on }).click();
      await page.keyboard.press("Escape");
      await page.locator(`#open-${referrals[0]!.id}`).focus();
      // Turned off, they do nothing.
      await page.keyboard.press("x");
      expect(await ticked()).toHaveLength(2);
      await page.evaluate("localStorage.clear()");
      await page.getByText(texts.filters.more).click();
      await page.getByLabel(texts.filters.target).fill("");
      await page.keyboard.type("jx?");
      expect(await page.getByLabel(texts.filters.target).inputValue()).toBe("jx?");
      expect(await ticked()).toHaveLength(2);
      await page.getByLabel(texts.several.owner).selectOption({ label: "冯雨晴" });
      await page.getByRole("button", { name: texts.several.assign }).click();
      await page.getByText(texts.several.done(2)).waitFor();
      await page.locator(`#open-${referrals[0]!.id}`).focus();
      await page.keyboard.press("Enter");
      await page.waitForURL(new RegExp(referrals[0]!.id));
      await page.context().close();
    });

    test("what somebody else moves stands in an open log without a reload", async () => {
      const page = await browser.signIn("supervisor", { viewport: DESK });
      await page.goto(browser.url + LOG);
      const raised = await house.as(house.district.staff.worker, (s) => raiseReferral(s, referralTo(house.district)));
      await page.getByRole("link", { name: raised.ref }).waitFor();
      await page.context().close();
    });

    test("an invite code can be scanned", async () => {
      const page = await browser.signIn("supervisor", { viewport: DESK });
      await page.goto(`${browser.url}/console/staff`);
      await page.getByRole("button", { name: staffWords.staff.invite_for("周晓燕") }).click();
      const code = page.getByRole("img", { name: staffWords.staff.code.qr_code });
      await code.waitFor();
      const { width, height } = (await code.locator("svg").boundingBox())!;
      expect([width > 200, Math.abs(width - height) < 1]).toEqual([true, true]);
      await page.context().close();
    });

    test.each(LOOKS)(
      "the desk's pages pass axe, fit and can be pressed at %s",
      async (name, look, rules) => {
        const pages = {
          supervisor: { start: "/console", log: LOG, narrowed: `${LOG}?priority=stat`, audit: "/console/audit" },
          worker: { start: "/console", log: LOG },
          admin: { import: "/console/imports" },
        } as const;
        for (const [who, paths] of Object.entries(pages) as [keyof typeof pages, Record<string, string>][]) {
          const page = await browser.signIn(who, look);
          await auditPages(page, browser.url, paths, {
            name: `${who}-${name}`,
            rules,
            pictures: process.env.DOORSTEP_PICTURES,
          });
          await page.context().close();
        }
      },
      AUDIT_MS,
    );
  });
