/** The directory's pages in a real browser: without JavaScript, against WCAG, and within the width of a phone. */
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type ServerType, serve } from "@hono/node-server";
import type { AxeResults } from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StaffName } from "../../../cases/fixture.ts";
import { listCorrections, reportCorrection } from "../../../knowledge/directory/corrections.ts";
import { loadDemoDirectory } from "../../../knowledge/pack/load.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture } from "../fixture.ts";
import { texts } from "./texts.ts";

const executablePath = process.env.DOORSTEP_TEST_CHROMIUM;
const QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };
const AUDIT_MS = 180_000;
const FOOD = "ed29f741-1755-5b99-8fc8-a9bd65dd4296";
const PATH = "/console/directory";
const LIST =
  "名称,单位,联系电话,地址,开放时间\n便民理发,民政,22320251,一路1号,每周二、四上午\n磨刀,民政,12,二路2号,\n示范社区助餐点,示范街道社区养老服务中心,000-0000-0109,示范路12号,每天10:30-12:30\n";
/** Where pictures of the pages go, for people to look at; none are made when it is not said. */
const PICTURES = process.env.DOORSTEP_PICTURES;

if (!executablePath) console.log("left out: the directory in the browser (no Chromium)");
else
  describe("the directory in the browser", () => {
    let database: Database;
    let house: ConsoleFixture;
    let server: ServerType;
    let url: string;
    let browser: Browser;
    const correction = { open: "", own: "", decided: "" };

    beforeAll(async () => {
      database = await freshPglite();
      house = await consoleFixture(database);
      await loadDemoDirectory(database, 1);
      const { staff } = house.district;
      const report = (who: StaffName, kind: "phone" | "moved", words: string) =>
        house.as(staff[who], async ({ tx, sealer, scope, now }) => {
          await reportCorrection(
            tx,
            sealer,
            { ...scope, staff_id: scope.staff_id, now },
            { service_id: FOOD, kind, words },
          );
          return (await listCorrections(tx, sealer, 1)).find((one) => one.kind === kind)!.id;
        });
      correction.open = await report("worker", "phone", "电话打不通,听说换成了0757-22320251");
      correction.own = await report("supervisor", "moved", "搬到示范路15号了");
      server = await new Promise((up) => {
        const made = serve({ fetch: house.app.fetch, port: 0, hostname: "127.0.0.1" }, () => up(made));
      });
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", ...QUIET] });
    });
    afterAll(async () => {
      await browser?.close();
      server?.close();
      await database?.close();
    });

    async function signIn(who: StaffName, options: BrowserContextOptions): Promise<Page> {
      const context = await browser.newContext({ locale: "zh-CN", ...options });
      const page = await context.newPage();
      await page.goto(url + (await house.loginPath(house.district.staff[who])));
      await page.getByRole("button", { name: "进入" }).click();
      await page.waitForURL((at) => !at.pathname.startsWith("/login"));
      return page;
    }

    const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    const tags = '["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]';
    async function audit(page: Page): Promise<void> {
      await page.evaluate(axe);
      const { violations, passes } = await page.evaluate<AxeResults>(`axe.run(document, { runOnly: ${tags} })`);
      const at = new URL(page.url()).pathname;
      const found = violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
      expect([at, found]).toEqual([at, []]);
      expect(passes.length).toBeGreaterThan(0);
      const beyond = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
      expect([at, beyond]).toEqual([at, 0]);
      const small = await page
        .locator("main :is(a, button, select, input:not([type=hidden]), summary)")
        .evaluateAll((all) =>
          all
            .filter((one) => {
              const { height } = (one.closest("label") ?? one).getBoundingClientRect();
              return height > 0 && height < 44;
            })
            .map((one) => one.outerHTML),
        );
      expect([at, small]).toEqual([at, []]);
    }

    test.each([
      ["390 px", PHONE],
      ["1280 px", DESK],
    ] as const)(
      "every page passes axe, fits and can be pressed at %s",
      async (width, viewport) => {
        const page = await signIn("supervisor", { viewport });
        const picture = async (name: string): Promise<void> => {
          if (!PICTURES) return;
          mkdirSync(PICTURES, { recursive: true });
          await page.screenshot({ path: join(PICTURES, `${name}-${width.split(" ")[0]}.png`), fullPage: true });
        };
        const paths = {
          list: PATH,
          nothing: `${PATH}?q=zzz`,
          service: `${PATH}/${FOOD}?done=assured`,
          edit: `${PATH}/${FOOD}/edit`,
          correction: `${PATH}/corrections/${correction.open}`,
          own: `${PATH}/corrections/${correction.own}`,
          import: `${PATH}/import`,
        };
        for (const [name, path] of Object.entries(paths)) {
          await page.goto(url + path);
          await audit(page);
          await picture(name);
        }
        await page.setInputFiles("#file", { name: "清单.csv", mimeType: "text/csv", buffer: Buffer.from(LIST) });
        await page.getByRole("button", { name: texts.upload.read }).click();
        await page.getByRole("heading", { name: texts.upload.preview }).waitFor();
        await audit(page);
        await picture("preview");
        await page.context().close();

        const worker = await signIn("worker", { viewport });
        for (const path of [PATH, `${PATH}/${FOOD}`]) {
          await worker.goto(url + path);
          await audit(worker);
        }
        await worker.context().close();
      },
      AUDIT_MS,
    );

    test("without JavaScript a report is decided and a list is put in", async () => {
      const page = await signIn("supervisor", { viewport: PHONE, javaScriptEnabled: false });
      await page.goto(url + PATH);
      await page
        .getByRole("link", { name: new RegExp(texts.decide) })
        .first()
        .click();
      await page.getByLabel(texts.correction.phones).fill("0757-22320251");
      await page.getByRole("button", { name: texts.correction.confirm }).click();
      expect(await page.getByRole("status").textContent()).toBe(texts.done.confirmed);
      await page.goto(`${url}${PATH}/import`);
      await page.setInputFiles("#file", { name: "清单.csv", mimeType: "text/csv", buffer: Buffer.from(LIST) });
      await page.getByRole("button", { name: texts.upload.read }).click();
      await page.getByRole("checkbox").check();
      await page.getByRole("button", { name: texts.upload.put, exact: true }).click();
      expect(await page.getByRole("status").textContent()).toBe(texts.done.imported);
      await page.getByRole("searchbox").fill("便民理发");
      await page.getByRole("button", { name: texts.find, exact: true }).click();
      expect(await page.getByRole("main").getByRole("listitem").filter({ hasText: "便民理发" }).count()).toBe(1);
      await page.context().close();
    });
  });
