import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FolderLocked, lockFolder } from "./lock.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "doorstep-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a folder of another living process is refused, and named with the process", async () => {
  const other = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"]);
  writeFileSync(join(folder, "lock"), String(other.pid));
  expect(() => lockFolder(folder)).toThrow(FolderLocked);
  expect(() => lockFolder(folder)).toThrow(String(other.pid));
  const gone = new Promise((exit) => other.once("exit", exit));
  other.kill("SIGKILL");
  await gone;
  lockFolder(folder)();
});

test("is free again after it was given back", () => {
  const giveBack = lockFolder(folder);
  giveBack();
  lockFolder(folder)();
});
