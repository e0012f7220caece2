/** The main job in a real browser against the real service: chat → visit → referral → review. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, DESK, launchChromium, PHONE, takePicture } from "../platform/chromium-fixture.ts";
import type { DemoRole } from "./demo.ts";
import { signInByPrintedLink } from "./demo-browser-fixture.ts";
import { freePort, type Spawned, spawnService } from "./spawned.ts";

if (!chromiumPath) console.log("left out: the browser day (no Chromium)");

/** `npm run screenshots` keeps the pictures in docs/; a plain test run does not touch the tree. */
const pictures = process.env.DOORSTEP_SCREENSHOTS ? join(import.meta.dirname, "../docs/screenshots") : null;

/** What the supervisor sees of that day. */
const PAGES = [
  ["desk", "/console", "没人接"],
  ["crises", "/console/crises", "轻生"],
  ["today", "/console/today", "鲁根生"],
  ["people", "/console/people", "韦某"],
  ["coverage", "/console/coverage", "转介已办结"],
] as const;

describe.runIf(chromiumPath !== undefined)("a day in the browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "doorstep-browser-"));
  let service: Spawned;
  let browser: Browser;

  beforeAll(async () => {
    service = await spawnService({ PORT: String(await freePort()), DATA_DIR: folder, LOG_LEVEL: "error" });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await service?.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  });

  const signIn = (role: DemoRole, viewport: { width: number; height: number }): Promise<Page> =>
    signInByPrintedLink({ service, browser }, role, viewport);

  const picture = (page: Page, name: string): Promise<void> => takePicture(page, pictures, name);

  test("a note told at the door is saved, referred, and approved by the supervisor", async () => {
    const chat = await signIn("grid_worker", PHONE);
    const say = async (text: string): Promise<void> => {
      await chat.getByRole("textbox").fill(text);
      await chat.getByRole("button", { name: "发送" }).click();
    };
    await say("残疾人两项补贴是二选一还是都能拿");
    await chat.getByText("依据").first().waitFor();
    await say(
      "今天上午去了三网格五栋二单元四零一 王秀兰王奶奶 七十八了 一个人住 药还剩三四天 想有人帮忙买菜做饭 下礼拜三再去看她",
    );
    await chat.getByText("还没保存").waitFor();
    await picture(chat, "chat-390");
    await chat.getByRole("button", { name: "保存" }).click();
    await chat.getByText(/已保存 V-/).waitFor();
    await chat.getByRole("button", { name: /^转介/ }).first().click();
    await chat.getByText("转介单").waitFor();
    await picture(chat, "referral-390");
    await chat.getByRole("button", { name: "本人同意,发出" }).click();
    const raised = await chat.getByText(/已转 R-/).textContent();
    const ref = /R-[0-9A-Z]{5}/.exec(raised!)![0];

    const desk = await signIn("supervisor", DESK);
    await desk.goto(`${service.url}/console/referrals`);
    await desk.getByRole("link", { name: ref }).waitFor();
    await picture(desk, "console-1280");
    await desk.getByRole("link", { name: ref }).click();
    await desk.getByText("王秀兰").first().waitFor();
    await picture(desk, "referral-1280");
    await desk.getByRole("button", { name: "通过" }).click();
    await desk.getByRole("status").waitFor();
    const response = await chat.request.get(`${service.url}/api/v1/referrals?limit=1`);
    const { referrals } = (await response.json()) as { referrals: { ref: string; review: string; status: string }[] };
    expect(referrals[0]).toMatchObject({ ref, review: "approved", status: "requested" });

    await say("十二网格老李站在楼顶边上 他说要跳下去");
    await chat.getByText(/110/).last().waitFor();
    for (const [width, viewport] of [
      ["1280", DESK],
      ["390", PHONE],
    ] as const) {
      await desk.setViewportSize(viewport);
      for (const [name, path, words] of PAGES) {
        await desk.goto(service.url + path);
        await desk.locator("main").getByText(words).first().waitFor();
        await picture(desk, `${name}-${width}`);
      }
    }
  });

  test("a login link works once", async () => {
    const link = /supervisor\s+\S+\s+(http\S+)/.exec(service.output())![1]!;
    const response = await fetch(link, { method: "POST", headers: { origin: service.url } });
    expect(response.status).toBe(410);
    expect(await response.text()).toContain("链接已失效");
  });
});
