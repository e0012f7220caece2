/** When a message that cannot be worked off is given up, and what its chat hears then. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { drain } from "../../bot/run.ts";
import { workOff } from "../../bot/work.ts";
import { DatabaseError } from "../../platform/database/port.ts";
import { type InboxJob, JobTakenOver } from "../../platform/queue/queue.ts";
import { type Connected, connect } from "./connected.ts";

let c: Connected;
beforeAll(async () => {
  c = await connect();
  await c.fromTelegram(c.updates.message({ text: `/start ${c.codes.grid_worker}` }));
  await c.settled();
});
afterAll(async () => {
  expect(c.telegram.violations).toEqual([]);
  await c.close();
});
afterEach(async () => {
  await c.startBot();
  await c.settled();
  c.telegram.sent.length = 0;
});

const said = (): string => c.telegram.sent.map((message) => message.text).join("\n");

/** A message that has come, with nobody but the test to work it off. */
async function arrived(text: string): Promise<InboxJob> {
  await c.stopBot();
  await c.fromTelegram(c.updates.message({ text }));
  return (await c.parts.queue.fetch(1))[0]!;
}

test.each([
  ["its own third failure", { failures: 2 }, { failures: 3 }],
  ["the tenth time that a process ended or the database was away", { retry_count: 9 }, { retry_count: 10 }],
])("after %s, and not before", async (_, before, at) => {
  await workOff(c.parts, { ...(await arrived("谢谢")), ...before });
  await c.startBot();
  await c.settled();
  expect(said()).not.toContain("没处理成");
  await workOff(c.parts, { ...(await arrived("谢谢")), ...at });
  await c.startBot();
  await c.settled();
  expect(said()).toContain("没处理成");
});

test.each([
  ["a mistake of ours", 1, new Error("a mistake of ours")],
  ["a database that is away", 0, new DatabaseError("the database is gone", "57P01", null)],
  ["another process that has it", 0, new JobTakenOver("id")],
])("%s counts as %i of its own failures", async (_, failures, fault) => {
  const job = await arrived("谢谢");
  const given_back: number[] = [];
  const queue = {
    ...c.parts.queue,
    fetch: async () => (given_back.length === 0 ? [job] : []),
    complete: () => Promise.reject(fault),
    fail: async (same: InboxJob, counted: number) => {
      given_back.push(counted);
      await c.parts.queue.fail(same, counted);
    },
  };
  await drain({ ...c.parts, queue });
  expect(given_back).toEqual([failures]);
});

test("its crisis is told all the same", async () => {
  const job = await arrived("三网格老李拿着菜刀把门反锁了 说谁进来砍谁");
  // The attempt after which it is poison.
  await workOff(c.parts, { ...job, failures: 3 });
  await c.startBot();
  await c.settled();
  expect(said()).toContain("已通知");
  expect(said()).toContain("没处理成");
});
