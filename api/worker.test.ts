/** What is deployed to Workers, from both messengers and the browser to PostgreSQL: in workerd, behind a pooler in transaction mode. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { receive } from "../bot/receive.ts";
import { verifyAudit } from "../cases/audit/verify.ts";
import { inSession } from "../cases/session.ts";
import { systemClock } from "../platform/clock.ts";
import { POSTGRES_URL } from "../platform/database/fresh.ts";
import { createLog } from "../platform/log.ts";
import { openQueue } from "../platform/queue/queue.ts";
import { scoped, systemScope } from "../platform/scope.ts";
import { createApp } from "./app.ts";
import type { AppParts } from "./parts.ts";
import { TRADITIONAL } from "./worker-files/names.ts";
import { DISTRICT, ORIGIN, type RunningWorker, startWorker } from "./worker-fixture.ts";

const able = POSTGRES_URL !== undefined && process.env.DOORSTEP_TEST_WORKERD !== undefined;
if (!able) console.log("left out: the service in workerd (needs workerd and PostgreSQL)");

/** What the bundle weighs compressed, and one percent; 800 are asked for (docs/workers.md says what stands in the way). */
const MOST_KIB = 1_216;
const LI_FANG = `U${"d".repeat(32)}`;
const DIRECTOR_HE = `U${"e".repeat(32)}`;
const NOTE = "今天去一网格五栋二单元四零一看了王秀兰,78岁,药快没了,下周三再去";
const RED = "老李拿着菜刀把门反锁了 说谁进来砍谁";

