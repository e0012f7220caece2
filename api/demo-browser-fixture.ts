/** For tests only: the demo people in Chromium, on an app in this process or on a service that was started as its own. */
import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { inSession } from "../cases/session.ts";
import { makeLogin } from "../cases/staff/login.ts";
import { launchChromium } from "../platform/chromium-fixture.ts";
import { systemScope } from "../platform/scope.ts";
import { DEMO_DISTRICT, type DemoRole, demoStaffId } from "./demo.ts";
import { runApp } from "./running.ts";
import type { Spawned } from "./spawned.ts";

/** Serves on a free port of loopback. */
export async function serveOnLoopback(fetch: (request: Request) => Response | Promise<Response>) {
  const server = await new Promise<ServerType>((up) => {
    const made = serve({ fetch, port: 0, hostname: "127.0.0.1" }, () => up(made));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: (): unknown => server.close() };
}

/** Presses 进入 behind a login link, whatever the language calls it. */
export async function enter(page: Page, label = "进入"): Promise<void> {
  await page.getByRole("button", { name: label }).click();
  await page.waitForURL((at) => !at.pathname.startsWith("/login"));
}

/** An app with the demo district behind Chromium; whoever opens it closes it. */
export async function openDemo() {
  const running = await runApp();
  const served = await serveOnLoopback(running.app.fetch);
  const browser = await launchChromium();
  return {
    url: served.url,
    browser,
    parts: running.parts,
    /** A new browser with a demo person's login link open. */
    async atTheDoor(role: DemoRole, options: BrowserContextOptions): Promise<Page> {
      const id = await demoStaffId(role);
      const now = running.parts.clock.now();
      const token = await inSession({ ...running.parts, now }, systemScope(DEMO_DISTRICT), (session) =>
        makeLogin(session, id, 10),
      );
      const page = await (await browser.newContext({ locale: "zh-CN", ...options })).newPage();
      await page.goto(`${served.url}/login/${token}`);
      return page;
    },
    async close(): Promise<void> {
      await browser.close();
      served.close();
      await running.close();
    },
  };
}

/** A new browser in which a demo person has pressed 进入 behind the link that the service printed at its start. */
export async function signInByPrintedLink(
  { service, browser }: { service: Spawned; browser: Browser },
  role: DemoRole,
  viewport: { width: number; height: number },
): Promise<Page> {
  const link = new RegExp(`${role}\\s+\\S+\\s+(http\\S+)`).exec(service.output())![1]!;
  const page = await (await browser.newContext({ viewport, locale: "zh-CN" })).newPage();
  await page.goto(link);
  await enter(page);
  return page;
}
