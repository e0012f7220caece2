/** The pages in English and Traditional in a real browser: the switch, the chat's own texts, and whether longer words fit. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, DESK, PHONE, takePicture } from "../platform/chromium-fixture.ts";
import { AUDIT_MS, audit, auditPages, LOOKS } from "./console/browser-fixture.ts";
import type { DemoRole } from "./demo.ts";
import { enter, openDemo } from "./demo-browser-fixture.ts";

if (!chromiumPath) console.log("left out: the languages in the browser (no Chromium)");

const pictures = process.env.DOORSTEP_PICTURES;
const RULES = LOOKS[0][2];
const LINKS = ["简体中文", "繁體中文", "EN, English"];

describe.runIf(chromiumPath !== undefined)("the pages in other languages", () => {
  let demo: Awaited<ReturnType<typeof openDemo>>;
  beforeAll(async () => {
    demo = await openDemo();
  }, AUDIT_MS);
  afterAll(() => demo?.close());

  async function english(role: DemoRole, options: BrowserContextOptions): Promise<Page> {
    const page = await demo.atTheDoor(role, { locale: "en-GB", ...options });
    await audit(page, RULES);
    await enter(page, "Enter");
    return page;
  }
  async function send(page: Page, words: string): Promise<void> {
    await page.getByRole("textbox", { name: "What you want to say" }).fill(words);
    await page.getByRole("button", { name: "Send" }).click();
  }

  test("the chat speaks English at 390 px, what its script says included", { timeout: AUDIT_MS }, async () => {
    for (const role of ["grid_worker", "supervisor"] as const) {
      const page = await english(role, { viewport: PHONE });
      await page.goto(demo.url);
      await page.getByText("I am here. Log a visit").waitFor();
      await audit(page, RULES);
      await send(page, "help");
      await page.getByText("log a visit: who, where").waitFor();
      await send(page, "残疾人两项补贴怎么申请");
      await page.getByText(/^Sources \(\d\)$/).waitFor();
      await page.route("**/api/v1/messages", (route) => route.abort());
      await send(page, "today");
      await page.getByText("No network, not sent").waitFor();
      expect(await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth")).toBe(0);
      await takePicture(page, pictures, `chat-en-${role}`);
      await page.getByRole("button", { name: "Do not send" }).click();
      await page.context().close();
    }
  });

  test("a choice is kept without JavaScript, from the door to the chat", { timeout: AUDIT_MS }, async () => {
    const page = await demo.atTheDoor("supervisor", { viewport: PHONE, javaScriptEnabled: false });
    expect(await page.getByRole("navigation").getByRole("link").allInnerTexts()).toEqual(["简", "繁", "EN"]);
    await page.getByRole("link", { name: "繁體中文" }).click();
    await page.getByRole("button", { name: "進入" }).click();
    await page.getByRole("link", { name: "工作臺" }).waitFor();
    await page.getByRole("link", { name: "轉介", exact: true }).click();
    await page.getByRole("link", { name: "聊天" }).click();
    await page.getByPlaceholder("說一句，錯字沒關係").waitFor();
    await page.getByRole("link", { name: "EN, English" }).click();
    await page.getByPlaceholder("Just say it, typos are fine").waitFor();
    expect(new URL(page.url()).search).toBe("");
    await page.context().close();
  });

  test.each([
    ["390 px", PHONE],
    ["1280 px", DESK],
  ] as const)("the console fits in English at %s", { timeout: AUDIT_MS }, async (name, viewport) => {
    const page = await english("supervisor", { viewport });
    const sections = ["", "/referrals", "/visits", "/staff", "/directory", "/directory/import", "/nowhere"];
    const documents = ["", "/upload", "/gaps", "/hotlines", "/hotlines/propose"].map((path) => `/knowledge${path}`);
    const paths = [...sections, ...documents].map((path) => [`en${path.replaceAll("/", "-")}`, `/console${path}`]);
    await auditPages(page, demo.url, Object.fromEntries(paths), {
      name,
      rules: RULES,
      ...(pictures ? { pictures } : {}),
    });
    await page.context().close();
  });

  test("the slip is in the worker's language, and prints without the links", { timeout: AUDIT_MS }, async () => {
    const page = await english("grid_worker", { viewport: PHONE });
    await page.goto(demo.url);
    await send(page, "82岁的老人，精神残疾二级，吃低保，家里困难，能领啥");
    await page.getByRole("button", { name: "先这些" }).last().click();
    const opened = page.context().waitForEvent("page");
    await page.getByRole("link", { name: "打印给他带走" }).last().click();
    const slip = await opened;
    await slip.getByRole("heading", { name: "Benefits to ask about" }).waitFor();
    await audit(slip, RULES);
    const links = slip.getByRole("navigation").getByRole("link");
    expect(await Promise.all((await links.all()).map((link) => link.getAttribute("aria-label")))).toEqual(LINKS);
    const heights = await links.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    await takePicture(slip, pictures, "slip-en");
    await slip.emulateMedia({ media: "print" });
    expect(await links.first().isVisible()).toBe(false);
    await slip.emulateMedia({ media: "screen" });
    await slip.getByRole("link", { name: "繁體中文" }).click();
    await slip.getByRole("heading", { name: "可以去問的補貼" }).waitFor();
    await page.context().close();
  });
});
