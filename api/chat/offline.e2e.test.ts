/** The chat on a phone without a network: what was written is kept, goes out once, and counts from when it was written. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { chromiumPath, DESK, PHONE, takePicture } from "../../platform/chromium-fixture.ts";
import { addDays, chinaDate } from "../../platform/clock.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { DEMO_DISTRICT, demoStaffId } from "../demo.ts";
import { enter, openDemo } from "../demo-browser-fixture.ts";
import { waitingIn } from "./waiting-fixture.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = process.env.DOORSTEP_SCREENSHOTS ? join(import.meta.dirname, "../../docs/screenshots") : null;
const DAY_MS = 86_400_000;

describe.runIf(chromiumPath !== undefined)("the chat without a network", () => {
  let demo: Awaited<ReturnType<typeof openDemo>>;
  beforeAll(async () => {
    demo = await openDemo();
  });
  afterAll(() => demo?.close());
  afterEach(async () => {
    for (const context of demo.browser.contexts()) await context.close();
  });

  const visits = async (note: string): Promise<{ visited_on: string; written_at: Date | null }[]> => {
    const { database, sealer } = demo.parts;
    const { rows } = await scoped(database, systemScope(DEMO_DISTRICT), (tx) =>
      tx.query<{ visited_on: string; written_at: Date | null; note_sealed: string }>(
        "select visited_on::text, written_at, note_sealed from visits",
      ),
    );
    const notes = await Promise.all(rows.map((row) => sealer.open(row.note_sealed, "visits.note")));
    return rows.filter((_, i) => notes[i] === note).map(({ visited_on, written_at }) => ({ visited_on, written_at }));
  };

  /** A phone on which somebody is signed in and whose service worker has what it needs. */
  async function phone(viewport = PHONE): Promise<{ context: BrowserContext; page: Page }> {
    const page = await demo.atTheDoor("grid_worker", { viewport });
    await enter(page);
    await page.getByRole("log").waitFor();
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)");
    await vi.waitUntil(() => page.evaluate("navigator.serviceWorker.controller !== null"));
    // What is still on its way tells the server's clock, and a test that sets the phone's would be told a wrong one.
    await page.waitForLoadState("networkidle");
    return { context: page.context(), page };
  }

  async function say(page: Page, text: string): Promise<void> {
    await page.getByRole("textbox").fill(text);
    await page.getByRole("button", { name: "发送", exact: true }).click();
  }

  const unsent = "没网，还没发出去";

  test("a phone can install it: manifest, icons that are pictures of their size, a page without a name", async () => {
    const { page } = await phone();
    const href = await page.locator('link[rel="manifest"]').getAttribute("href");
    const manifest = (await (await page.request.get(demo.url + href)).json()) as {
      start_url: string;
      display: string;
      icons: { src: string; sizes: string; purpose: string }[];
    };
    expect(manifest).toMatchObject({ start_url: "/", display: "standalone" });
    expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual([
      "192x192 any",
      "512x512 any",
      "512x512 maskable",
    ]);
    for (const { src, sizes } of manifest.icons) {
      const drawn = await page.evaluate<string>(
        `fetch(${JSON.stringify(src)}).then((it) => it.blob()).then(createImageBitmap).then((it) => it.width + "x" + it.height)`,
      );
      expect(drawn).toBe(sizes);
    }
    const name = await page.locator(".who").innerText();
    expect(name).not.toBe("");
    expect(await (await page.request.get(`${demo.url}/offline`)).text()).not.toContain(name);
    const stored = await page.evaluate<string[]>(
      "caches.keys().then(async (names) => (await Promise.all(names.map(async (n) => (await (await caches.open(n)).keys()).map((r) => new URL(r.url).pathname)))).flat())",
    );
    expect(stored.filter((path) => !path.startsWith("/assets/"))).toEqual(["/offline"]);
  });

  test("written yesterday without a network, the phone switched off and on: sent once, the visit is of yesterday", async () => {
    const { context, page } = await phone();
    const note = "刚去了三网格6栋1单元202看赵桂芳奶奶 82岁 一个人住 药还剩两天 明天再去";
    const written = Date.now() - DAY_MS;
    await context.setOffline(true);
    await page.clock.setFixedTime(written);
    await say(page, note);
    await page.getByText(unsent).waitFor();
    expect(await waitingIn(page)).toBe(1);
    await page.close();

    const next = await context.newPage();
    // The clock is the whole browser's.
    await next.clock.setFixedTime(Date.now());
    await next.goto(demo.url);
    await next.getByText("没网也能记").waitFor();
    await next.getByText(unsent).waitFor();
    expect(await next.locator(".who").innerText()).toBe("");
    await context.setOffline(false);
    await next.getByText("还没保存").waitFor();
    await vi.waitUntil(async () => (await waitingIn(next)) === 0);
    const card = await next.locator(".visit_draft").innerText();
    expect(card).toMatch(new RegExp(`约好[\\s:]+${chinaDate(new Date())}`));
    expect(card).toContain(`写于 ${chinaDate(new Date(written))}`);
    await next.getByRole("button", { name: "保存" }).click();
    await next.getByText(/已保存 V-/).waitFor();
    const saved = await visits(note);
    expect(saved).toMatchObject([{ visited_on: addDays(chinaDate(new Date()), -1) }]);
    expect(Math.abs(saved[0]!.written_at!.getTime() - written)).toBeLessThan(10_000);
  });

  test("two tabs and a reload in the middle: one effect, and every tab knows", async () => {
    const { context, page } = await phone();
    await context.setOffline(true);
    await say(page, "记走访 三网格9栋101钱大妈 腿摔了");
    await page.getByText(unsent).waitFor();
    const other = await context.newPage();
    await other.goto(demo.url);
    await other.getByText(unsent).waitFor();
    await page.reload();
    await page.getByText(unsent).waitFor();
    await context.setOffline(false);
    await Promise.all(
      [page, other].map((tab) => tab.locator(".visit_draft").or(tab.getByText("在另一页发出去了")).first().waitFor()),
    );
    await vi.waitUntil(async () => (await waitingIn(page)) === 0);
    const { rows } = await scoped(demo.parts.database, systemScope(DEMO_DISTRICT), async (tx) => {
      await tx.query("select set_config('app.staff', $1, true)", [await demoStaffId("grid_worker")]);
      return tx.query<{ body_sealed: string }>("select body_sealed from drafts where state = 'open'");
    });
    const bodies = await Promise.all(rows.map((row) => demo.parts.sealer.open(row.body_sealed, "drafts.body")));
    expect(bodies.filter((body) => body.includes("钱大妈"))).toHaveLength(1);
  });

  test.each([
    ["390 px", PHONE],
    ["1280 px", DESK],
  ] as const)(
    "at %s: words about danger stand beside the numbers at once; axe finds nothing",
    async (name, viewport) => {
      const { context, page } = await phone(viewport);
      await context.setOffline(true);
      await page.reload();
      await page.getByText("没网也能记").waitFor();
      await say(page, "三网格5栋王大爷站在楼顶要往下跳");
      await page.getByText(unsent).waitFor();
      const numbers = page.locator(".mine .numbers a");
      expect(await numbers.evaluateAll((all) => all.map((one) => one.getAttribute("href")))).toEqual([
        "tel:110",
        "tel:120",
        "tel:12356",
      ]);
      expect(await page.locator(".mine .state").innerText()).toContain("没上锁");
      await takePicture(page, pictures, `offline-${name.split(" ")[0]}`);
      await page.evaluate(AXE);
      const { violations } = await page.evaluate<AxeResults>("axe.run()");
      expect(violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
      expect(await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth")).toBe(0);
      await page.getByRole("button", { name: "不发了" }).click();
      await page.getByText("不再重发了").waitFor();
      await vi.waitUntil(async () => (await waitingIn(page)) === 0);
    },
  );

  test("older than a week: it is asked about, and goes out only when somebody says so", async () => {
    const { context, page } = await phone();
    await context.setOffline(true);
    await page.clock.setFixedTime(Date.now() - 9 * DAY_MS);
    await say(page, "低保怎么申请");
    await page.getByText(unsent).waitFor();
    await page.clock.setFixedTime(Date.now());
    await context.setOffline(false);
    await page.getByText("一个多星期前写的").waitFor();
    expect(await waitingIn(page)).toBe(1);
    await page.getByRole("button", { name: "现在发" }).click();
    await page.getByText("依据").first().waitFor();
    await vi.waitUntil(async () => (await waitingIn(page)) === 0);
  });

  test("signing out erases what waits and whose browser it was", async () => {
    const { context, page } = await phone();
    await context.setOffline(true);
    await say(page, "记走访 三网格9栋");
    await page.getByText(unsent).waitFor();
    page.on("dialog", (dialog) => dialog.accept());
    const left = page.waitForEvent("framenavigated");
    await page.getByRole("button", { name: "退出" }).click();
    await left.catch(() => {});
    const next = await context.newPage();
    await next.goto(demo.url);
    await next.getByText("这台手机上还没登录过").waitFor();
    await vi.waitUntil(async () => (await waitingIn(next)) === 0);
  });
});
