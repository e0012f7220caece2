/** For tests only: the real browser, quiet, with nothing fetched that a test did not ask for. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";

/** Chromium's executable, or undefined: a suite that needs it then says in one line that it is left out. */
export const chromiumPath: string | undefined = process.env.DOORSTEP_TEST_CHROMIUM;

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 900 };

/** @throws when there is no Chromium */
export function launchChromium(): Promise<Browser> {
  if (!chromiumPath) throw new Error("DOORSTEP_TEST_CHROMIUM names no Chromium");
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Keeps a picture of the whole page as `folder`/`name`.png; with no folder, none is taken. */
export async function takePicture(page: Page, folder: string | null | undefined, name: string): Promise<void> {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
