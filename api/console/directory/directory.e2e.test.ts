/** The directory's pages in a real browser: without JavaScript, against WCAG, and within the width of a phone. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StaffName } from "../../../cases/fixture.ts";
import { listCorrections, reportCorrection } from "../../../knowledge/directory/corrections.ts";
import { loadDemoDirectory } from "../../../knowledge/pack/load.ts";
import { chromiumPath, PHONE, takePicture } from "../../../platform/chromium-fixture.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { AUDIT_MS, audit, auditPages, type ConsoleInBrowser, LOOKS, openConsole } from "../browser-fixture.ts";
import { type ConsoleFixture, consoleFixture } from "../fixture.ts";
import { texts } from "./texts.ts";

const FOOD = "ed29f741-1755-5b99-8fc8-a9bd65dd4296";
const PATH = "/console/directory";
const LIST =
  "名称,单位,联系电话,地址,开放时间\n便民理发,民政,22320251,一路1号,每周二、四上午\n磨刀,民政,12,二路2号,\n示范社区助餐点,示范街道社区养老服务中心,000-0000-0109,示范路12号,每天10:30-12:30\n";

if (!chromiumPath) console.log("left out: the directory in the browser (no Chromium)");
else
  describe("the directory in the browser", () => {
    let database: Database;
    let house: ConsoleFixture;
    let browser: ConsoleInBrowser;
    let url: string;
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
      browser = await openConsole(house);
      url = browser.url;
    });
    afterAll(async () => {
      await browser?.close();
      await database?.close();
    });

    test.each(LOOKS)(
      "every page passes axe, fits and can be pressed at %s",
      async (name, look, rules) => {
        const pictures = process.env.DOORSTEP_PICTURES;
        const page = await browser.signIn("supervisor", look);
        const paths = {
          directory: PATH,
          nothing: `${PATH}?q=zzz`,
          service: `${PATH}/${FOOD}?done=assured`,
          edit: `${PATH}/${FOOD}/edit`,
          correction: `${PATH}/corrections/${correction.open}`,
          own: `${PATH}/corrections/${correction.own}`,
          import: `${PATH}/import`,
        };
        await auditPages(page, url, paths, { name, rules, pictures });
        await page.setInputFiles("#file", { name: "清单.csv", mimeType: "text/csv", buffer: Buffer.from(LIST) });
        await page.getByRole("button", { name: texts.upload.read }).click();
        await page.getByRole("heading", { name: texts.upload.preview }).waitFor();
        await takePicture(page, pictures, `preview-${name.replace(/\W+/g, "-")}`);
        await audit(page, rules);
        await page.context().close();

        const worker = await browser.signIn("worker", look);
        await auditPages(
          worker,
          url,
          { directory: PATH, service: `${PATH}/${FOOD}` },
          { name: `worker-${name}`, rules },
        );
        await worker.context().close();
      },
      AUDIT_MS,
    );

    test("without JavaScript a report is decided and a list is put in", async () => {
      const page = await browser.signIn("supervisor", { viewport: PHONE, javaScriptEnabled: false });
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
