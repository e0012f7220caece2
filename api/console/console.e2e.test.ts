/** The console in a real browser: by keyboard alone, without JavaScript, and against WCAG at both widths. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordCrisis } from "../../cases/crises/record.ts";
import { referralTo, type StaffName } from "../../cases/fixture.ts";
import { advanceReferral } from "../../cases/referrals/advance.ts";
import { raiseReferral } from "../../cases/referrals/raise.ts";
import { readReferral } from "../../cases/referrals/read.ts";
import { reviewReferral } from "../../cases/referrals/review.ts";
import { draftOf } from "../../cases/visits/fixture.ts";
import { type SavedVisit, saveVisit } from "../../cases/visits/save.ts";
import { chromiumPath, DESK, PHONE } from "../../platform/chromium-fixture.ts";
import { chinaDate, systemClock } from "../../platform/clock.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import { AUDIT_MS, auditPages, type ConsoleInBrowser, LOOKS, openConsole } from "./browser-fixture.ts";
import { type ConsoleFixture, consoleFixture } from "./fixture.ts";
import { texts } from "./texts.ts";

const NOTE = "去了王秀兰家,5栋2单元401,七十八岁,药快没了,想要人送午饭,今天再来";

if (!chromiumPath) console.log("left out: the console in the browser (no Chromium)");
else
  describe("the console in the browser", () => {
    let database: Database;
    let house: ConsoleFixture;
    let browser: ConsoleInBrowser;
    let url: string;
    let visit: SavedVisit;
    /** Raised one after the other, the newest first. */
    const referrals: { id: string; ref: string }[] = [];

    beforeAll(async () => {
      database = await freshPglite();
      house = await consoleFixture(database);
      const { staff } = house.district;
      const draft = draftOf(NOTE, {
        persons: [{ name: "王秀兰", age: ["七十八岁", 78, 78], address: "5栋2单元401" }],
        form: ["去了", "入户"],
        flags: [["药快没了", "medication_gap"]],
        agreed_on: ["今天", chinaDate(systemClock.now())],
      });
      visit = await house.as(staff.worker, (session) => saveVisit(session, draft), 300);
      for (let n = 0; n < 4; n++) {
        const about = { person_id: visit.people[0]!.id, visit_id: visit.id, background: "耳朵不好,敲门要大声" };
        const raise = referralTo(house.district, { ...about, priority: n === 0 ? "stat" : "routine" });
        referrals.unshift(await house.as(staff.worker, (s) => raiseReferral(s, raise), n === 0 ? 3000 : 200 - n));
      }
      const oldest = referrals[3]!.id;
      for (const to of ["received", "accepted", "in-progress"] as const) {
        await house.as(staff.social, (session) => advanceReferral(session, oldest, { to }), 100);
      }
      const words = "写清几点送";
      await house.as(staff.supervisor, (s) => reviewReferral(s, oldest, { verdict: "returned", words }), 90);
      const fire = { inbox_id: newId(), level: "red", kind: "fire", rules: ["fire"], words: "五栋着火" } as const;
      await house.as(staff.worker, (session) => recordCrisis(session, { ...fire, rules: ["fire"] }), 10);

      browser = await openConsole(house);
      url = browser.url;
    });
    afterAll(async () => {
      await browser?.close();
      await database?.close();
    });

    const focused = (page: Page): Promise<string> =>
      page.evaluate<string>("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent");
    /** Tab, until what has the focus reads like this. */
    async function tabTo(page: Page, words: RegExp): Promise<void> {
      const passed: string[] = [];
      for (let n = 0; n < 60; n++) {
        await page.keyboard.press("Tab");
        const at = await focused(page);
        if (words.test(at)) return;
        passed.push(at.trim());
      }
      throw new Error(`${words} is not reached by Tab: ${passed.join(" | ")}`);
    }

    test("a supervisor reviews by keyboard alone", async () => {
      const page = await browser.atTheDoor("supervisor", { viewport: DESK });
      await tabTo(page, /^进入$/);
      await page.keyboard.press("Enter");
      await page.waitForURL(`${url}/console`);
      await page.keyboard.press("Tab");
      expect(await focused(page)).toBe(texts.skip.main);
      expect(await page.locator(":focus").evaluate((link) => link.getBoundingClientRect().top)).toBeGreaterThanOrEqual(
        0,
      );
      await page.keyboard.press("Enter");
      await tabTo(page, new RegExp(`${texts.desk.unreviewed}$`));
      await page.keyboard.press("Enter");
      await page.waitForURL(/unreviewed=1/);

      await tabTo(page, new RegExp(`^${texts.skip.list}$`));
      await page.keyboard.press("Enter");
      await tabTo(page, /^R-/);
      expect(await focused(page)).toBe(referrals[0]!.ref);
      for (const [key, row] of [
        ["j", 1],
        ["j", 2],
        ["j", 2],
        ["k", 1],
      ] as const) {
        await page.keyboard.press(key);
        expect(await focused(page)).toBe(referrals[row]!.ref);
      }
      await page.keyboard.press("Enter");
      await page.waitForURL(new RegExp(referrals[1]!.id));

      await tabTo(page, new RegExp(`^${texts.reviewing.return}$`));
      await page.keyboard.press("Enter");
      await tabTo(page, new RegExp(`^${texts.referral.send}:${texts.reviewing.return}$`));
      await page.keyboard.press("Enter");
      // Without words it is refused, and the cursor stands where they belong.
      await page.getByRole("alert").waitFor();
      expect(await page.locator(":focus").getAttribute("id")).toBe("words-returned");
      await page.keyboard.type("写清谁收饭");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.getByRole("status").waitFor();
      expect(await focused(page)).toBe(texts.done.returned);
      expect(page.url()).toBe(`${url}/console/referrals/${referrals[1]!.id}`);
      const read = await house.as(house.district.staff.admin, (s) => readReferral(s, referrals[1]!.id));
      expect(read).toMatchObject({ review: "returned", review_words: "写清谁收饭" });
      await page.context().close();
    });

    test("without JavaScript the log filters and a referral moves", async () => {
      const page = await browser.signIn("social", { viewport: PHONE, javaScriptEnabled: false });
      await page.goto(`${url}/console/referrals`);
      await page.getByLabel(texts.log.status, { exact: true }).selectOption("requested");
      await page.getByRole("button", { name: texts.log.apply }).click();
      await page.getByRole("link", { name: referrals[2]!.ref }).click();
      await page.getByText(texts.referral.moves.rejected, { exact: true }).click();
      await page.getByLabel(texts.referral.reason.rejected).fill("不在送餐范围");
      await page.getByRole("button", { name: `${texts.referral.send}:${texts.referral.moves.rejected}` }).click();
      await page.getByText(texts.done.moved).waitFor();
      await page.getByText("不在送餐范围").waitFor();
      await page.context().close();
    });

    test("a second press while the first is on its way sends nothing", async () => {
      const page = await browser.signIn("supervisor", { viewport: PHONE });
      await page.goto(`${url}/console/staff`);
      let sent = 0;
      await page.route("**/invite", async (route) => {
        sent += 1;
        await new Promise((resolve) => setTimeout(resolve, 300));
        await route.continue();
      });
      const invite = page.getByRole("button", { name: texts.staff.invite_for("周晓燕") });
      await invite.dblclick({ noWaitAfter: true });
      await page.getByText(texts.staff.code.once).waitFor();
      expect(sent).toBe(1);
      await page.context().close();
    });

    test.each(LOOKS)(
      "every page passes axe, fits and can be pressed at %s",
      async (name, look, rules) => {
        const person = `/console/people/${visit.people[0]!.id}`;
        const referral = `/console/referrals/${referrals[3]!.id}`;
        const desk = "/console";
        const staff = "/console/staff";
        const pages = {
          worker: { desk, referral, staff },
          social: { desk, mine: "/console/referrals?mine=1", moved: `${referral}?done=moved` },
          supervisor: {
            ...{ desk, log: "/console/referrals", referral, person, visits: "/console/visits", staff },
            unbind: `${staff}/${house.district.staff.supervisor.id}/unbind`,
            nowhere: "/console/nowhere",
          },
        };
        for (const [who, paths] of Object.entries(pages)) {
          const page = await browser.signIn(who as StaffName, look);
          await auditPages(page, url, paths, {
            name: `${who}-${name}`,
            rules,
            pictures: process.env.DOORSTEP_PICTURES,
          });
          await page.context().close();
        }
      },
      AUDIT_MS,
    );

    test("the log is cards at 390 px, and stays a table to a screen reader", async () => {
      for (const viewport of [DESK, PHONE]) {
        const page = await browser.signIn("supervisor", { viewport });
        await page.goto(`${url}/console/referrals`);
        const row = page.getByRole("row", { name: new RegExp(referrals[3]!.ref) });
        const lines = await row
          .getByRole("cell")
          .evaluateAll((cells) => cells.map((cell) => Math.round(cell.getBoundingClientRect().top)));
        expect(new Set(lines).size > 1).toBe(viewport === PHONE);
        expect(lines).toHaveLength(7);
        expect(await page.getByRole("columnheader").count()).toBe(8);
        await page.context().close();
      }
    });
  });
