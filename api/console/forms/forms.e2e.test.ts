/** The forms in a real browser: what can be pressed, read out, copied, printed on paper, and done without scripts. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { referralTo } from "../../../cases/fixture.ts";
import { toldVisit } from "../../../cases/forms/fixture.ts";
import { docxOf, wordsIn } from "../../../cases/forms/node/docx-fixture.ts";
import { raiseReferral } from "../../../cases/referrals/raise.ts";
import { draftOf } from "../../../cases/visits/fixture.ts";
import { type SavedVisit, saveVisit } from "../../../cases/visits/save.ts";
import { chromiumPath, DESK, PHONE } from "../../../platform/chromium-fixture.ts";
import { chinaDate, systemClock } from "../../../platform/clock.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { AUDIT_MS, auditPages, type ConsoleInBrowser, LOOKS, openConsole } from "../browser-fixture.ts";
import { type ConsoleFixture, consoleFixture } from "../fixture.ts";
import { texts } from "./texts.ts";

const pictures = process.env.DOORSTEP_PICTURES;
const MONTH = chinaDate(systemClock.now()).slice(0, 7);
/** Points: A4 upright. */
const A4 = [595, 842];

if (!chromiumPath) console.log("left out: the forms in the browser (no Chromium)");
else
  describe("the forms in the browser", () => {
    let database: Database;
    let house: ConsoleFixture;
    let browser: ConsoleInBrowser;
    let url: string;
    let visit: SavedVisit;
    let letter: string;
    let at: string;

    beforeAll(async () => {
      database = await freshPglite();
      house = await consoleFixture(database);
      const { staff } = house.district;
      visit = await house.as(staff.worker, (session) => saveVisit(session, toldVisit()));
      at = `/console/forms/visits/${visit.id}`;
      const about = { person_id: visit.people[0]!.id, visit_id: visit.id };
      const raised = await house.as(staff.worker, (s) => raiseReferral(s, referralTo(house.district, about)));
      letter = `/console/forms/referrals/${raised.id}`;
      browser = await openConsole(house);
      url = browser.url;
    });
    afterAll(async () => {
      await browser?.close();
      await database?.close();
    });

    /** The open page as PDF: how many pages, their size, and what can be read on them. */
    async function pdfOf(page: Page, name: string): Promise<{ pages: number; size: number[]; words: string }> {
      const bytes = await page.pdf({ preferCSSPageSize: true });
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        writeFileSync(join(pictures, `${name}.pdf`), bytes);
      }
      const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: true });
      const document = await task.promise;
      let words = "";
      for (let n = 1; n <= document.numPages; n++) {
        const { items } = await (await document.getPage(n)).getTextContent();
        words += items.map((item) => ("str" in item ? item.str : "")).join("");
      }
      const [, , width, height] = (await document.getPage(1)).view;
      const read = { pages: document.numPages, size: [Math.round(width!), Math.round(height!)], words };
      await task.destroy();
      return read;
    }

    test("each form is one A4 page on paper, without what belongs to the screen", async () => {
      const page = await browser.signIn("worker", { viewport: DESK });
      for (const path of [
        ...["visit", "diary", "mental", "relief", "event"].map((form) => `${at}/${form}`),
        `${letter}/referral`,
      ]) {
        await page.goto(url + path);
        const { pages, size, words } = await pdfOf(page, path.split("/").at(-1)!);
        expect([path, pages, size]).toEqual([path, 1, A4]);
        expect(words).toContain("王某");
        expect(words).not.toContain("王秀兰");
        expect(words).not.toContain(texts.to_print.slice(0, 6));
      }
      await page.context().close();
    });

    test("from the list of visits to the form with full names, by keyboard", async () => {
      const page = await browser.signIn("worker", { viewport: DESK });
      await page.goto(`${url}/console/visits`);
      await page.getByRole("link", { name: `${texts.make} ${visit.ref}` }).press("Enter");
      await page.getByRole("link", { name: texts.full, exact: true }).press("Enter");
      await page.getByText(texts.full_now).waitFor();
      await page.getByRole("link", { name: texts.print_of(texts.names.visit, texts.about.visit) }).press("Enter");
      await page.getByRole("heading", { name: "走访记录表" }).waitFor();
      expect(await page.locator("main").innerText()).toContain("王秀兰");
      await page.context().close();
    });

    test("one press copies an event", async () => {
      const page = await browser.signIn("worker", { viewport: PHONE });
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.goto(url + at);
      await page.getByRole("button", { name: `${texts.copy} ${texts.event(2, "精神与情绪")}` }).click();
      await page.getByText(texts.copied).waitFor();
      const copied = await page.evaluate<string>("navigator.clipboard.readText()");
      expect(copied).toContain("事件描述：门反锁着");
      expect(copied).not.toContain("王秀兰");
      await page.context().close();
    });

    test("without scripts a supervisor changes the template and the columns, and a worker gets them", async () => {
      const page = await browser.signIn("supervisor", { viewport: PHONE, javaScriptEnabled: false });
      await page.goto(`${url}/console/forms`);
      await page.getByRole("link", { name: texts.change_of(texts.names.diary) }).click();
      const send = async (words: string) => {
        const file = { name: "日记.docx", mimeType: "application/octet-stream", buffer: Buffer.from(docxOf(words)) };
        await page.getByLabel(texts.file).setInputFiles(file);
        await page.getByRole("button", { name: texts.check }).click();
      };
      await send("给{姓明}");
      await page.getByText("正文第 1 段「给{姓明}」").waitFor();
      await send("给{姓名}");
      await page.getByText(texts.done.put).waitFor();

      const worker = await browser.signIn("worker", { viewport: PHONE });
      await worker.goto(url + at);
      const download = worker.waitForEvent("download");
      await worker.getByRole("link", { name: texts.word_of(texts.names.diary, texts.about.visit) }).click();
      const stream = await (await download).createReadStream();
      expect(wordsIn(await buffer(stream))).toBe("给王某");
      await worker.context().close();

      await page.goto(`${url}/console/forms/columns/monthly`);
      await page.getByLabel("网格", { exact: true }).fill("0.5");
      await page.getByRole("button", { name: texts.save }).click();
      await page.getByText(texts.done.kept).waitFor();
      await page.goto(`${url}/console/forms/months/${MONTH}/monthly`);
      expect(await page.getByRole("columnheader").first().innerText()).toBe("网格");
      await page.context().close();
    });

    test.each(LOOKS)(
      "every page passes axe, fits and can be pressed at %s",
      async (name, look, rules) => {
        const forms = "/console/forms";
        const several = await house.as(house.district.staff.worker, (s) =>
          saveVisit(s, draftOf("去了钱一和孙二家", { persons: [{ name: "钱一" }, { name: "孙二" }] })),
        );
        const pages = {
          worker: {
            ...{ choice: at, named: `${at}?names=full`, several: `${forms}/visits/${several.id}`, letter },
            ...{ sheet: `${at}/visit`, mental: `${at}/mental`, referral: `${letter}/referral` },
            visits: "/console/visits",
          },
          supervisor: {
            ...{ forms, ledger: `${forms}/months/${MONTH}/ledger`, monthly: `${forms}/months/${MONTH}/monthly` },
            ...{ paper: `${forms}/months/${MONTH}/ledger.print`, columns: `${forms}/columns/ledger` },
            ...{ template: `${forms}/templates/diary`, empty: `${forms}/months/2020-01/ledger` },
          },
        } as const;
        for (const [who, paths] of Object.entries(pages)) {
          const page = await browser.signIn(who as keyof typeof pages, look);
          await auditPages(page, url, paths, { name: `forms-${name}`, rules, pictures });
          await page.context().close();
        }
      },
      AUDIT_MS,
    );
  });
