/** What is deployed to Workers, from both messengers and the browser to PostgreSQL: in workerd, behind a pooler in transaction mode. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { POSTGRES_URL } from "../platform/database/fresh.ts";
import { openQueue } from "../platform/queue/queue.ts";
import { scoped, systemScope } from "../platform/scope.ts";
import { keepArrival } from "../platform/transport/inbox.ts";
import { DISTRICT, ORIGIN, type RunningWorker, startWorker } from "./worker-fixture.ts";

const able = POSTGRES_URL !== undefined && process.env.DOORSTEP_TEST_WORKERD !== undefined;
if (!able) console.log("left out: the service in workerd (needs workerd and PostgreSQL)");

const LI_FANG = `U${"d".repeat(32)}`;
const HE = `U${"e".repeat(32)}`;

describe.runIf(able)("the service in workerd", () => {
  let w: RunningWorker;
  beforeAll(async () => {
    w = await startWorker();
  });
  afterAll(async () => {
    expect(w.line.violations).toEqual([]);
    expect(w.telegram.violations).toEqual([]);
    expect(w.model.refused).toEqual([]);
    await w.close();
  });

  /** What LINE was told since `from`, as one text; empty until there is something. */
  const toLine = (from: number): string => (w.line.sent.length > from ? JSON.stringify(w.line.sent.slice(from)) : "");
  async function sayOnLine(text: string, user = LI_FANG): Promise<string> {
    const before = w.line.sent.length;
    expect(await w.fromLine(user, { text })).toBe(200);
    return w.until(() => toLine(before));
  }
  async function onTelegram(update: object): Promise<string> {
    const before = w.telegram.sent.length;
    expect(await w.fromTelegram(update)).toBe(200);
    return w.until(() => w.telegram.sent.at(before)?.text);
  }
  const inDistrict = async <T>(sql: string): Promise<T[]> =>
    (await scoped(w.database, systemScope(DISTRICT), (tx) => tx.query<T>(sql))).rows;

  test("is ready", async () => {
    const response = await w.server.fetch("/readyz");
    expect(await response.json()).toMatchObject({ ok: true });
  });
  test("TIMES", () => {
    console.log(w.bundle.gzip_bytes / 1024);
  });
  test("line", async () => {
    expect(await sayOnLine(w.codes[0])).toContain("认得您了");
    console.log(await sayOnLine("低保怎么申请"));
    console.log(await sayOnLine("低保怎麼申請"));
    console.log(await onTelegram(w.updates.message({ text: w.codes[1] })));
    console.log(
      await onTelegram(w.updates.message({ text: "今天去一网格五栋二单元四零一看了王秀兰,78岁,药快没了,下周三再去" })),
      JSON.stringify(w.telegram.sent.at(-1)),
    );
    console.log(await sayOnLine(w.codes[2], HE));
    console.log(await sayOnLine("/console", HE));
    console.log(w.pooler.transactions, w.pooler.violations, await w.pooler.left(), w.model.chats.length);
    console.log(
      (await w.server.fetch("/api/v1/openapi.json")).status,
      ORIGIN,
      keepArrival.name,
      openQueue.name,
      inDistrict.name,
    );
  });
});
