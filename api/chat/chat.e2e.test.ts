/** The chat page in a real browser, over real HTTP, against a scripted `/api/v1`. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { SAMPLE_CITATION, sampleReply } from "../../bot/channels/sample-reply.ts";
import { type SeededDistrict, type StaffName, seedDistrict, testSealer } from "../../cases/fixture.ts";
import { makeLogin } from "../../cases/staff/login.ts";
import { chromiumPath, DESK, launchChromium, PHONE } from "../../platform/chromium-fixture.ts";
import { systemClock } from "../../platform/clock.ts";
import { parseConfig } from "../../platform/config.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import { createLog } from "../../platform/log.ts";
import { assets } from "../assets/assets.ts";
import { login, logout } from "../login.ts";
import type { AppParts } from "../parts.ts";
import { type FakeV1, fakeV1 } from "./fake-v1.ts";
import { chatPage } from "./page.ts";
import { waitingIn } from "./waiting-fixture.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const CARD = [
  "先保命：打 110，再打 120。",
  "心理热线 12356，顺德 0757-22320251，社区 13800138000。",
  "救助金 110元/月、床位120张见第12条。编号 R-12345。",
].join("\n");
const DRAFT = sampleReply({
  kind: "visit_draft",
  text: "我理解的是(还没保存):\n王秀兰 78岁 三网格 5栋2单元401\n需要:有人帮忙买菜做饭(一周内)\n还没说:本人是否同意转介",
  actions: [
    { id: "visit.save:abc:1", label: "保存" },
    { id: "visit.edit:abc:1", label: "修改" },
    { id: "visit.drop:abc:1", label: "放弃" },
  ],
});
const SERVICES = sampleReply({
  kind: "services",
  text: "示范社区食堂\n在哪：示范路1号，离您约 350 米\n电话：021-61234567",
  actions: [
    { id: "services.more", label: "再看几个" },
    { id: "location.share", label: "发位置找最近的" },
  ],
});

if (!chromiumPath) console.log("left out: the chat page in the browser (no Chromium)");
else
  describe("the chat page", () => {
    let district: SeededDistrict;
    let server: ServerType;
    let url: string;
    let browser: Browser;
    let v1: FakeV1;
    let complaints: string[];

    beforeAll(async () => {
      district = await seedDistrict(await freshPglite(), await testSealer(), 1);
      const parts = {
        config: parseConfig({}),
        database: district.database,
        sealer: district.sealer,
        clock: systemClock,
        log: createLog("silent"),
      } as AppParts;
      v1 = fakeV1();
      const app = new Hono();
      const self = ["'self'"];
      app.use(
        secureHeaders({
          contentSecurityPolicy: {
            defaultSrc: ["'none'"],
            scriptSrc: self,
            styleSrc: self,
            imgSrc: self,
            connectSrc: self,
            workerSrc: self,
            manifestSrc: self,
            formAction: self,
          },
        }),
      );
      app.route("/assets", assets());
      app.route("/api/v1", v1.app);
      app.route("/login", login(parts));
      app.route("/logout", logout(parts));
      app.route("/", chatPage(parts));
      server = await new Promise((up) => {
        const made = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () => up(made));
      });
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      browser = await launchChromium();
    });
    afterAll(async () => {
      await browser?.close();
      server?.close();
      await district?.database.close();
    });
    beforeEach(() => {
      v1.reset();
      complaints = [];
    });
    afterEach(async () => {
      for (const context of browser.contexts()) await context.close();
    });

    /** A new browser, its console's errors in `complaints`. */
    async function open(options: BrowserContextOptions = {}): Promise<Page> {
      const context = await browser.newContext({ viewport: PHONE, locale: "zh-CN", ...options });
      const page = await context.newPage();
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (said) => {
        if (said.type() === "error" && !/Failed to load resource/.test(said.text())) complaints.push(said.text());
      });
      return page;
    }

    async function signIn(page: Page, who: StaffName = "worker"): Promise<Page> {
      const { id } = district.staff[who];
      const token = await district.service((session) => makeLogin(session, id, 10), systemClock.now());
      await page.goto(`${url}/login/${token}`);
      await page.getByRole("button", { name: "进入" }).click();
      if (district.staff[who].role !== "grid_worker") await page.goto(url);
      await page.getByRole("log").waitFor();
      return page;
    }

    async function say(page: Page, text: string): Promise<void> {
      await page.getByRole("textbox").fill(text);
      await page.getByRole("button", { name: "发送", exact: true }).click();
    }

    const textsIn = (page: Page, selector: string): Promise<string[]> => page.locator(selector).allInnerTexts();
    /** What this browser keeps of a member of staff's words. */
    const kept = async (page: Page): Promise<number> =>
      (await waitingIn(page)) + (await page.evaluate<number>("sessionStorage.length + localStorage.length"));

    async function violations(page: Page): Promise<string[]> {
      await page.evaluate(AXE);
      const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
        "axe.run()",
      );
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
    }

    test("who is not signed in is told what this is and how to get in", async () => {
      const page = await open();
      const response = await page.goto(url);
      expect(response!.headers()["cache-control"]).toBe("no-store");
      expect(await page.getByRole("main").innerText()).toMatch(/走访[\s\S]*\/console[\s\S]*110/);
      expect(await page.locator("form, script").count()).toBe(0);
      expect(await violations(page)).toEqual([]);
    });

    test("a message is answered with its sources, as text and nothing else", async () => {
      const page = await signIn(await open());
      const evil = "<img src=x onerror=alert(1)>\n第二行";
      v1.answer(({ text }) => [{ text: `您问的是 ${text}`, citations: [SAMPLE_CITATION] }]);
      await say(page, evil);
      const answer = page.locator(".theirs.answer");
      await answer.getByText("依据").click();
      expect(await answer.innerText()).toContain(evil);
      expect(await answer.locator("details").innerText()).toContain(
        "[1] 《上海市社会救助条例》 沪人大〔2018〕10号 · 上海市 · 自 2019-05-01",
      );
      expect(await answer.getByText(SAMPLE_CITATION.quote).isVisible()).toBe(true);
      expect(await page.locator("#log img").count()).toBe(0);
      expect(v1.sent).toEqual([{ id: expect.stringMatching(/^[\da-f-]{36}$/), text: evil }]);
      expect([...v1.staff]).toEqual([district.staff.worker.id]);
      expect(await textsIn(page, ".mine .state")).toEqual([expect.stringMatching(/^\d\d:\d\d$/)]);
      expect(await page.getByRole("textbox").inputValue()).toBe("");
      await vi.waitUntil(async () => (await kept(page)) === 0);
      expect(complaints).toEqual([]);
    });

    test("a receiver's link without a host is shown whole, so that it can be passed on", async () => {
      const page = await signIn(await open());
      v1.answer(() => [{ text: "把这个链接发给对方:\n/r/T93N0AQSACR2R2Q7T88SBBBH71" }]);
      await say(page, "给对方一个链接");
      const link = page.locator(".theirs a").last();
      const whole = `${new URL(page.url()).origin}/r/T93N0AQSACR2R2Q7T88SBBBH71`;
      expect([await link.innerText(), await link.getAttribute("href")]).toEqual([whole, whole]);
    });

    test("Enter sends, Shift+Enter breaks the line, and Enter that picks a word does neither", async () => {
      const page = await signIn(await open({ viewport: DESK }));
      const box = page.getByRole("textbox");
      await box.pressSequentially("王奶奶");
      await box.press("Shift+Enter");
      await box.dispatchEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true });
      await box.pressSequentially("药快没了");
      await box.press("Enter");
      await page.locator(".theirs.answer").waitFor();
      expect(v1.sent.map(({ text }) => text)).toEqual(["王奶奶\n药快没了"]);
    });

    test("a card's buttons are pressed once, and the label is what was said", async () => {
      const page = await signIn(await open());
      v1.answer(({ action }) => (action ? [{ kind: "saved", text: "已保存 V-12345。" }] : [DRAFT]));
      await say(page, "记一下");
      await page.getByRole("button", { name: "保存" }).click();
      await page.getByText("已保存 V-12345").waitFor();
      await page.getByRole("button", { name: "放弃" }).click({ force: true });
      await page.getByRole("button", { name: "今天看谁" }).click();
      await vi.waitUntil(() => v1.sent.length === 3);
      expect(v1.sent.map(({ text, action }) => text ?? action)).toEqual(["记一下", "visit.save:abc:1", "today"]);
      expect(await textsIn(page, ".mine p")).toEqual(["记一下", "保存", "今天看谁"]);
      const spent = page.locator(".visit_draft button");
      expect(await spent.evaluateAll((all) => all.map((one) => one.getAttribute("aria-disabled")))).toEqual(
        Array(3).fill("true"),
      );
    });

    test("one message at a time, with dots while its answer is waited for", async () => {
      const page = await signIn(await open());
      const first = Promise.withResolvers<void>();
      v1.answer(async ({ text }) => {
        if (text === "一") await first.promise;
        return [{ text: `答${text}` }];
      });
      await say(page, "一");
      await say(page, "二");
      await page.getByText("正在回答").waitFor();
      expect(await textsIn(page, ".state")).toEqual(["发送中…", "发送中…"]);
      first.resolve();
      await page.getByText("答二").waitFor();
      expect(await page.getByText("正在回答").isVisible()).toBe(false);
      expect(await textsIn(page, ".theirs.answer p")).toEqual(["答一", "答二"]);
      expect(v1.sent.map(({ text }) => text)).toEqual(["一", "二"]);
    });

    test("an answer is shown as it is written, and the reply takes its place; one that breaks off is asked for again", async () => {
      const page = await signIn(await open());
      const whole = Promise.withResolvers<void>();
      v1.answer((_, attempt) => ({
        sentences: attempt === 1 ? ["向街道提出申请。"] : ["<b>向街道</b>提出申请。", "带身份证。"],
        ended: async () => {
          if (attempt === 1) return null;
          await whole.promise;
          return [{ text: "向街道提出申请。\n带身份证。\n依据 [1]《办法》", citations: [SAMPLE_CITATION] }];
        },
      }));
      await say(page, "低保怎么申请");
      await page.getByText("带身份证。").waitFor();
      expect(await textsIn(page, ".theirs.writing p")).toEqual(["<b>向街道</b>提出申请。", "带身份证。"]);
      whole.resolve();
      await page.getByText("依据").waitFor();
      expect(await page.locator(".writing").count()).toBe(0);
      expect(await page.locator(".theirs.answer").count()).toBe(1);
      expect(v1.sent.map(({ id }) => id)).toEqual(Array(2).fill(v1.sent[0]!.id));
      expect(complaints).toEqual([]);
    });

    test("a broken connection: the same id again, in order, answered once", async () => {
      const page = await signIn(await open());
      let down = true;
      v1.answer(({ text }) => (down ? "broken" : [{ text: `答${text}` }]));
      await say(page, "一");
      await say(page, "二");
      await page.getByText("没网，还没发出去").first().waitFor();
      expect(await kept(page)).toBe(2);
      down = false;
      await page.getByText("答二").waitFor();
      expect(await textsIn(page, ".theirs.answer p")).toEqual(["答一", "答二"]);
      const texts = v1.sent.map(({ text }) => text);
      expect(texts.length).toBeGreaterThan(2);
      expect(texts).toEqual([...Array(texts.length - 1).fill("一"), "二"]);
      expect(new Set(v1.sent.map(({ id }) => id)).size).toBe(2);
      await vi.waitUntil(async () => (await kept(page)) === 0);
    });

    test("what is not answered or not sent yet survives a reload; signing out clears it", async () => {
      const page = await signIn(await open());
      v1.answer(() => "broken");
      await say(page, "断网时写的");
      await page.getByText("没网").waitFor();
      await page.getByRole("textbox").fill("写到一半");
      await page.reload();
      await page.getByText("没网").waitFor();
      expect(await page.getByRole("textbox").inputValue()).toBe("写到一半");
      v1.answer(({ text }) => [{ text: `答${text}` }]);
      await page.getByText("答断网时写的").waitFor();
      expect(new Set(v1.sent.map(({ id }) => id)).size).toBe(1);
      page.on("dialog", (dialog) => dialog.accept());
      await page.getByRole("button", { name: "退出" }).click();
      await page.getByText("怎么登录").waitFor();
      await vi.waitUntil(async () => (await kept(page)) === 0);
    });

    test("a message that does not get through can be given up, and the next one goes on", async () => {
      const page = await signIn(await open());
      v1.answer(({ text }) => (text === "一" ? "broken" : [{ text: `答${text}` }]));
      await say(page, "一");
      await page.getByRole("button", { name: "不发了" }).click();
      await page.getByText("不再重发了").waitFor();
      expect(await page.getByRole("textbox").inputValue()).toBe("一");
      await say(page, "二");
      await page.getByText("答二").waitFor();
    });

    test("what the server refuses comes back into the composer, and the next message goes on", async () => {
      const page = await signIn(await open());
      v1.answer(({ text }) => (text === "太长" ? { status: 413 } : [{ text: `答${text}` }]));
      await say(page, "太长");
      await page.getByText("分几条再发").waitFor();
      expect(await page.getByRole("textbox").inputValue()).toBe("太长");
      await say(page, "短");
      await page.getByText("答短").waitFor();
      expect(v1.sent.map(({ text }) => text)).toEqual(["太长", "短"]);
    });

    test("a crisis card shows at once, its numbers can be dialled, and what only looks like one cannot", async () => {
      const page = await signIn(await open());
      const card = sampleReply({ kind: "crisis", text: CARD, crisis: { level: "red", kind: "suicide" } });
      const told = sampleReply({ kind: "crisis", text: "已通知 蒋国栋。", crisis: { level: "red", kind: "suicide" } });
      v1.answer((_, attempt) => (attempt === 1 ? { status: 503, code: "not_kept", replies: [card] } : [card, told]));
      await say(page, "他要跳楼");
      await page.getByText("那边忙，稍后自动重发").waitFor();
      expect(await page.locator(".danger").count()).toBe(1);
      await page.getByText("已通知 蒋国栋").waitFor();
      expect(await page.locator(".danger").count()).toBe(2);
      expect(await page.locator(".danger a").evaluateAll((all) => all.map((a) => a.getAttribute("href")))).toEqual(
        ["110", "120", "12356", "075722320251", "13800138000"].map((number) => `tel:${number}`),
      );
    });

    test("a notice is shown once and named as taken, also when that failed at first", async () => {
      const page = await signIn(await open(), "supervisor");
      expect(await page.getByRole("link", { name: "工作台" }).getAttribute("href")).toBe("/console");
      const id = crypto.randomUUID();
      const reply = sampleReply({ kind: "status", text: "R-7K3MP → 河口社工站:对方已接" });
      v1.notices.push({ id, reply });
      v1.lose_taken = true;
      await say(page, "你好");
      await page.getByText("对方已接").waitFor();
      await vi.waitUntil(() => !v1.lose_taken);
      await say(page, "在吗");
      await vi.waitUntil(() => v1.taken.length > 0);
      expect(v1.taken).toEqual([id]);
      expect(await page.getByText("对方已接").count()).toBe(1);
    });

    test("the place goes out when the browser gives it; otherwise the page says what to do", async () => {
      v1.answer(({ location }) => (location ? [{ text: "最近的在这里" }] : [SERVICES]));
      const refused = await signIn(await open());
      await say(refused, "附近的食堂");
      await refused.getByRole("button", { name: "发位置找最近的" }).click();
      await refused.getByText("允许浏览器用定位").waitFor();
      expect(v1.sent).toHaveLength(1);

      const place = { latitude: 22.84, longitude: 113.24 };
      const page = await signIn(await open({ geolocation: place, permissions: ["geolocation"] }));
      await say(page, "附近的食堂");
      await page.getByRole("button", { name: "发位置找最近的" }).click();
      await page.getByText("最近的在这里").waitFor();
      expect(v1.sent.at(-1)!.location).toEqual(place);
    });

    test("after the login ran out the message waits, and goes out when somebody is signed in again", async () => {
      const page = await signIn(await open());
      v1.answer(({ text }) => [{ text: `答${text}` }]);
      v1.signed_out = true;
      await say(page, "一");
      await page.getByText("登录过期了").waitFor();
      expect(await page.locator(".note").innerText()).toContain("/console");
      await say(page, "二");
      expect(await textsIn(page, ".state")).toEqual(["登录后自动发", "登录后自动发"]);
      v1.signed_out = false;
      await page.getByRole("button", { name: "登录好了" }).click();
      await page.getByText("答二").waitFor();
      expect(await page.locator(".note").count()).toBe(0);
      expect(v1.sent.map(({ text }) => text)).toEqual(["一", "二"]);
    });

    test("a login that ran out while nothing was said is told too", async () => {
      v1.signed_out = true;
      const page = await signIn(await open());
      await page.getByText("登录过期了").waitFor();
    });

    test("a page of one person sends nothing more when another signed in beside it", async () => {
      const page = await signIn(await open());
      v1.answer(() => ({ status: 409, code: "other_staff" }));
      await say(page, "记到谁名下");
      await page.getByText("换了别人登录").waitFor();
      await signIn(page, "colleague");
      expect(await textsIn(page, ".mine")).toEqual([]);
      v1.answer(({ text }) => [{ text: `答${text}` }]);
      await signIn(page, "worker");
      await page.getByText("答记到谁名下").waitFor();
    });

    test.each([
      ["a phone", PHONE, "light"],
      ["a phone at night", PHONE, "dark"],
      ["a desk", DESK, "light"],
    ] as const)(
      "axe finds nothing on %s, nothing is wider than the screen, buttons are big enough",
      async (_, viewport, colorScheme) => {
        const page = await signIn(await open({ viewport, colorScheme }), "supervisor");
        const danger = sampleReply({ kind: "crisis", text: CARD, crisis: { level: "red", kind: "suicide" } });
        v1.answer(({ text }) =>
          text === "断" ? "broken" : [danger, DRAFT, SERVICES, { kind: "answer", citations: [SAMPLE_CITATION] }],
        );
        await say(page, "都来一遍");
        await page.getByText("依据").click();
        await page.getByRole("button", { name: "保存" }).click();
        await say(page, "断");
        await page.getByText("没网").waitFor();
        expect(await violations(page)).toEqual([]);
        for (const box of [page.locator("html"), page.getByRole("log")]) {
          expect(await box.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
        }
        const low = await page
          .locator("button:visible, .button, .danger .tel, summary")
          .evaluateAll((all) =>
            all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML),
          );
        expect(low).toEqual([]);
      },
    );
  });
