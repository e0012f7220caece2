/** `npm run bench -- start`: from the process to the first answered question, on a new DATA_DIR and on an existing one. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEMO_DISTRICT, demoStaffId } from "../../api/demo.ts";
import { demoToken } from "../../api/session/who.ts";
import { freePort, spawnService } from "../../api/spawned.ts";
import { createSealer, newAppKey } from "../../platform/seal.ts";
import type { EvalResult } from "../result.ts";

async function firstAnswer(folder: string, app_key: string): Promise<number> {
  const began = performance.now();
  const service = await spawnService({
    PORT: String(await freePort()),
    DATA_DIR: folder,
    APP_KEY: app_key,
    LOG_LEVEL: "error",
  });
  const token = await demoToken(
    await createSealer(app_key),
    await demoStaffId("grid_worker"),
    DEMO_DISTRICT,
    new Date(),
  );
  const response = await fetch(`${service.url}/api/v1/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ text: "低保怎么申请" }),
  });
  const { replies } = (await response.json()) as { replies: { kind: string }[] };
  const seconds = (performance.now() - began) / 1000;
  if (replies[0]?.kind !== "answer") throw new Error(`no answer: ${JSON.stringify(replies)}`);
  await service.kill("SIGTERM");
  return seconds;
}

export async function benchStart(): Promise<EvalResult> {
  const folder = mkdtempSync(join(tmpdir(), "doorstep-bench-"));
  const app_key = newAppKey();
  const fresh_s = await firstAnswer(folder, app_key);
  const existing_s = await firstAnswer(folder, app_key);
  rmSync(folder, { recursive: true, force: true });
  return { suite: "start", data: "-", metrics: { fresh_s, existing_s } };
}
