/** Crises in a real browser: two people at two desks, by keyboard, without JavaScript, and against WCAG at both widths. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acknowledgeCrisis } from "../../../cases/crises/acknowledge.ts";
import { proposeContacts } from "../../../cases/crises/contacts.ts";
import { putRosterEntry } from "../../../cases/crises/keep-roster.ts";
import { type CrisisReport, recordCrisis } from "../../../cases/crises/record.ts";
import type { StaffName } from "../../../cases/fixture.ts";
import { draftOf } from "../../../cases/visits/fixture.ts";
import { saveVisit } from "../../../cases/visits/save.ts";
import { chromiumPath, DESK, PHONE, takePicture } from "../../../platform/chromium-fixture.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { newId } from "../../../platform/id.ts";
import { AUDIT_MS, audit, auditPages, type ConsoleInBrowser, LOOKS, openConsole } from "../browser-fixture.ts";
import { type ConsoleFixture, consoleFixture } from "../fixture.ts";
import { texts as shell } from "../texts.ts";
import { texts } from "./texts.ts";

const AT = "/console/crises";
/** A change must be on the other screen by then. */
const SEEN_MS = 3_000;
/** Counts the tones instead of hearing them. */
const LISTEN = `
  window.tones = 0;
  const create = AudioContext.prototype.createOscillator;
  AudioContext.prototype.createOscillator = function () { window.tones += 1; return create.call(this); };
`;

