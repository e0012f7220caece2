import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { createLog } from "../log.ts";
import { type Budget, openBudget } from "./budget.ts";
import type { Chat } from "./chat.ts";
import { type FakeEndpoint, type FakeModel, startFakeEndpoint } from "./fake/endpoint.ts";
import { masked } from "./fake/masking.ts";
import { FAULTS, type Script } from "./fake/script.ts";
import { openLangChainTools } from "./langchain-tools.ts";
import { openChat } from "./open-chat.ts";
import { runTools } from "./run-tools.ts";
import { type RunTools, tool } from "./tools.ts";

const NAME = "王秀英";
const REQUEST = { system: "你帮网格员写答案。", user: `${NAME}家揭不开锅了怎么办` };
/** The whole wait of a message: short, for what is slow. */
const MESSAGE_MS = 3_000;
let endpoint: FakeEndpoint;
let logged: string[];
let now: number;

const start = async (
  script: Script,
  more: Partial<FakeModel> & { budget?: Budget; openTools?: () => Promise<RunTools> } = {},
) => {
  await endpoint?.close();
  endpoint = await startFakeEndpoint({ api_key: "key", model: "m", script, ...more });
  const log = createLog("info", (line) => logged.push(line));
  const budget = more.budget ?? openBudget({ database: null, tokens_a_day: 1_000_000, log });
  const at = { base_url: endpoint.base_url, api_key: "key", model: "m" };
  const port = openChat(at, { log, budget, openTools: more.openTools, now: () => now, message_ms: MESSAGE_MS });
  return { message: (district_id = 1) => port.forMessage(masked([NAME]), { district_id }) };
};
/** A model with one tool, as the assistant has them. */
const ask = async (chat: Chat, found: string[] = []): Promise<string | null> => {
  const search = tool({
    ...{ name: "search_clauses", description: "查条文", schema: z.object({ words: z.string() }) },
    async use({ words }) {
      found.push(words);
      return JSON.stringify({ clause: `${words}：${NAME}可以申请` });
    },
  });
  return (await chat.useTools({ ...REQUEST, tools: [search], most_steps: 4 })) || null;
};
const RUNNERS = [
  ["LangChain", openLangChainTools],
  ["what Workers have", async () => runTools],
] as const;
const warned = (): object[] => logged.map((line) => JSON.parse(line));

beforeEach(() => {
  logged = [];
  now = Date.now();
});
afterEach(() => endpoint.close());