describe.runIf(able)("the service in workerd", () => {
  let w: RunningWorker;
  beforeAll(async () => {
    w = await startWorker();
  });
  afterAll(async () => {
    expect([w.line.violations, w.telegram.violations, w.model.refused]).toEqual([[], [], []]);
    await w.close();
  });

  /** What LINE was told since `from`, as one text; empty until there is something. */
  const toldSince = (from: number): string =>
    w.line.sent.length > from ? JSON.stringify(w.line.sent.slice(from)) : "";
  async function onLine(text: string, user = LI_FANG): Promise<string> {
    const before = w.line.sent.length;
    expect(await w.fromLine(user, { text })).toBe(200);
    return w.until(() => toldSince(before));
  }
  async function onTelegram(update: object): Promise<{ text: string; reply_markup: unknown }> {
    const before = w.telegram.sent.length;
    expect(await w.fromTelegram(update)).toBe(200);
    return w.until(() => w.telegram.sent.at(before));
  }
  const rowsOf = async <T>(sql: string): Promise<T[]> =>
    (await scoped(w.database, systemScope(DISTRICT), (tx) => tx.query<T>(sql))).rows;
  const open = () => rowsOf("select id from inbox where state = 'open'");
  /** A session of whoever the one-time link in these words is for. @returns the cookie */
  async function enter(words: string): Promise<string> {
    const path = new RegExp(`${ORIGIN}(/login/\\w+)`).exec(words)![1]!;
    const entered = await w.server.fetch(path, { method: "POST", headers: { origin: ORIGIN }, redirect: "manual" });
    expect(entered.status).toBe(303);
    return entered.headers.getSetCookie()[0]!.split(";")[0]!;
  }
  const page = async (path: string, cookie: string, language = "zh-CN"): Promise<string> => {
    const response = await w.server.fetch(path, { headers: { cookie, "accept-language": language } });
    expect(response.status, path).toBe(200);
    return response.text();
  };

  test("is no larger than it has to be", () => {
    expect(w.bundle.gzip_bytes / 1024).toBeLessThan(MOST_KIB);
  });

  test("is ready, and describes its interface as Node does", async () => {
    expect(await (await w.server.fetch("/readyz")).json()).toMatchObject({ ok: true });
    const described = await (await w.server.fetch("/api/v1/openapi.json")).json();
    const config = { telegram: null, line: null };
    const node = createApp({ config, public_url: ORIGIN, channels: {} } as unknown as AppParts);
    expect(described).toEqual(await (await node.request("/api/v1/openapi.json")).json());
  });

  test("refuses what no messenger signed, and keeps nothing of it", async () => {
    expect(await w.fromLine(LI_FANG, { text: RED }, "another-secret")).toBe(401);
    expect(await w.fromTelegram(w.updates.message({ text: RED }), "another-secret")).toBe(401);
    expect(await rowsOf("select id from inbox")).toEqual([]);
    expect([w.line.sent, w.telegram.sent]).toEqual([[], []]);
  });

  test("gives nobody the files that lie beside it", async () => {
    expect((await w.server.fetch(`/${TRADITIONAL}`)).status).toBe(404);
  });

  test("answers LINE after the response, with the source; and in the writer's script", async () => {
    expect(await onLine(w.codes[0])).toContain("认得您了");
    expect(await onLine("低保怎么申请")).toMatch(/依据 \[1\]《低保怎么申请》，国务院令第649号/);
    expect(await onLine("低保怎麼申請")).toMatch(/依據 \[1\]《低保怎么申请》，國務院令第649號/);
    expect(await open()).toEqual([]);
  });

  test("writes an answer with a model, of which only what the sources bear is said", async () => {
    w.model.script = () => ({ content: "向户籍所在地的乡镇政府、街道办事处交书面申请。［1］\n每月补贴888元。［1］\n" });
    const told = await onLine("低保怎么申请");
    expect(told).toContain("向户籍所在地的乡镇政府、街道办事处交书面申请。\\n依据 [1]");
    expect(told).not.toContain("888");
  });

  test("keeps a visit that was told and confirmed on Telegram, once", async () => {
    expect((await onTelegram(w.updates.message({ text: w.codes[1] }))).text).toContain("认得您了");
    const draft = await onTelegram(w.updates.message({ text: NOTE }));
    expect(draft.text).toContain("还没保存");
    const press = /visit\.save:[^"]+/.exec(JSON.stringify(draft.reply_markup))![0];
    const update = w.updates.press(press);
    expect((await onTelegram(update)).text).toContain("已保存");
    expect(await w.fromTelegram(update)).toBe(200);
    await w.until(async () => (await open()).length === 0);
    expect(await rowsOf("select id from visits")).toHaveLength(1);
  });

  test("lets a model with tools say what the rules cannot tell", async () => {
    w.model.script = ({ messages }) =>
      messages.length === 2 ? { tool_calls: [{ name: "list_due", arguments: {} }] } : { content: "好了。" };
    const shown = await onTelegram(w.updates.message({ text: "那个 嗯 弄一下" }));
    expect(JSON.stringify(shown.reply_markup)).toContain("as.question");
    expect(w.model.chats.at(-1)!.messages.at(-1)).toMatchObject({
      role: "tool",
      content: expect.stringContaining("到期"),
    });
    w.model.script = () => ({ content: null });
  });

  test("signs in by the link from the chat, once, and shows the console in each language", async () => {
    await onLine(w.codes[2], DIRECTOR_HE);
    const told = await onLine("/console", DIRECTOR_HE);
    const cookie = await enter(told);
    const [again] = /\/login\/\w+/.exec(told)!;
    expect((await w.server.fetch(again, { method: "POST", headers: { origin: ORIGIN } })).status).toBe(410);
    const visits = await page("/console/visits", cookie);
    expect(visits).toContain("王秀兰");
    expect(visits).toContain("陈静");
    for (const path of ["/console", "/console/referrals", "/console/crises", "/console/coverage", "/console/knowledge"])
      expect(await page(path, cookie)).toContain("<main");
    // No process outlives the response to tell of crises: the page asks.
    expect(JSON.parse(await page("/console/crises/live", cookie))).toMatchObject({ changed: expect.any(Boolean) });
    expect(await page("/console/visits", cookie, "zh-TW")).toMatch(/網格|走訪/);
    expect(await page("/console/visits", cookie, "en")).toContain("Visits");
    expect((await w.server.fetch("/console/visits", { redirect: "manual" })).status).not.toBe(200);
  });

  test("answers the web chat of whoever signed in, with its files", async () => {
    const cookie = await enter(await onLine("/console"));
    const home = await page("/", cookie);
    const [script] = /\/assets\/\w+\/chat\.js/.exec(home)!;
    expect((await w.server.fetch(script)).headers.get("content-type")).toContain("text/javascript");
    const ask = (text: string, accept: string): Promise<Response> =>
      w.server.fetch("/api/v1/messages", {
        method: "POST",
        headers: { cookie, origin: ORIGIN, accept, "content-type": "application/json" },
        body: JSON.stringify({ text }),
      }) as never;
    const asked = await ask("残疾人两项补贴找谁办", "application/json");
    const { replies } = (await asked.json()) as { replies: { kind: string; citations: unknown[] }[] };
    expect(replies[0]).toMatchObject({ kind: "answer" });
    expect(replies[0]!.citations.length).toBeGreaterThan(0);
    // As the page asks: the answer goes on after the response has begun, and so must the connection.
    const streamed = await ask("高龄津贴怎么领", "text/event-stream, application/json");
    expect(await streamed.text()).toMatch(/^event: replies\ndata: .*citations/);
  });

  test("works off by cron what no invocation came to work off", async () => {
    // As a webhook leaves it whose invocation died right after the response: kept, with its job, and nothing else.
    const { database, sealer } = w;
    const queue = openQueue(database, { backend: "postgres", timers: false, onError: () => {} });
    const log = createLog("error");
    await receive(
      { database, sealer, queue, log, clock: systemClock, channels: {}, public_url: ORIGIN },
      {
        ...{ channel: "line", event_id: "left-behind", chat_id: LI_FANG, sender_id: LI_FANG, group: false },
        ...{ at: new Date().toISOString(), content: { type: "text", text: "医保异地就医怎么备案", message_id: "1" } },
      },
      { card: async () => {}, later: () => {} },
    );
    expect(await open()).toHaveLength(1);
    const before = w.line.sent.length;
    await w.cron();
    expect(await w.until(() => toldSince(before))).toContain("依据 [1]");
    expect(await open()).toEqual([]);
  });

  test("seals the audit chain by cron", async () => {
    await w.cron();
    const { database, sealer } = w;
    const chain = await inSession({ database, sealer, now: new Date() }, systemScope(DISTRICT), (session) =>
      verifyAudit(session),
    );
    expect(chain.faults).toEqual([]);
    expect(chain.rows).toBeGreaterThan(5);
  });

  test("sends the card of a crisis at once, tells the list, and climbs by cron when nobody taps", async () => {
    const before = w.line.sent.length;
    expect(await w.fromLine(LI_FANG, { text: RED })).toBe(200);
    expect(await w.until(() => toldSince(before))).toContain("110");
    await w.until(() => toldSince(before).includes("已通知 何主任"));
    await w.until(() => w.line.sent.slice(before).some(({ chat_id }) => chat_id === DIRECTOR_HE));
    await w.cron();
    expect(toldSince(before)).not.toContain("名单上的人都没有应");
    const moved = await rowsOf(
      "update crises set climbs_at = climbs_at - interval '1 hour' where climbs_at is not null returning id",
    );
    expect(moved).toHaveLength(1);
    await w.cron();
    await w.until(() => toldSince(before).includes("名单上的人都没有应"));
    const told = w.line.sent.length;
    await w.cron();
    expect(toldSince(told)).toBe("");
  });

  test("ends the climb with a tap on the notice", async () => {
    const notice = JSON.stringify(w.line.sent.findLast(({ chat_id }) => chat_id === DIRECTOR_HE));
    const before = w.line.sent.length;
    expect(await w.fromLine(DIRECTOR_HE, { press: /crisis\.ack:[^"]+/.exec(notice)![0] })).toBe(200);
    await w.until(() => toldSince(before));
    expect(await rowsOf("select id from crises where climbs_at is not null")).toEqual([]);
  });

  test("answers a crisis while the database is down, and asks the channel to deliver it again", async () => {
    w.pooler.refuses = true;
    const before = w.line.sent.length;
    expect(await w.fromLine(LI_FANG, { text: "有人要跳楼" })).toBe(503);
    expect(toldSince(before)).toContain("110");
    expect(await w.fromLine(LI_FANG, { text: "低保怎么申请" })).toBe(503);
    expect((await w.server.fetch("/readyz")).status).toBe(503);
    w.pooler.refuses = false;
    expect((await w.server.fetch("/readyz")).status).toBe(200);
    expect(await onLine("低保怎么申请")).toContain("依据 [1]");
  });

  test("leaves nothing on a connection that its next transaction would need", async () => {
    expect(w.pooler.violations).toEqual([]);
    expect(await w.pooler.left()).toEqual(["", "", ""]);
    expect(Math.min(...w.pooler.transactions)).toBeGreaterThan(20);
  });

  test("logs no word of what people wrote", () => {
    const logged = JSON.stringify(w.server.getLogs());
    for (const word of ["王秀兰", "菜刀", "低保", "跳楼", "李芳", ...w.codes]) expect(logged).not.toContain(word);
  });
});
