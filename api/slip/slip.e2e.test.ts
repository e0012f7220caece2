/** What a resident takes home, in a real browser: from the worker's chat to the sheet that is printed. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, takePicture } from "../../platform/chromium-fixture.ts";
import { AUDIT_MS, audit, LOOKS } from "../console/browser-fixture.ts";
import type { DemoRole } from "../demo.ts";
import { enter, openDemo } from "../demo-browser-fixture.ts";

if (!chromiumPath) console.log("left out: the slip in the browser (no Chromium)");

const pictures = process.env.DOORSTEP_PICTURES;
/** Points in a CSS pixel. */
const POINTS = 72 / 96;
/** What is left between the margins, in CSS pixels. */
const PAPER = [
  ["A4", 703],
  ["A5", 468],
] as const;

describe.runIf(chromiumPath !== undefined)("the slip", () => {
  let demo: Awaited<ReturnType<typeof openDemo>>;
  beforeAll(async () => {
    demo = await openDemo();
  }, AUDIT_MS);
  afterAll(() => demo?.close());

  /** The web chat of a demo person in a browser of their own. */
  async function signIn(role: DemoRole, options: BrowserContextOptions): Promise<Page> {
    const page = await demo.atTheDoor(role, options);
    await enter(page);
    await page.goto(demo.url);
    return page;
  }

  /** Asks in the chat, stops at the first question, and opens the slip. */
  async function slipFor(chat: Page, words: string): Promise<Page> {
    await chat.getByRole("textbox").fill(words);
    await chat.getByRole("button", { name: "发送" }).click();
    await chat.getByRole("button", { name: "先这些" }).last().click();
    const link = chat.getByRole("link", { name: "打印给他带走" }).last();
    await link.waitFor();
    const opened = chat.context().waitForEvent("page");
    await link.click();
    const slip = await opened;
    await slip.waitForLoadState();
    return slip;
  }

  test.each(LOOKS)("can be read and used at %s", { timeout: AUDIT_MS }, async (name, options, rules) => {
    const chat = await signIn("grid_worker", options);
    const slip = await slipFor(chat, "82岁的老人，精神残疾二级，吃低保，家里困难，能领啥");
    await slip.getByRole("heading", { name: "可以去问的补贴" }).waitFor();
    await audit(slip, rules);
    await takePicture(slip, pictures, `slip-${name.replace(/\W+/g, "-")}`);
    await takePicture(chat, pictures, `slip-chat-${name.replace(/\W+/g, "-")}`);
    const words = await slip.locator("main").innerText();
    expect(words).toContain("重度残疾人护理补贴");
    expect(words).toContain("残疾人证");
    expect(words).toContain("12385");
    expect(words).not.toMatch(/82|精神残疾二级/);
    expect(new URL(slip.url()).pathname).toMatch(/^\/slip\/[\w-]{22}$/);
    const sizes = await slip.evaluate<number[]>(
      "Array.from(document.querySelectorAll('main *'), (one) => Number.parseFloat(getComputedStyle(one).fontSize))",
    );
    expect(Math.min(...sizes) * POINTS).toBeGreaterThanOrEqual(18);
    expect(await slip.locator("script").count()).toBe(0);

    await slip.emulateMedia({ media: "print" });
    expect(await slip.getByText("用浏览器菜单里的").isVisible()).toBe(false);
    for (const format of ["A4", "A5"] as const) {
      const pdf = await slip.pdf({ format, ...(pictures ? { path: `${pictures}/slip-${format}.pdf` } : {}) });
      expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    }
    for (const [paper, width] of PAPER) {
      await slip.setViewportSize({ width, height: 900 });
      expect([paper, await slip.evaluate<number>("document.documentElement.scrollWidth - innerWidth")]).toEqual([
        paper,
        0,
      ]);
      await takePicture(slip, pictures, `slip-on-${paper}`);
    }
  });

  test("a name is only what is typed on the page: it is sent nowhere and gone at the next look", async () => {
    const chat = await signIn("grid_worker", LOOKS[0][1]);
    const slip = await slipFor(chat, "82岁独居女的能申请什么");
    const sent: string[] = [];
    slip.on("request", (request) => sent.push(request.method() + (request.postData() ?? "") + request.url()));
    await slip.getByLabel("给").fill("王秀兰");
    await slip.keyboard.press("Enter");
    expect(sent.filter((one) => !one.includes("/assets/"))).toEqual([]);
    await slip.reload();
    expect(await slip.getByLabel("给").inputValue()).toBe("");
  });

  test("is the worker's own: nobody else opens it, and nobody who is not signed in", async () => {
    const chat = await signIn("grid_worker", LOOKS[0][1]);
    const slip = await slipFor(chat, "82岁独居女的能申请什么");
    const path = new URL(slip.url()).pathname;
    const stranger = await (await demo.browser.newContext()).newPage();
    expect((await stranger.goto(demo.url + path))?.status()).toBe(401);
    const other = await signIn("social_worker", LOOKS[0][1]);
    expect((await other.goto(demo.url + path))?.status()).toBe(410);
    expect(await other.locator("main").innerText()).toContain("这张单子清掉了");
    expect((await chat.goto(`${demo.url}/slip/x`))?.status()).toBe(410);
    const own = await chat.goto(demo.url + path);
    expect(own?.status()).toBe(200);
    expect(own?.headers()["cache-control"]).toBe("no-store");
  });
});
