/** For tests only: the console served on loopback, people signed in to it in Chromium, and what every page must keep. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import type { StaffName } from "../../cases/fixture.ts";
import { DESK, launchChromium, PHONE, takePicture } from "../../platform/chromium-fixture.ts";
import { enter, serveOnLoopback } from "../demo-browser-fixture.ts";
import type { ConsoleFixture } from "./fixture.ts";

/** axe takes a second or two a page, and there are a dozen pages at each width. */
export const AUDIT_MS = 240_000;
/** The lowest that a thumb presses without looking (WCAG 2.2, 2.5.5), in pixels. */
const THUMB = 44;
const EVERYTHING = '["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]';
/** What the colour scheme can change. */
const CONTRAST = '{ type: "rule", values: ["color-contrast", "link-in-text-block"] }';

/** How every page is looked at: the name, the window, and the axe rules that can differ there. */
export const LOOKS = [
  ["390 px", { viewport: PHONE, colorScheme: "light" }, EVERYTHING],
  ["1280 px", { viewport: DESK, colorScheme: "light" }, EVERYTHING],
  ["1280 px, dark", { viewport: DESK, colorScheme: "dark" }, CONTRAST],
] as const;

export interface ConsoleInBrowser {
  url: string;
  /** A new browser with somebody's login link open. */
  atTheDoor(who: StaffName, options: BrowserContextOptions): Promise<Page>;
  /** A new browser, signed in. */
  signIn(who: StaffName, options: BrowserContextOptions): Promise<Page>;
  /** Ends the browser and the server. */
  close(): Promise<void>;
}

/** Serves the fixture's app and starts Chromium; whoever opens it closes it. */
export async function openConsole(house: ConsoleFixture): Promise<ConsoleInBrowser> {
  const { url, close } = await serveOnLoopback(house.app.fetch);
  const browser = await launchChromium();
  const atTheDoor: ConsoleInBrowser["atTheDoor"] = async (who, options) => {
    const context = await browser.newContext({ locale: "zh-CN", ...options });
    const page = await context.newPage();
    await page.goto(url + (await house.loginPath(house.district.staff[who])));
    return page;
  };
  return {
    url,
    atTheDoor,
    signIn: async (who, options) => {
      const page = await atTheDoor(who, options);
      await enter(page);
      return page;
    },
    close: async () => {
      await browser.close();
      close();
    },
  };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The open page passes these axe rules, fits the window's width, and what can be pressed is high enough for a thumb. */
export async function audit(page: Page, rules: string): Promise<void> {
  const { pathname, search } = new URL(page.url());
  const at = pathname + search;
  await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate<AxeResults>(`axe.run({ runOnly: ${rules} })`);
  const found = violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join(" ")}`);
  expect([at, found]).toEqual([at, []]);
  expect(passes.length).toBeGreaterThan(0);
  // A box to tick counts with its label.
  const low = await page
    .locator("main :is(a, button, summary, select, textarea, input:not([type=hidden])), header :is(a, button)")
    .evaluateAll(
      (all, thumb) =>
        all
          .filter((one) => {
            const { height } = (one.closest("label") ?? one).getBoundingClientRect();
            return height > 0 && height < thumb;
          })
          .map((one) => one.outerHTML),
      THUMB,
    );
  expect([at, low]).toEqual([at, []]);
  const beyond = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
  expect([at, beyond]).toEqual([at, 0]);
}

/**
 * Opens one page after the other with everything unfolded and audits each; the browser's own console stays free of errors.
 * @param paths a name, for its picture, and the path of each page
 * @param pictures the folder for the pictures, or nothing
 */
export async function auditPages(
  page: Page,
  url: string,
  paths: Record<string, string>,
  look: { name: string; rules: string; pictures?: string | undefined },
): Promise<void> {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (said) => {
    // A page that is refused or missing is one of those that are looked at.
    if (said.type() === "error" && !said.text().includes("the server responded with a status of 40"))
      faults.push(said.text());
  });
  for (const [name, path] of Object.entries(paths)) {
    await page.goto(url + path);
    for (const summary of await page.locator("summary").all()) await summary.click();
    await takePicture(page, look.pictures, `${name}-${look.name.replace(/\W+/g, "-")}`);
    await audit(page, look.rules);
  }
  expect(faults).toEqual([]);
}
