import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../bot/reply.ts";
import { type FakeEndpoint, startFakeEndpoint } from "../../platform/model/fake/endpoint.ts";
import { FAULTS } from "../../platform/model/fake/script.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { DEMO_DISTRICT, demoStaffId } from "../demo.ts";
import { type RunningApp, runApp } from "../running.ts";
import { demoToken } from "../session/who.ts";

const QUESTION = "低保怎么申请";
/** What a weak model says: most of it from the material, some of it from nowhere. */
const SAID =
  "您好！\n向户籍所在地的乡镇政府、街道办事处交书面申请。［1］\n每月补贴888元。［1］\n" +
  "不会写字的，可以委托村（居）委会代为提出。［1］\n";

let endpoint: FakeEndpoint;
let service: RunningApp;

const say = async (text: string): Promise<Reply[]> => {
  const { json } = await service.ask("grid_worker", "/api/v1/messages", { text });
  return (json as { replies: Reply[] }).replies;
};

/** The events of a streamed answer, in their order. */
async function stream(text: string): Promise<{ event: string; data: { text?: string; replies?: Reply[] } }[]> {
  const { app, parts } = service;
  const token = await demoToken(parts.sealer, await demoStaffId("grid_worker"), DEMO_DISTRICT, new Date());
  const response = await app.request("/api/v1/messages", {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ text }),
  });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const blocks = (await response.text()).split("\n\n").filter((block) => block !== "");
  return blocks.map((block) => ({
    event: /^event: (.*)$/m.exec(block)![1]!,
    data: JSON.parse(/^data: (.*)$/m.exec(block)![1]!),
  }));
}

beforeAll(async () => {
  endpoint = await startFakeEndpoint({ api_key: "key", model: "m" });
  endpoint.script = () => ({ content: SAID });
  service = await runApp({
    env: { OPENAI_BASE_URL: endpoint.base_url, OPENAI_API_KEY: "key", OPENAI_MODEL: "m", MODEL_TRUST: "external" },
  });
});
afterAll(async () => {
  await service.close();
  await endpoint.close();
});

describe("an answer written by a model", () => {
  test("says what its sources bear, with the sources, and is kept as answered", async () => {
    const [reply] = await say(QUESTION);
    expect(reply!.text.split("\n").slice(0, 2)).toEqual([
      "向户籍所在地的乡镇政府、街道办事处交书面申请。",
      "不会写字的，可以委托村（居）委会代为提出。",
    ]);
    expect(reply!.text).toMatch(/\n依据 \[1\]《低保怎么申请》/);
    expect(reply!.text).not.toMatch(/888|您好/);
    expect(reply!.citations).toMatchObject([{ document_id: "pack-dibao-apply" }]);
    const kept = await scoped(service.parts.database, systemScope(DEMO_DISTRICT), (tx) =>
      tx.query<{ verdict: string }>("select verdict from questions order by asked_at desc limit 1"),
    );
    expect(kept.rows).toEqual([{ verdict: "answered" }]);
    expect(service.logged.some((line) => line.includes('"figure":1') && !line.includes("低保"))).toBe(true);
  });

  test("comes sentence by sentence where that is asked for, and then as the JSON form has it", async () => {
    const events = await stream(QUESTION);
    expect(events.map(({ event }) => event)).toEqual(["sentence", "sentence", "replies"]);
    expect(events[0]!.data.text).toBe("向户籍所在地的乡镇政府、街道办事处交书面申请。");
    const [reply] = await say(QUESTION);
    expect(events.at(-1)!.data.replies![0]!.text).toBe(reply!.text);
  });

  test("is not asked for where nothing would be quoted, nor for a help line, nor in a crisis", async () => {
    const before = endpoint.chats.length;
    await say("公积金怎么提出来");
    await say("妇女热线打几号");
    await say("我们街道护理补贴到底多少钱一个月");
    await say("有人要跳楼怎么办");
    expect(endpoint.chats).toHaveLength(before);
  });

  test("is not used for clauses that have changed meanwhile", async () => {
    endpoint.script = () => ({ content: SAID });
    const original = service.parts.models!.chat!;
    const withdraw = (current: boolean): Promise<unknown> =>
      scoped(service.parts.database, systemScope(0), (tx) =>
        tx.query("update documents set current = $1 where id = 'pack-dibao-apply'", [current]),
      );
    service.parts.models!.chat = {
      forMessage: (masking, who) => {
        const chat = original.forMessage(masking, who);
        return {
          ...chat,
          stream: async (...given) => {
            const said = await chat.stream(...given);
            await withdraw(false);
            return said;
          },
        };
      },
    };
    try {
      const [reply] = await say(QUESTION);
      expect(reply!.citations.map(({ document_id }) => document_id)).not.toContain("pack-dibao-apply");
      expect(reply!.text).not.toContain("不会写字的，可以委托村（居）委会代为提出。");
    } finally {
      service.parts.models!.chat = original;
      await withdraw(true);
    }
  });

  const { "an endpoint that is slow": _slow, ...faults } = FAULTS;
  test.each(Object.entries(faults))("%s: the answer is quoted as without a model", async (_, scripted) => {
    const { chat } = service.parts.models!;
    service.parts.models!.chat = null;
    const [quoted] = await say(QUESTION);
    service.parts.models!.chat = chat;
    endpoint.script = () => scripted;
    const [reply] = await say(QUESTION);
    expect(reply!.text).toBe(quoted!.text);
    expect(reply!.citations).toEqual(quoted!.citations);
  });
});

describe("a question after a question", () => {
  beforeAll(() => {
    service.parts.models!.chat = null;
  });

  test("keeps its subject", async () => {
    await say("低保怎么申请");
    const [reply] = await say("那材料呢");
    expect(reply!.kind).toBe("answer");
    expect(reply!.citations.some(({ title }) => title.includes("低保"))).toBe(true);
    const [again] = await say("多久能下来");
    expect(JSON.stringify(again)).toContain("低保");
  });

  test("drops it when another matter is asked about", async () => {
    await say("低保怎么申请");
    const [reply] = await say("人身保护令要多久");
    expect(reply!.citations[0]?.document_id).toBe("pack-protection-order");
  });
});
