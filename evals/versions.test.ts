import { expect, test } from "vitest";
import { runVersions } from "./versions.ts";

test("no old, repealed, coming or foreign text is cited as the asker's today", async () => {
  const { metrics } = await runVersions({});
  expect(metrics.questions).toBeGreaterThan(30);
  expect(metrics.violations).toBe(0);
  expect(metrics.answered_right).toBeGreaterThan(0.8);
});