if (!chromiumPath) console.log("left out: crises in the browser (no Chromium)");
else
  describe("crises in the browser", () => {
    let database: Database;
    let house: ConsoleFixture;
    let browser: ConsoleInBrowser;
    let url: string;

    beforeAll(async () => {
      database = await freshPglite();
      house = await consoleFixture(database);
      const { staff } = house.district;
      const draft = draftOf("去了王秀兰家,5栋2单元401", { persons: [{ name: "王秀兰", address: "5栋2单元401" }] });
      await house.as(staff.worker, (session) => saveVisit(session, draft), 60);
      browser = await openConsole(house);
      url = browser.url;
    });
    afterAll(async () => {
      await browser?.close();
      await database?.close();
    });

    const record = async (changes: Partial<CrisisReport> = {}) =>
      (await house.as(house.district.staff.worker, (session) =>
        recordCrisis(session, {
          ...{ inbox_id: newId(), level: "red", kind: "fire", rules: ["fire.seen"], words: "五栋着火了" },
          ...changes,
        }),
      ))!;
    const board = (page: Page) => page.locator("[data-part=board]");
    const desk = async (who: StaffName): Promise<Page> => {
      const page = await browser.signIn(who, { viewport: DESK });
      await page.addInitScript(LISTEN);
      await page.goto(`${url}/console`);
      await page.getByText(texts.live.on).waitFor();
      return page;
    };

    test("a new red one is on both desks within three seconds, in the title, read out and heard; one takes it, the other sees it", async () => {
      const [one, other] = [await desk("supervisor"), await desk("second_supervisor")];
      expect(await one.title()).toBe(`${shell.sections.desk} · 家门口`);
      await one.getByRole("button", { name: texts.live.sound }).click();
      const before = await one.evaluate<number>("window.tones");
      const crisis = await record();
      for (const page of [one, other]) {
        await board(page).getByText(crisis.ref).waitFor({ timeout: SEEN_MS });
        expect(await page.title()).toBe(`(1) ${texts.live.alarm} · ${shell.sections.desk} · 家门口`);
        expect(await page.locator("[data-announce]").innerText()).toContain(crisis.ref);
      }
      expect(await one.evaluate<number>("window.tones")).toBe(before + 3);
      // Nobody pressed the button there: a browser is silent until somebody does.
      expect(await other.evaluate<number>("window.tones")).toBe(0);

      await one.getByRole("button", { name: new RegExp(`${texts.act.acknowledge}.*${crisis.ref}`) }).click();
      await one.getByText(texts.done.acknowledged).waitFor();
      await board(other).getByText(texts.board.owned("蒋国栋")).waitFor({ timeout: SEEN_MS });
      expect(await other.title()).toBe(`${shell.sections.desk} · 家门口`);
      await Promise.all([one.context().close(), other.context().close()]);
    });

    test("what somebody is writing on a crisis stays while it moves on, and what moved is shown around it", async () => {
      const crisis = await record({ kind: "suicide", words: "王秀兰说不想活了", rules: ["suicide.said"] });
      const page = await browser.signIn("supervisor", { viewport: DESK });
      await page.goto(`${url}${AT}/${crisis.id}`);
      await page.getByText(texts.act.note, { exact: true }).click();
      await page.getByRole("textbox", { name: texts.act.note_words }).fill("我在路上");
      const other = await browser.signIn("second_supervisor", { viewport: DESK });
      await other.goto(`${url}${AT}/${crisis.id}`);
      await other.getByRole("button", { name: texts.act.acknowledge }).click();
      await page.locator("[data-part=timeline]").getByText(texts.events.acknowledged).waitFor({ timeout: SEEN_MS });
      expect(await page.getByRole("textbox", { name: texts.act.note_words }).inputValue()).toBe("我在路上");
      await page.locator("[data-part=acts] [data-newer]").waitFor();
      await page.getByRole("button", { name: `${texts.act.confirm}:${texts.act.note}` }).click();
      await page.getByText(texts.done.noted).waitFor();
      await other.locator("[data-part=timeline]").getByText("我在路上").waitFor({ timeout: SEEN_MS });
      // A new one is noticed while another one is open.
      const next = await record();
      await expect.poll(() => other.title(), { timeout: SEEN_MS }).toMatch(new RegExp(`^\\(1\\) ${texts.live.alarm}`));
      expect(await other.locator("[data-announce]").innerText()).toContain(next.ref);
      await house.as(house.district.staff.admin, (session) => acknowledgeCrisis(session, next.id));
      await Promise.all([page.context().close(), other.context().close()]);
    });

    test("without JavaScript a crisis is taken and closed, and the desk can reload itself", async () => {
      const crisis = await record({ kind: "missing", words: "老人走丢了" });
      const page = await browser.signIn("supervisor", { viewport: PHONE, javaScriptEnabled: false });
      await page.goto(`${url}/console`);
      await page.getByRole("link", { name: texts.live.every }).click();
      expect(await page.locator("meta[http-equiv=refresh]").getAttribute("content")).toBe("30");
      await page.getByRole("button", { name: new RegExp(`${texts.act.acknowledge}.*${crisis.ref}`) }).click();
      await page.locator("#fold-closed summary").click();
      await page.getByRole("combobox", { name: texts.act.outcome }).selectOption("safe");
      await page.getByRole("button", { name: `${texts.act.confirm}:${texts.act.to.closed}` }).click();
      await page.getByText(texts.done.closed).waitFor();
      await page.context().close();
    });

    test(
      "a drill goes from a message to the end of the list by keyboard",
      async () => {
        const page = await browser.signIn("supervisor", { viewport: DESK });
        await page.goto(`${url}${AT}/drill`);
        await page.getByLabel(texts.drill.own).fill("五栋着火了,好大的烟");
        await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
        await page.getByText(texts.drill.banner).waitFor();
        await page.getByRole("button", { name: texts.drill.wait(3) }).press("Enter");
        await page.getByText(texts.drill.ended).waitFor();
        // The answer to a form has no address to be opened by: it is audited where it stands.
        await takePicture(page, process.env.DOORSTEP_PICTURES, "crises-drill-run");
        await audit(page, LOOKS[1][2]);
        await page.context().close();
      },
      AUDIT_MS,
    );

    test("a session that ended says so on the page", async () => {
      const page = await desk("admin");
      await page.context().clearCookies();
      await record();
      await page.getByText(texts.live.ended).waitFor();
      await page.context().close();
    });

    test.each(LOOKS)(
      "every page passes axe, fits and can be pressed at %s",
      async (name, look, rules) => {
        const { staff, areas } = house.district;
        const suicide = await record({ kind: "suicide", words: "王秀兰在阳台上说不想活了,药都吃了" });
        await house.as(staff.supervisor, (session) => proposeContacts(session, suicide.id));
        const child = await record({ kind: "child", words: "孩子身上有烟头烫的伤" });
        const line = { area_id: areas.grid_one, kinds: ["fire", "medical"], place: 1, staff_id: staff.social.id };
        const times = { away_from: null, away_until: null, duty_from: "20:00", duty_until: "08:00", active: true };
        const entry = await house.as(staff.admin, (session) =>
          putRosterEntry(session, { ...line, ...times, stand_in_id: staff.admin.id, weekdays: [1, 2, 3] }),
        );
        const pages = {
          worker: { desk: "/console", own: `${AT}/${child.id}` },
          supervisor: {
            ...{ desk: "/console", crises: AT, closed: `${AT}?show=closed` },
            ...{ suicide: `${AT}/${suicide.id}`, child: `${AT}/${child.id}?done=acknowledged` },
            ...{ roster: `${AT}/roster`, entry: `${AT}/roster/${entry}`, drop: `${AT}/roster/${entry}/drop` },
            ...{ drill: `${AT}/drill?kind=confinement` },
          },
        };
        for (const [who, paths] of Object.entries(pages)) {
          const page = await browser.signIn(who as StaffName, look);
          await auditPages(page, url, paths, {
            name: `crises-${who}-${name}`,
            rules,
            pictures: process.env.DOORSTEP_PICTURES,
          });
          await page.context().close();
        }
      },
      AUDIT_MS,
    );
  });
