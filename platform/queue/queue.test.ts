import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ENGINES } from "../database/fresh.ts";
import type { Database, Queryable } from "../database/port.ts";
import { newId } from "../id.ts";
import { JobTakenOver, openQueue, type Queue } from "./queue.ts";

describe.each(ENGINES)("the queue on %s", (backend, open) => {
  let database: Database;
  let queue: Queue;
  const errors: Error[] = [];
  beforeAll(async () => {
    database = await open();
    queue = openQueue(database, { backend, timers: true, onError: (error) => errors.push(error) });
    await queue.start();
  });
  afterAll(async () => {
    await queue.stop();
    await database.close();
    expect(errors).toEqual([]);
  });
  const put = async (tx: Queryable, chat: string, id: string) =>
    void (await tx.query("select boss.send_inbox($1)", [await queue.jobFor(id, chat)]));
  const send = async (chat: string, id = newId()) => {
    await put(database, chat, id);
    return id;
  };
  const complete = (job: Parameters<Queue["complete"]>[0]) => database.transaction(() => queue.complete(job));

  test("a job that was rolled back was never sent", async () => {
    await database
      .transaction(async (tx) => {
        await put(tx, "rolled", newId());
        throw new Error("undo");
      })
      .catch(() => {});
    expect(await queue.fetch(10)).toEqual([]);
  });

  test("one chat has one job out at a time, in order; chats do not wait for each other", async () => {
    const first = await send("a");
    const second = await send("a");
    const other = await send("b");
    const got = await queue.fetch(10);
    expect(got.map((job) => job.inbox_id).sort()).toEqual([first, other].sort());
    await Promise.all(got.map(complete));
    const [next] = await queue.fetch(10);
    expect(next?.inbox_id).toBe(second);
    await complete(next!);
  });

  test("effects and the end of the job are one: what throws after complete() leaves the job", async () => {
    const id = await send("c");
    const [job] = await queue.fetch(1);
    await database
      .transaction(async () => {
        await queue.complete(job!);
        throw new Error("effect failed");
      })
      .catch(() => {});
    await queue.fail(job!, 1);
    let again = await queue.fetch(1);
    for (let i = 0; again.length === 0 && i < 100; i++) {
      await new Promise((later) => setTimeout(later, 100));
      again = await queue.fetch(1);
    }
    expect(again).toMatchObject([{ inbox_id: id, retry_count: 1, failures: 1 }]);
    await complete(again[0]!);
  });

  test("a job is another's when its process gives no sign, and stays while it does, however long it takes", async () => {
    const ids = [await send("silent"), await send("alive")];
    const jobs = await queue.fetch(2);
    const pass = (seconds: number) =>
      database.query(
        "update boss.job set heartbeat_on = heartbeat_on - make_interval(secs => $2) where id = any ($1)",
        [ids, seconds],
      );
    // Ten seconds without a sign are too many, and the boss's own timer looks at any moment.
    await pass(6);
    const alive = jobs.find((job) => job.inbox_id === ids[1])!;
    await queue.touch(alive);
    await pass(5);
    const stateOf = async (id: string) =>
      (await database.query("select state from boss.job where id = $1", [id])).rows[0]?.state;
    // It looks once a second at most.
    await vi.waitUntil(async () => {
      await queue.supervise();
      return (await stateOf(ids[0]!)) === "retry";
    }, 10_000);
    expect(await stateOf(ids[1]!)).toBe("active");
    // Its process has died, which says nothing about the message.
    await database.query("update boss.job set start_after = now() where id = $1", [ids[0]]);
    const [died] = await queue.fetch(1);
    expect(died).toMatchObject({ inbox_id: ids[0], retry_count: 1, failures: 0 });
    await complete(alive);
    await database.query("delete from boss.job where id = $1", [ids[0]]);
  });

  test("completing what another process took over throws", async () => {
    await send("d");
    const [job] = await queue.fetch(1);
    await complete(job!);
    const ghost = openQueue(database, { backend, timers: false, onError: (error) => errors.push(error) });
    await send("e");
    const [mine] = await ghost.fetch(1);
    await database.query("update boss.job set retry_count = retry_count + 1 where id = $1", [mine!.id]);
    await expect(database.transaction(() => ghost.complete(mine!))).rejects.toBeInstanceOf(JobTakenOver);
    await database.query("delete from boss.job where id = $1", [mine!.id]);
  });
});
