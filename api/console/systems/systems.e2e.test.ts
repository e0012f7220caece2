/** Connected systems in a real browser: added by hand on a phone, and against WCAG at both widths. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, PHONE } from "../../../platform/chromium-fixture.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { AUDIT_MS, auditPages, type ConsoleInBrowser, LOOKS, openConsole } from "../browser-fixture.ts";
import { consoleFixture } from "../fixture.ts";
import { texts as shell } from "../texts.ts";
import { texts } from "./texts.ts";

if (!chromiumPath) console.log("left out: connected systems in the browser (no Chromium)");
else
  describe("connected systems in the browser", () => {
    let database: Database;
    let browser: ConsoleInBrowser;
    beforeAll(async () => {
      database = await freshPglite();
      browser = await openConsole(await consoleFixture(database));
    });
    afterAll(async () => {
      await browser?.close();
      await database?.close();
    });

    test("an admin adds an address by hand, without scripts, and reads the secret once", async () => {
      const page = await browser.signIn("admin", { viewport: PHONE, javaScriptEnabled: false });
      await page.getByRole("link", { name: shell.sections.systems, exact: true }).click();
      await page.getByRole("textbox", { name: texts.address }).fill("https://hooks.example.org/in");
      await page.getByRole("checkbox", { name: texts.event["referral.moved"] }).check();
      await page.getByRole("checkbox", { name: texts.event["need.closed"] }).check();
      await page.getByRole("button", { name: texts.add, exact: true }).click();
      expect(await page.locator(".code").textContent()).toMatch(/^whsec_/);
      await page.getByRole("link", { name: texts.secret.back }).click();
      await page.getByRole("heading", { name: "https://hooks.example.org/in" }).waitFor();
      await page.context().close();
    });

    test("an admin makes a token with the keyboard's labels alone, and it is shown once", async () => {
      const page = await browser.signIn("admin", { viewport: PHONE, javaScriptEnabled: false });
      await page.goto(`${browser.url}/console/systems`);
      await page.getByRole("textbox", { name: texts.machines.name }).fill("养老平台");
      await page.getByLabel(texts.machines.sees).selectOption({ label: "第一网格" });
      await page.getByRole("button", { name: texts.machines.add, exact: true }).click();
      expect(await page.locator(".code").textContent()).toMatch(/^doorstep_[0-9A-Z]{26}$/);
      await page.getByRole("link", { name: texts.secret.back }).click();
      await page.getByRole("button", { name: texts.machines.revoke_for("养老平台") }).waitFor();
      await page.context().close();
    });

    test.each(LOOKS)(
      "passes WCAG and fits: %s",
      async (name, options, rules) => {
        const page = await browser.signIn("admin", options);
        const pictures = process.env.DOORSTEP_PICTURES;
        await auditPages(page, browser.url, { systems: "/console/systems" }, { name, rules, pictures });
        await page.context().close();
      },
      AUDIT_MS,
    );
  });