describe("a chat model", () => {
  test("answers whole and in pieces; what leaves is masked, what comes back is not", async () => {
    const { message } = await start(({ messages }) => ({
      content: `带${/⟦.*?⟧/.exec(String(messages[1]!.content))![0]}去窗口，先办临时救助。`,
      reasoning_content: "想一想",
    }));
    const pieces: string[] = [];
    expect(await message().complete(REQUEST)).toBe("带王秀英去窗口，先办临时救助。");
    expect(await message().stream(REQUEST, (piece) => pieces.push(piece))).toBe("带王秀英去窗口，先办临时救助。");
    expect(pieces.join("")).toBe("带王秀英去窗口，先办临时救助。");
    expect(pieces.length).toBeGreaterThan(2);
    expect(endpoint.bodies.map(({ body }) => body).join()).not.toContain("秀英");
    expect([endpoint.refused, logged]).toEqual([[], []]);
  });

  test.each(RUNNERS)("with %s gives tools the words, and their results leave masked", async (_, openTools) => {
    const { message } = await start(
      ({ messages }, turn) =>
        turn === 0
          ? { tool_calls: [{ name: "search_clauses", arguments: { words: `${messages[1]!.content}`.slice(0, 12) } }] }
          : { content: `${JSON.parse(String(messages.at(-1)!.content)).clause}。` },
      { openTools },
    );
    const found: string[] = [];
    expect(await ask(message(), found)).toContain("王秀英可以申请");
    expect(found[0]).toContain(NAME);
    expect(endpoint.chats).toHaveLength(2);
    expect(endpoint.bodies.map(({ body }) => body).join()).not.toContain("秀英");
    expect([endpoint.refused, logged]).toEqual([[], []]);
  });

  test("gives JSON without what stands around it, and none when it is cut", async () => {
    const { message } = await start((_, turn) =>
      turn === 0
        ? { content: '<think>{"no": 1}</think>好的：\n```json\n{"who": "⟦X0_7F3A⟧"}\n```' }
        : { content: '{"who": "王', finish_reason: "length" },
    );
    expect(JSON.parse((await message().complete({ ...REQUEST, json: true }))!)).toEqual({ who: NAME });
    expect(endpoint.chats[0]!.response_format).toEqual({ type: "json_object" });
    expect(await message().complete({ ...REQUEST, json: true })).toBeNull();
    expect(warned()).toMatchObject([{ reason: "JSON cut at its length" }]);
  });

  test("whose answer is cut at its length gives the whole sentences of it", async () => {
    const { message } = await start(() => ({ content: "先打电话。再去窗口，带上身", finish_reason: "length" }));
    expect(await message().complete(REQUEST)).toBe("先打电话。");
    expect(await message().stream(REQUEST, () => {})).toBe("先打电话。");
  });

  const failing = Object.entries(FAULTS).filter(([name]) => name !== "an answer in another language");
  describe.each(failing)("with %s", (_, fault) => {
    test.each(["complete", "stream"] as const)("gives null in time to %s, and one line in the log", async (way) => {
      const { message } = await start(() => fault);
      const chat = message();
      expect(await (way === "complete" ? chat.complete(REQUEST) : chat.stream(REQUEST, () => {}))).toBeNull();
      expect(warned()).toHaveLength(1);
      expect(logged.join()).not.toContain("秀英");
    });
  });

  describe.each(RUNNERS)("that has tools by %s", (_, openTools) => {
    test.each(Object.entries(FAULTS))("ends with %s, too", async (__, fault) => {
      const { message } = await start((asked, turn) => (turn === 0 || fault.fault ? fault : { content: asked.model }), {
        openTools,
      });
      const given = await ask(message());
      // What can be told to the model, it is told, and it answers; an answer in another language is for the caller to see.
      const is_told = !fault.fault && endpoint.chats.length === 2;
      const words = "content" in fault && fault.content ? fault.content : null;
      expect(warned()).toHaveLength(fault.fault ? 1 : 0);
      expect(given).toBe(is_told ? "m" : words && !fault.fault ? words : null);
      expect(logged.join()).not.toContain("秀英");
    });
  });

  test("that is busy for a moment is asked again, a few times", async () => {
    const { message } = await start((_, turn) =>
      turn < 2 ? { fault: turn === 0 ? "429" : "500" } : { content: "好。" },
    );
    expect(await message().complete(REQUEST)).toBe("好。");
    expect([endpoint.chats.length, logged.length]).toEqual([3, 0]);
  });

  test("that is busy for longer than a person waits is not", async () => {
    const { message } = await start(() => ({ fault: "429", retry_after_s: 20 }));
    expect(await message().complete(REQUEST)).toBeNull();
    expect(endpoint.chats).toHaveLength(1);
  });

  test("that failed two messages is left alone, then tried by one, then used again", async () => {
    let works = false;
    const { message } = await start(() => (works ? { content: "好。" } : { fault: "429", retry_after_s: 60 }));
    for (let i = 0; i < 5; i++) expect(await message().complete(REQUEST)).toBeNull();
    expect([endpoint.chats.length, logged.length]).toEqual([2, 2]);
    now += 31_000;
    works = true;
    const both = await Promise.all([message().complete(REQUEST), message().complete(REQUEST)]);
    expect(both.sort()).toEqual([null, "好。"].sort());
    expect(await message().complete(REQUEST)).toBe("好。");
    expect(warned().at(-1)).toMatchObject({ msg: "model is back" });
  });

  test("that answers nothing usable is not left alone for it", async () => {
    const { message } = await start((_, turn) => (turn < 4 ? { content: "" } : { content: "好。" }));
    for (let i = 0; i < 4; i++) expect(await message().complete(REQUEST)).toBeNull();
    expect(await message().complete(REQUEST)).toBe("好。");
  });

  test("is asked nothing more once the message had its time", async () => {
    const { message } = await start(() => ({ content: "好。" }));
    const chat = message();
    now += MESSAGE_MS;
    expect(await chat.complete(REQUEST)).toBeNull();
    expect(await ask(chat)).toBeNull();
    expect(endpoint.requests).toBe(0);
  });

  test.each([["stream_options"], ["response_format"], ["temperature"], ["max_tokens"]])(
    "that refuses %s is asked without, and from then on at once",
    async (setting) => {
      const { message } = await start(() => ({ content: '{"a":1}' }), { refuses: [setting] });
      const asks = setting === "stream_options" ? "stream" : "complete";
      for (const requests of [2, 3]) {
        const chat = message();
        const given = asks === "stream" ? chat.stream(REQUEST, () => {}) : chat.complete({ ...REQUEST, json: true });
        expect(await given).toBe('{"a":1}');
        expect(endpoint.requests).toBe(requests);
      }
      expect(endpoint.chats.every((asked) => !(setting in asked))).toBe(true);
      if (setting === "max_tokens") expect(endpoint.chats[0]!.max_completion_tokens).toBeGreaterThan(0);
    },
  );

  test("costs the district what the endpoint says, or what it is thought to, also when it breaks off", async () => {
    const spent: number[] = [];
    const budget: Budget = { allows: async () => true, spend: async (_, tokens) => void spent.push(tokens) };
    const { message } = await start(() => ({ content: "好的。" }), { budget });
    await message().complete(REQUEST);
    await message().stream(REQUEST, () => {});
    await ask(message());
    expect(spent[0]).toBe(spent[1]);
    expect(spent).toHaveLength(3);
    const { message: silent } = await start(() => ({ content: "好的。" }), { budget, counts: false });
    await silent().complete(REQUEST);
    await silent().stream(REQUEST, () => {});
    const { message: broken } = await start(() => ({ fault: "cut" }), { budget, counts: false });
    await broken().stream(REQUEST, () => {});
    expect(spent).toHaveLength(6);
    expect(Math.min(...spent)).toBeGreaterThan(20);
  });

  test("is not asked for a district that spent its day's budget; another's goes on", async () => {
    const log = createLog("info", (line) => logged.push(line));
    const { message } = await start(() => ({ content: "好的。" }), {
      budget: openBudget({ database: null, tokens_a_day: 40, log }),
    });
    expect(await message(1).complete(REQUEST)).toBe("好的。");
    for (let i = 0; i < 3; i++) expect(await message(1).complete(REQUEST)).toBeNull();
    expect(await message(2).complete(REQUEST)).toBe("好的。");
    expect(endpoint.chats).toHaveLength(2);
    expect(warned()).toMatchObject([{ district_id: 1, msg: "model budget of the day is spent" }]);
  });
});
