import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrowser, findShared } from "./machine.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "doorstep-machine-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the browser that the environment names is taken, and one that is not there is said", () => {
  const browser = join(folder, "my-browser");
  writeFileSync(browser, "");
  expect(findBrowser({ DOORSTEP_TEST_CHROMIUM: browser })).toEqual({ env: { DOORSTEP_TEST_CHROMIUM: browser } });
  expect(findBrowser({ DOORSTEP_TEST_CHROMIUM: `${browser}-2` })).toEqual({
    missing: `DOORSTEP_TEST_CHROMIUM names ${browser}-2, which does not exist`,
  });
});

test("a browser is found on the PATH", () => {
  const browser = join(folder, "google-chrome");
  writeFileSync(browser, "");
  expect(findBrowser({ PATH: `/nowhere:${folder}` })).toEqual({ env: { DOORSTEP_TEST_CHROMIUM: browser } });
});

test("the shared folder stands beside the repository, or where the environment says, and is whole", () => {
  const root = join(folder, "main");
  const shared = join(folder, "shared");
  expect(findShared(root, {})).toEqual({ missing: `there is no folder ${shared}` });
  mkdirSync(join(shared, "specs"), { recursive: true });
  expect(findShared(root, {})).toEqual({ missing: `${shared} lacks corpus, evals` });
  for (const part of ["corpus", "evals"]) mkdirSync(join(shared, part));
  expect(findShared(root, {})).toEqual({ env: { DOORSTEP_SHARED: shared } });
  expect(findShared(join(folder, "elsewhere/main"), { DOORSTEP_SHARED: shared })).toEqual({
    env: { DOORSTEP_SHARED: shared },
  });
});
