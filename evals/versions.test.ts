import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runVersions } from "./versions.ts";

const laws = join(process.env.DOORSTEP_SHARED ?? join(import.meta.dirname, "../../shared"), "corpus/laws");
if (!existsSync(laws)) console.log("left out: questions about 35 official texts, which are not on this machine");

describe("no old, repealed, coming or foreign text is cited as the asker's today", () => {
  test("of the project's own documents", async () => {
    const { metrics } = await runVersions({});
    expect(metrics.questions).toBeGreaterThan(30);
    expect(metrics.violations).toBe(0);
    expect(metrics.answered_right).toBeGreaterThan(0.8);
  });

  test.skipIf(!existsSync(laws))(
    "and of 35 official texts, six of them in two versions",
    { timeout: 300_000 },
    async () => {
      const { metrics } = await runVersions({ laws });
      expect(metrics.left_out).toBe(0);
      expect(metrics.violations).toBe(0);
      expect(metrics.answered_right).toBeGreaterThan(0.9);
      expect(metrics.chat_right).toBeGreaterThan(0.85);
    },
  );
});
