/** The knowledge officer's day in a real browser: a document in, a citation followed, a gap closed, a number approved. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "../../../bot/conversation/ask.ts";
import type { Turn } from "../../../bot/conversation/turn.ts";
import type { StaffName } from "../../../cases/fixture.ts";
import { findStaff } from "../../../cases/staff/staff.ts";
import { putSample, putSampleRegions, sampleText } from "../../../knowledge/ingest/sample-document.ts";
import { chromiumPath, PHONE } from "../../../platform/chromium-fixture.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { AUDIT_MS, auditPages, type ConsoleInBrowser, LOOKS, openConsole } from "../browser-fixture.ts";
import { type ConsoleFixture, consoleFixture } from "../fixture.ts";
import { texts } from "./texts.ts";

const AT = "/console/knowledge";
const DOUBTED = "## 说法\n\n网上有人说每月能领两千元,没有写是哪里发的。";
const rules = (weekly: string): string => `# 东河区独居老人探访办法

东民发〔2026〕7号

第一条 独居老人${weekly}探访一次,高龄独居老人每周探访两次。

第二条 探访由所在社区安排,发现异常马上报告。

第三条 本办法自2026年3月1日起施行。
`;

if (!chromiumPath) console.log("left out: the knowledge pages in the browser (no Chromium)");
else
  describe("the knowledge pages in the browser", () => {
    let database: Database;
    let house: ConsoleFixture;
    let browser: ConsoleInBrowser;
    let url: string;
    let document: string;
    let question: string;

    beforeAll(async () => {
      database = await freshPglite();
      await putSampleRegions(database);
      house = await consoleFixture(database);
      await putSample(database, sampleText({ id: "rumour", title: "两千元补贴", doubt: "没有出处" }, DOUBTED), 1);
      browser = await openConsole(house);
      url = browser.url;
    });
    afterAll(async () => {
      await browser?.close();
      await database?.close();
    });

    /** Asks in the chat. @returns the address of the first citation, or null */
    async function asked(who: StaffName, words: string): Promise<string | null> {
      const member = house.district.staff[who];
      return house.as(member, async (session) => {
        const staff = (await findStaff(session, member.id))!;
        const [reply] = (await ask({ session, staff } as Turn, words)).replies;
        const [citation] = reply!.citations;
        if (!citation) return null;
        const { document_id, version, start, end } = citation;
        return `${AT}/${document_id}?version=${version}&start=${start}&end=${end}#cited`;
      });
    }
    async function put(page: Page, file: { name: string; text: string }): Promise<void> {
      await page
        .getByLabel(texts.upload.file, { exact: true })
        .setInputFiles({ name: file.name, mimeType: "text/plain", buffer: Buffer.from(file.text) });
      await page.getByRole("button", { name: texts.upload.read }).click();
      await page.getByRole("heading", { name: texts.preview.title }).waitFor();
    }

    test("without JavaScript an officer puts a document in, corrects it, and puts in a new version", async () => {
      const page = await browser.signIn("supervisor", { viewport: PHONE, javaScriptEnabled: false });
      await page.goto(url + AT);
      await page.getByRole("link", { name: texts.list.upload }).click();
      await put(page, { name: "探访办法.txt", text: rules("每周") });
      await page.getByLabel(texts.preview.fields.issuer).fill("东河区民政局");
      await page.getByLabel(texts.preview.fields.effective_to).fill("明年");
      await page.getByRole("button", { name: texts.preview.confirm }).click();
      await page.getByRole("alert").getByText(texts.preview.wrong_date).waitFor();
      expect(await page.getByLabel(texts.preview.fields.issuer).inputValue()).toBe("东河区民政局");
      await page.getByLabel(texts.preview.fields.effective_to).fill("");
      await page.getByRole("button", { name: texts.preview.confirm }).click();
      await page.getByText(texts.done.added).waitFor();
      document = decodeURIComponent(new URL(page.url()).pathname.slice(AT.length + 1));

      await page.getByRole("link", { name: texts.document.new_version }).click();
      await put(page, { name: "改过.txt", text: rules("每三天") });
      expect(await page.getByText(texts.preview.next_version("东河区独居老人探访办法", 2)).count()).toBe(1);
      await page.getByRole("button", { name: texts.preview.confirm }).click();
      await page.getByText(texts.done.added).waitFor();
      await page.getByRole("link", { name: texts.document.compare }).click();
      expect((await page.locator("ins, del").allInnerTexts()).join()).toMatch(/周.*三天|三天.*周/s);
      await page.context().close();
    });

    test("a citation leads to its words, marked and in view", async () => {
      const cited = (await asked("worker", "高龄独居老人多久探访一次"))!;
      const page = await browser.signIn("worker", { viewport: PHONE });
      await page.goto(url + cited);
      const mark = page.locator("#cited");
      expect(await mark.innerText()).toContain("每三天探访一次");
      const { top, bottom } = await mark.evaluate((node) => {
        const { top, bottom } = node.getBoundingClientRect();
        return { top, bottom };
      });
      expect(top).toBeGreaterThanOrEqual(0);
      expect(bottom).toBeLessThanOrEqual(PHONE.height);
      expect(await page.getByRole("link", { name: texts.document.withdraw }).count()).toBe(0);
      await page.context().close();
    });

    test("a number is proposed by one and approved by another", async () => {
      const first = await browser.signIn("supervisor", { viewport: PHONE });
      await first.goto(`${url}${AT}/hotlines/propose`);
      const fields = texts.hotlines.fields;
      for (const [label, words] of [
        [fields.number, "0990-5551234"],
        [fields.name, "东河区心理援助"],
        [fields.purpose, "心里难受,可以打"],
        [fields.source, "区卫健委电话核实"],
        [fields.as_of, "2026-11-20"],
      ] as const) {
        await first.getByLabel(label, { exact: true }).fill(words);
      }
      await first.getByRole("button", { name: texts.hotlines.send }).click();
      await first.getByText(texts.hotlines.own).waitFor();
      const second = await browser.signIn("second_supervisor", { viewport: PHONE });
      await second.goto(`${url}${AT}/hotlines`);
      await second.getByText(texts.hotlines.reject, { exact: true }).click();
      await second.getByRole("button", { name: `${texts.hotlines.approve} 0990-5551234` }).click();
      await second.getByText(texts.done.approved).waitFor();
      await first.goto(`${url}${AT}/hotlines/propose?number=0990-5551234&region=990101`);
      await first.getByLabel(fields.hours).fill("全天");
      await first.getByRole("button", { name: texts.hotlines.send }).click();
      await first.getByText(texts.done.proposed).waitFor();
      await first.context().close();
      await second.context().close();
    });

    test("a gap is looked at, and closed for a reason", async () => {
      for (const words of ["搓澡师傅怎么预约", "请问搓澡师傅咋预约"]) await asked("worker", words);
      await asked("colleague", "流浪猫绝育找谁");
      const page = await browser.signIn("supervisor", { viewport: PHONE });
      await page.goto(`${url}${AT}/gaps`);
      await page.getByRole("link", { name: "流浪猫绝育找谁" }).click();
      await page.getByLabel(texts.gap.reason).fill("归城管,打 12345");
      await page.getByRole("button", { name: texts.gap.close }).click();
      await page.getByText(texts.done.not_ours).waitFor();
      await page.goto(`${url}${AT}/gaps`);
      await page.getByRole("link", { name: "请问搓澡师傅咋预约" }).click();
      await page.waitForURL(/gaps\/[0-9a-f-]{36}/);
      question = new URL(page.url()).pathname.split("/").at(-1)!;
      await page.context().close();
    });

    test.each(LOOKS)(
      "every page passes axe, fits and can be pressed at %s",
      async (name, look, axe_rules) => {
        const page = await browser.signIn("second_supervisor", look);
        await page.goto(`${url}${AT}/upload`);
        await put(page, { name: "看看.txt", text: rules("每十天") });
        const preview = new URL(page.url()).pathname;
        const at = `${AT}/${encodeURIComponent(document)}`;
        const [clause] = await house.as(house.district.staff.supervisor, async ({ tx }) => {
          const found = "select span_start, span_end from chunks where document_id = $1 and ordinal = 1";
          return (await tx.query<{ span_start: number; span_end: number }>(found, [document])).rows;
        });
        const paths = {
          list: AT,
          nothing: `${AT}?words=没有`,
          document: `${at}?version=2&start=${clause!.span_start}&end=${clause!.span_end}`,
          old: `${at}?version=1`,
          doubted: `${AT}/rumour`,
          compare: `${at}/compare?from=1&to=2`,
          undo: `${at}/undo`,
          withdraw: `${at}/withdraw`,
          upload: `${AT}/upload?of=${encodeURIComponent(document)}&gap=${question}`,
          preview,
          gaps: `${AT}/gaps`,
          closed: `${AT}/gaps?closed=1`,
          gap: `${AT}/gaps/${question}?q=探访`,
          hotlines: `${AT}/hotlines`,
          propose: `${AT}/hotlines/propose`,
        };
        await auditPages(page, url, paths, { name, rules: axe_rules, pictures: process.env.DOORSTEP_PICTURES });
        await page.context().close();
      },
      AUDIT_MS,
    );
  });
