import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningApp, runApp } from "../running.ts";

const DAY_MS = 86_400_000;

let service: RunningApp;
beforeAll(async () => {
  service = await runApp();
});
afterAll(() => service.close());

const send = async (written_at: string) => {
  const { status, json } = await service.ask("grid_worker", "/api/v1/messages", { text: "今天看谁", written_at });
  return { status, code: (json as { code?: string }).code };
};

test("the time of writing is refused with a clear word when it is later than now or older than a week", async () => {
  const after = (ms: number) => new Date(Date.now() + ms).toISOString();
  expect(await send(after(10 * 60_000))).toEqual({ status: 400, code: "written_in_future" });
  expect(await send(after(-8 * DAY_MS))).toEqual({ status: 400, code: "written_too_long_ago" });
  expect(await send("gestern")).toMatchObject({ status: 400 });
  expect(await send(after(-6 * DAY_MS))).toMatchObject({ status: 200 });
  expect(await send(after(30_000))).toMatchObject({ status: 200 });
});
