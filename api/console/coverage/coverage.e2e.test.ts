/** Coverage and the meeting in a real browser: what a supervisor does there by hand, and against WCAG at both widths. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { putOutlines } from "../../../cases/coverage/outlines.ts";
import { putProfile } from "../../../cases/coverage/profiles.ts";
import { putSite } from "../../../cases/coverage/sites.ts";
import { putTarget } from "../../../cases/coverage/targets.ts";
import { decide } from "../../../cases/dispatch/tasks.ts";
import { referralTo } from "../../../cases/fixture.ts";
import { advanceReferral } from "../../../cases/referrals/advance.ts";
import { raiseReferral } from "../../../cases/referrals/raise.ts";
import { draftOf } from "../../../cases/visits/fixture.ts";
import { saveVisit } from "../../../cases/visits/save.ts";
import { chromiumPath, DESK, PHONE } from "../../../platform/chromium-fixture.ts";
import { addDays, chinaDate } from "../../../platform/clock.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { AUDIT_MS, auditPages, type ConsoleInBrowser, LOOKS, openConsole } from "../browser-fixture.ts";
import { texts as meeting } from "../dispatch/texts.ts";
import { type ConsoleFixture, consoleFixture } from "../fixture.ts";
import { texts as shell } from "../texts.ts";
import { texts } from "./texts.ts";

const AT = "/console/coverage";
const MEETING = "/console/dispatch";
const DAY = 24 * 60;

if (!chromiumPath) console.log("left out: coverage in the browser (no Chromium)");
else
  describe("coverage and the meeting in the browser", () => {
    let database: Database;
    let house: ConsoleFixture;
    let browser: ConsoleInBrowser;
    let url: string;
    let site: string;
    let referral: { id: string; ref: string };

    beforeAll(async () => {
      database = await freshPglite();
      house = await consoleFixture(database);
      const { staff, areas } = house.district;
      const ids: string[] = [];
      for (const [i, name] of ["王秀兰", "李大勇", "张小军", "赵一", "钱二", "孙三"].entries()) {
        const met = i === 5 ? "未遇" : "本人";
        const note = `入户看望${name},${met},要送饭`;
        const needs = i % 2 === 0 ? [{ words: "送饭", code: "01", person: 0 } as const] : [];
        const draft = draftOf(note, { persons: [{ name }], form: ["入户", "入户"], met: [met], needs });
        ids.push((await house.as(staff.worker, (s) => saveVisit(s, draft))).people[0]!.id);
      }
      await house.district.service(({ tx }) =>
        tx.query(
          "update people set tags = '{特困}', age_from = 80, age_on = current_date where id = any ($1::uuid[])",
          [ids],
        ),
      );
      const lead = staff.supervisor;
      const due_on = addDays(chinaDate(new Date()), -9);
      const base = { kind: "service" as const, serves: [], host: null, task: null, built_on: null };
      site = await house.as(lead, (s) =>
        putSite(
          s,
          {
            ...base,
            name: "河口社区服务点",
            stage: "built",
            area_id: areas.grid_one,
            owner_id: null,
            due_on: null,
            longitude: 110.05,
            latitude: 30.05,
          },
          null,
        ),
      );
      const late = {
        ...base,
        name: "河口康复站",
        kind: "rehabilitation" as const,
        stage: "near" as const,
        area_id: areas.grid_two,
      };
      await house.as(lead, (s) =>
        putSite(
          s,
          { ...late, task: "腾出两间房", owner_id: staff.social.id, due_on, longitude: 110.15, latitude: 30.06 },
          null,
        ),
      );
      const year = Number(chinaDate(new Date()).slice(0, 4));
      for (const [measure, percent] of [
        ["community_sites", 40],
        ["standardized", 30],
        ["elder_visits", 100],
      ] as const)
        await house.as(lead, (s) => putTarget(s, { measure, year, percent, source: "区推进会 2026 年第 3 号" }));
      for (const [area_id, travel_minutes] of [
        [areas.grid_one, 20],
        [areas.grid_three, 50],
      ] as const)
        await house.as(lead, (s) => putProfile(s, { area_id, settlement: null, travel_minutes }));
      const square = (x: number) => [
        [
          [110 + x, 30],
          [110.1 + x, 30],
          [110.1 + x, 30.1],
          [110 + x, 30.1],
          [110 + x, 30],
        ],
      ];
      const features = ["第一网格", "第二网格", "第三网格"].map((name, i) => ({
        ...{ type: "Feature", properties: { name } },
        geometry: { type: "Polygon", coordinates: square(i / 10) },
      }));
      await house.as(lead, (s) => putOutlines(s, JSON.stringify({ type: "FeatureCollection", features })));
      const about = { person_id: ids[0]! };
      referral = await house.as(staff.worker, (s) => raiseReferral(s, referralTo(house.district, about)));
      await house.as(staff.social, (s) =>
        advanceReferral(s, referral.id, { to: "rejected", reason: "这个月床位满了" }),
      );
      await house.as(staff.worker, (s) => raiseReferral(s, referralTo(house.district, about)), 50 * DAY);
      await house.as(lead, (s) =>
        decide(s, {
          ...{ what: "请民政科出面协调两张床位", owner_id: staff.social.id, due_on: addDays(chinaDate(new Date()), 2) },
          ...{ referral_id: referral.id, site_id: null },
        }),
      );
      browser = await openConsole(house);
      url = browser.url;
    });
    afterAll(async () => {
      await browser?.close();
      await database?.close();
    });

    test("from a number to the record behind it, and the pictures are drawn", async () => {
      const page = await browser.signIn("supervisor", { viewport: DESK });
      await page.getByRole("link", { name: shell.sections.coverage, exact: true }).click();
      for (const name of [texts.numbers.chart, texts.numbers.map]) {
        const picture = page.locator("figure", { hasText: name }).locator("img");
        await picture.scrollIntoViewIfNeeded();
        await picture.evaluate("img => img.decode()");
      }
      await page
        .getByRole("link", { name: new RegExp(`${texts.numbers.whole}.*${texts.measures.elder_visits}.*5.*6`) })
        .first()
        .click();
      await page.getByRole("link", { name: texts.rows.not_counted, exact: true }).click();
      await page.getByRole("link", { name: "孙三" }).click();
      await page.getByRole("heading", { name: /孙三/ }).waitFor();
      await page.context().close();
    });

    test("a site is planned by hand on a phone, and a decision of the meeting is done by its owner", async () => {
      const page = await browser.signIn("supervisor", { viewport: PHONE, javaScriptEnabled: false });
      await page.goto(`${url}${AT}/sites/new`);
      await page.getByRole("textbox", { name: texts.sites.name }).fill("三网格谈心室");
      await page.getByRole("combobox", { name: texts.sites.stage }).selectOption("far");
      await page
        .getByRole("combobox", { name: texts.sites.area, exact: true })
        .selectOption(house.district.areas.grid_three);
      await page.getByRole("button", { name: texts.sites.save }).click();
      await page.getByRole("alert").waitFor();
      expect(await page.getByRole("textbox", { name: texts.sites.name }).inputValue()).toBe("三网格谈心室");
      await page.getByLabel(texts.sites.due).fill("2027-12-31");
      await page.getByRole("button", { name: texts.sites.save }).click();
      await page.getByText(texts.done.site!).waitFor();

      await page.goto(url + MEETING);
      await page.getByRole("link", { name: meeting.decide_for(referral.ref) }).click();
      await page.getByRole("textbox", { name: meeting.what }).fill("问卫生院能不能上门");
      await page.getByRole("combobox", { name: meeting.by_whom }).selectOption({ label: "周晓燕" });
      await page.getByRole("button", { name: meeting.save }).click();
      await page.getByText(meeting.done.decided!).waitFor();
      const other = await browser.signIn("worker", { viewport: PHONE });
      await other.goto(`${url}/console`);
      await other.getByRole("button", { name: meeting.finish_for("问卫生院能不能上门") }).click();
      await other.waitForURL(`${url}/console`);
      expect(await other.getByText("问卫生院能不能上门").count()).toBe(0);
      await Promise.all([page.context().close(), other.context().close()]);
    });

    test.each(LOOKS)("every page passes axe at %s", { timeout: AUDIT_MS }, async (name, options, rules) => {
      const pictures = process.env.DOORSTEP_COVERAGE_PICTURES;
      const look = { name, rules, pictures };
      const page = await browser.signIn("supervisor", options);
      const paths = {
        coverage: AT,
        "coverage-community": `${AT}?level=community&show=community_sites`,
        "coverage-rows": `${AT}/rows?measure=elder_visits&area=all`,
        "coverage-sites": `${AT}/sites`,
        "coverage-site": `${AT}/sites/${site}`,
        "coverage-settings": `${AT}/settings`,
        meeting: MEETING,
        "meeting-decide": `${MEETING}/decide?referral=${referral.id}`,
      };
      await auditPages(page, url, paths, look);
      await page.context().close();
      const neighbour = await browser.signIn("neighbour", options);
      await auditPages(neighbour, url, { "coverage-kept": AT }, look);
      await neighbour.context().close();
      const social = await browser.signIn("social", options);
      await auditPages(social, url, { "desk-task": "/console" }, look);
      await social.context().close();
    });
  });
