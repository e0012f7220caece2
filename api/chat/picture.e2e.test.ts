/** A picture chosen on the phone's chat page, to the saved visit in the console: real browser, real service. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, PHONE } from "../../platform/chromium-fixture.ts";
import { exifSegment, holds, PLANTED, withFront } from "../../platform/image/picture-fixture.ts";
import { audit, LOOKS } from "../console/browser-fixture.ts";
import { enter, openDemo } from "../demo-browser-fixture.ts";

const planted = new TextEncoder().encode(PLANTED);

if (!chromiumPath) console.log("left out: pictures in the chat page (no Chromium)");

describe.runIf(chromiumPath !== undefined)("a picture in the chat", () => {
  let demo: Awaited<ReturnType<typeof openDemo>>;
  beforeAll(async () => {
    demo = await openDemo();
  });
  afterAll(() => demo?.close());

  async function signIn(): Promise<Page> {
    const page = await demo.atTheDoor("grid_worker", { viewport: PHONE });
    await enter(page);
    await page.getByRole("log").waitFor();
    return page;
  }

  test("waits for the note, is told on its card, and is seen in the console without its place", async () => {
    const page = await signIn();
    const plain = await page.evaluate<number[]>(`(async () => {
      const canvas = new OffscreenCanvas(40, 30);
      canvas.getContext("2d").fillRect(0, 0, 20, 30);
      return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg" })).arrayBuffer())];
    })()`);
    const photo = withFront(Uint8Array.from(plain), exifSegment(6));
    expect(holds(photo, planted)).toBe(true);
    const file = { name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: Buffer.from(photo) };
    await page.getByLabel("照片").setInputFiles(file);
    await page.getByText("照片先收着").waitFor();

    await page.getByRole("textbox").fill("今天去了三网格五栋二单元四零一王秀兰家 药快没了 下周三再去");
    await page.getByRole("button", { name: "发送" }).click();
    await page.getByText("还没保存").waitFor();
    expect(await page.locator(".visit_draft").innerText()).toMatch(/照片\s*1 张/);
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByText("照片 1 张也存好了").waitFor();

    await page.goto(`${demo.url}/console/visits`);
    const [response] = await Promise.all([
      page.waitForResponse((answer) => answer.url().endsWith("/pictures/1/image")),
      page.getByRole("link", { name: /V-\S+ 的第 1 张照片/ }).click(),
    ]);
    expect(response.headers()["content-type"]).toBe("image/jpeg");
    const served = await response.body();
    expect(holds(served, planted)).toBe(false);
    // Shown, and turned: 40 × 30 stands upright.
    const shown = page.locator("img");
    expect(
      await shown.evaluate((image: { naturalWidth: number; naturalHeight: number }) => [
        image.naturalWidth,
        image.naturalHeight,
      ]),
    ).toEqual([30, 40]);
    await audit(page, LOOKS[0][2]);
  });

  test("that is refused says why, and one that does not get through can be sent again", async () => {
    const page = await signIn();
    const choose = (name: string, buffer: Buffer) =>
      page.getByLabel("照片").setInputFiles({ name, mimeType: "image/heic", buffer });
    await choose("IMG_2.heic", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0", "latin1"));
    await page.getByText("HEIC 照片我存不了").waitFor();
    await page.context().setOffline(true);
    await choose("IMG_3.heic", Buffer.from("GIF89a", "latin1"));
    await page.getByText("没发出去，网好一点再发").waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "现在重发" }).click();
    await page.getByText("发 JPG 或 PNG 的").waitFor();
    await choose("IMG_4.jpg", Buffer.alloc(12 * 1024 * 1024));
    await page.getByText("太大了，最多 10 MB").waitFor();
  });
});
