/** Today and the settings in a real browser: what a worker and a supervisor do there by hand, and against WCAG at both widths. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readNote } from "../../../bot/understand/note.ts";
import { keepRule } from "../../../cases/follow-ups/keep-rule.ts";
import { keepSettings } from "../../../cases/settings/keep-settings.ts";
import { saveVisit } from "../../../cases/visits/save.ts";
import { chromiumPath, DESK, PHONE } from "../../../platform/chromium-fixture.ts";
import { addDays, chinaDate, systemClock } from "../../../platform/clock.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { AUDIT_MS, auditPages, type ConsoleInBrowser, LOOKS, openConsole } from "../browser-fixture.ts";
import { type ConsoleFixture, consoleFixture } from "../fixture.ts";
import { texts } from "./texts.ts";

const AT = "/console/today";
const DAY = 24 * 60;
const today = chinaDate(systemClock.now());
const inWords = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

if (!chromiumPath) console.log("left out: today in the browser (no Chromium)");
else
  describe("today in the browser", () => {
    let database: Database;
    let house: ConsoleFixture;
    let browser: ConsoleInBrowser;
    let url: string;
    let person: string;

    beforeAll(async () => {
      database = await freshPglite();
      house = await consoleFixture(database);
      const { worker, neighbour, supervisor, admin } = house.district.staff;
      const told = (days_ago: number, note: string, who = worker) =>
        house.as(
          who,
          (s) => saveVisit(s, readNote(note, chinaDate(new Date(Date.now() - days_ago * 86_400_000)))),
          days_ago * DAY,
        );
      const visit = await told(13, "跟精防医生一起入户看仇德旺，5栋2单元1102，精神分裂，医生说病情不稳定");
      person = visit.people[0]!.id;
      await told(6, `入户看望鲁根生，3栋1单元301，降压药还剩八天的量，约好${inWords(today)}再来`);
      await told(5, `入户看望蓝秋月，5栋2单元603，答应带残疾证申请表，约好${inWords(addDays(today, -1))}再来`);
      await told(4, `入户看望褚有福，5栋2单元603，腿脚不好，约好${inWords(today)}再来`);
      await told(33, "二网格入户看望韦素珍，3栋1单元502，82岁，独居", neighbour);
      await told(1, "去看二网格韦素珍，3栋1单元502，敲门没人应", neighbour);
      const rule = {
        condition: "smd_stable",
        amount: 2,
        unit: "month",
        source: "区卫生健康局的通知",
        off: false,
      } as const;
      await house.as(supervisor, (s) => keepRule(s, { ...rule, reason: "冬天看勤一点" }));
      const quiet_hours = { from: "22:00", until: "06:30", through: ["asap" as const] };
      await house.as(admin, (s) => keepSettings(s, { quiet_hours, referral_days: { routine: 10 }, pathway_days: {} }));
      browser = await openConsole(house);
      url = browser.url;
    });
    afterAll(async () => {
      await browser?.close();
      await database?.close();
    });

    test.each(LOOKS)("what is shown passes at %s", { timeout: AUDIT_MS }, async (name, options, rules) => {
      const look = { name, rules, pictures: process.env.DOORSTEP_PICTURES };
      const worker = await browser.signIn("worker", options);
      await auditPages(worker, url, { today: AT, "today-person": `${AT}/person/${person}` }, look);
      await worker.context().close();
      const admin = await browser.signIn("admin", options);
      const pages = { "today-grids": AT, settings: "/console/settings", "settings-rules": "/console/settings/rules" };
      await auditPages(admin, url, pages, look);
      await admin.context().close();
    });

    test("a worker with a thumb: nobody opened, then another day", { timeout: AUDIT_MS }, async () => {
      const page = await browser.signIn("worker", { viewport: PHONE });
      await page.goto(url + AT);
      const doors = await page.locator("main h3").allTextContents();
      expect(doors).toEqual(["3栋1单元301", "5栋2单元603", "5栋2单元1102"]);
      const door = page.locator("li", { has: page.getByRole("heading", { name: "3栋1单元301" }) });
      await door.locator("summary").click();
      await door.getByRole("button", { name: texts.save_missed }).click();
      await page.getByText(texts.done.missed!).waitFor();
      expect(await door.textContent()).toContain(texts.tries(1, today, "没人开门"));
      await door.locator("summary").click();
      await door.getByLabel(texts.which).last().selectOption({ index: 0 });
      await door.getByLabel(texts.new_day).fill(addDays(today, 2));
      await door.getByRole("button", { name: texts.save_snooze }).click();
      await page.getByText(texts.done.snoozed!).waitFor();
      await page.context().close();
    });

    test("a supervisor goes to one grid and ends what is over", { timeout: AUDIT_MS }, async () => {
      const page = await browser.signIn("supervisor", { viewport: DESK });
      await page.goto(url + AT);
      await page.getByRole("link", { name: /^第二网格/ }).click();
      await page.waitForURL(/grid=/);
      expect(await page.locator("main h3").allTextContents()).toEqual(["3栋1单元502"]);
      await page.locator("main summary").first().click();
      await page.getByRole("button", { name: texts.save_drop }).click();
      await page.getByText(texts.done.dropped!).waitFor();
      expect(await page.locator("main").textContent()).not.toContain("韦素珍");
      await page.context().close();
    });
  });
