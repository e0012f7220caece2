/** A red message while the model hangs, the database is gone, or both: the card goes out, and what it tells is recorded once later. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { makeLogin } from "../../cases/staff/login.ts";
import { readPack } from "../../knowledge/pack/read.ts";
import { putTables } from "../../knowledge/pack/tables.ts";
import { createPostgres, type FreshPostgres, POSTGRES_URL } from "../../platform/database/fresh.ts";
import { openPostgres } from "../../platform/database/postgres.ts";
import { migrate } from "../../platform/migrate/migrate.ts";
import { type FakeEndpoint, startFakeEndpoint } from "../../platform/model/fake/endpoint.ts";
import { installQueue } from "../../platform/queue/boss.ts";
import { scoped, setScope, systemScope } from "../../platform/scope.ts";
import { type Connected, connect } from "./connected.ts";
import { type Cut, cuttable } from "./cut.ts";

const DISTRICT = 440606;
const USER = `U${"a".repeat(32)}`;
const source = { type: "user" as const, userId: USER };
const ORIGIN = "https://doorstep.example.org";
const SUPERVISOR = { chat_id: 88, user_id: 88 };
const RED = "老李拿着菜刀把门反锁了 说谁进来砍谁";
const CARD = "先退到安全的地方,再打 110";
/** So long the card may take. */
const within = { timeout: 3_000, interval: 20 };

let made: FreshPostgres;
let wire: Cut;
let endpoint: FakeEndpoint;
let c: Connected;
let cookie = "";

beforeAll(async () => {
  if (!POSTGRES_URL) return;
  made = await createPostgres();
  const owner = openPostgres(made.owner_url);
  await migrate(owner);
  await installQueue(owner, "postgres");
  await owner.close();
  wire = await cuttable(made.service_url);
  endpoint = await startFakeEndpoint({ api_key: "key", model: "m" });
  const database = openPostgres(wire.url);
  await scoped(database, systemScope(0), (tx) => putTables(tx, { ...readPack(), synonyms: [], associations: [] }));
  c = await connect({
    database,
    backend: "postgres",
    env: { OPENAI_BASE_URL: endpoint.base_url, OPENAI_API_KEY: "key", OPENAI_MODEL: "m", MODEL_TRUST: "internal" },
  });
  await c.fromTelegram(c.updates.message({ text: `/start ${c.codes.grid_worker}` }));
  await c.fromTelegram(c.updates.message({ text: `/start ${c.codes.supervisor}` }, SUPERVISOR));
  await c.fromLine(c.webhooks.body(c.webhooks.text(c.codes.social_worker, { source })));
  await c.settled();
  const login = await database.transaction(async (tx) => {
    const scope = systemScope(DISTRICT);
    await setScope(tx, scope);
    const { rows } = await tx.query<{ id: string }>("select id from staff where role = 'grid_worker'");
    return makeLogin({ tx, scope, sealer: c.parts.sealer, now: new Date() }, rows[0]!.id, 10);
  });
  const entered = await c.app.request(`${ORIGIN}/login/${login}`, { method: "POST", headers: { origin: ORIGIN } });
  cookie = entered.headers.getSetCookie()[0]!.split(";")[0]!;
});
afterEach(async () => {
  wire.state("through");
  endpoint.trouble = {};
  await c.settled();
  c.telegram.sent.length = 0;
  c.line.sent.length = 0;
});
afterAll(async () => {
  if (!POSTGRES_URL) return;
  expect(c.line.violations).toEqual([]);
  expect(c.telegram.violations).toEqual([]);
  await c.close();
  await wire.close();
  await endpoint.close();
  await made.drop();
});

const CUTS = {
  "the model hanging": () => {
    endpoint.trouble = { hangs: true };
  },
  "the database gone": () => wire.state("refused"),
  "the database silent": () => wire.state("silent"),
  "both gone": () => {
    endpoint.trouble = { hangs: true };
    wire.state("refused");
  },
};

interface Way {
  /** Sends the red message, the same one every time. */
  send(): Promise<Response>;
  /** What the writer was shown. */
  seen(): string;
}
let messages = 0;
/** A new message on each way; on the web the answer is what is seen. */
const ways = (): Record<"Telegram" | "LINE" | "web", Way> => {
  const update = c.updates.message({ text: RED });
  const body = c.webhooks.body(c.webhooks.text(RED, { source, replyToken: c.line.issueReplyToken(USER) }));
  const id = `red-message-${++messages}`;
  let answered = "";
  return {
    Telegram: {
      send: () => c.fromTelegram(update),
      seen: () => c.telegram.sent.map(({ chat_id, text }) => (chat_id === 42 ? text : "")).join("\n"),
    },
    LINE: { send: () => c.fromLine(body), seen: () => JSON.stringify(c.line.sent) },
    web: {
      async send() {
        const response = await c.app.request(`${ORIGIN}/api/v1/messages`, {
          method: "POST",
          headers: { cookie, origin: ORIGIN, "content-type": "application/json" },
          body: JSON.stringify({ id, text: RED }),
        });
        answered = await response.clone().text();
        return response;
      },
      seen: () => answered,
    },
  };
};
const crises = async (): Promise<number> =>
  c.parts.database.transaction(async (tx) => {
    await setScope(tx, systemScope(DISTRICT));
    return (await tx.query<{ n: number }>("select count(*) as n from crises")).rows[0]!.n;
  });
const told = (): number =>
  c.telegram.sent.filter(({ chat_id, text }) => chat_id === 88 && text.includes("紧急")).length;

describe.skipIf(!POSTGRES_URL)("a red message", () => {
  describe.each(Object.entries(CUTS))("with %s", (name, cut) => {
    test.each(["Telegram", "LINE", "web"] as const)("over %s", async (way) => {
      const before = await crises();
      const { send, seen } = ways()[way];
      cut();
      const first = send();
      await vi.waitFor(() => expect(seen()).toContain(CARD), within);
      if (name !== "the model hanging") {
        expect(seen()).toContain("还没有通知到任何人");
        if (name !== "the database silent") expect((await first).status).toBe(503);
      }
      wire.state("through");
      endpoint.trouble = {};
      await first;
      // What was not acknowledged is delivered again; what was, is sometimes too.
      expect((await send()).status).toBe(200);
      await c.settled();
      expect(await crises()).toBe(before + 1);
      expect(told()).toBe(1);
      if (way !== "web") expect(seen()).toContain("已通知 周");
    });
  });

  test("an ordinary message on the web gets no card when the database is gone", async () => {
    wire.state("refused");
    const response = await c.app.request(`${ORIGIN}/api/v1/messages`, {
      method: "POST",
      headers: { cookie, origin: ORIGIN, "content-type": "application/json" },
      body: JSON.stringify({ text: "低保怎么申请" }),
    });
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain("110");
  });

  test("nobody who is not signed in gets anything from it", async () => {
    wire.state("refused");
    const response = await c.app.request(`${ORIGIN}/api/v1/messages`, {
      method: "POST",
      headers: { cookie: "doorstep=eyJhbGciOiJIUzI1NiJ9.e30.AAAA", origin: ORIGIN, "content-type": "application/json" },
      body: JSON.stringify({ text: RED }),
    });
    expect(response.status).toBe(401);
  });
});
