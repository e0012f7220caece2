/** From the web chat to the document and back, in a real browser against the real service. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { knowledgeTexts } from "../../../bot/texts/knowledge.ts";
import { writeDataDir } from "../../../knowledge/pack/fresh.ts";
import { chromiumPath, DESK, launchChromium, PHONE, takePicture } from "../../../platform/chromium-fixture.ts";
import type { DemoRole } from "../../demo.ts";
import { signInByPrintedLink } from "../../demo-browser-fixture.ts";
import { freePort, type Spawned, spawnService } from "../../spawned.ts";
import { texts } from "./texts.ts";

if (!chromiumPath) console.log("left out: from the chat to the document (no Chromium)");

describe.runIf(chromiumPath !== undefined)("from the chat to the document and back", () => {
  const folder = mkdtempSync(join(tmpdir(), "doorstep-citation-"));
  let service: Spawned;
  let browser: Browser;

  beforeAll(async () => {
    await writeDataDir(folder);
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
  const picture = (page: Page, name: string): Promise<void> => takePicture(page, process.env.DOORSTEP_PICTURES, name);
  async function say(page: Page, words: string): Promise<void> {
    await page.getByRole("textbox").fill(words);
    await page.getByRole("button", { name: "发送" }).click();
  }

  test("a citation opens its document at the quoted words; 不对 reaches the officer, and a document added later the asker", async () => {
    const chat = await signIn("grid_worker", PHONE);
    await say(chat, "残疾人两项补贴是二选一还是都能拿");
    await chat.locator("details.sources summary").first().click();
    const answer = await chat.locator(".theirs.answer").last().innerText();
    await picture(chat, "chat-sources");
    const href = await chat.locator("details.sources a").first().getAttribute("href");
    const reading = await chat.context().newPage();
    await reading.goto(service.url + href);
    const plain = (words: string): string => words.replace(/\s/g, "");
    const marked = plain((await reading.locator("mark").allInnerTexts()).join(""));
    expect(marked.length).toBeGreaterThan(10);
    expect(plain(answer)).toContain(marked);
    await picture(reading, "chat-cited");

    await chat.getByRole("button", { name: knowledgeTexts.feedback.wrong }).first().click();
    await chat.getByText("管资料的同事会看").waitFor();
    // Nothing of the kind is in what the product knows.
    await say(chat, "红豆杉认养怎么登记");
    await chat.locator(".theirs.not_found").waitFor();

    const desk = await signIn("supervisor", DESK);
    await desk.goto(`${service.url}/console/knowledge/gaps`);
    await desk.getByText(texts.gaps.disputed(1)).waitFor();
    await desk.getByRole("link", { name: "红豆杉认养怎么登记" }).click();
    await desk.getByRole("link", { name: texts.gap.add }).click();
    await desk.getByLabel(texts.upload.name).fill("红豆杉认养");
    await desk.getByLabel(texts.upload.or).fill("## 怎么登记\n\n红豆杉认养,带身份证到社区服务站登记。");
    await desk.getByRole("button", { name: texts.upload.read }).click();
    await desk.getByRole("button", { name: texts.preview.confirm }).click();
    await desk.getByRole("button", { name: texts.gap.tell(1) }).click();
    await desk.getByText(texts.done.told).waitFor();
    await chat.reload();
    await chat.getByText(/您 \d{4}-\d\d-\d\d 问的,资料里现在有了/).waitFor();
    expect(await chat.locator(".theirs.answer").last().innerText()).toContain("到社区服务站登记");
    await picture(chat, "chat-told");
  });
});
