import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { masked } from "../fake/masking.ts";
import { maskingFetch } from "./masking-fetch.ts";

const NAME = '王"秀"英';
const NUMBER = "13800138000";
const BASE = "https://model.example.org/v1";
const CHAT = `${BASE}/chat/completions`;

/** A masking fetch over an endpoint that answers as told and keeps what it got. */
function opened(answer: () => Response = () => Response.json({ choices: [] }), guarded?: string) {
  const sent: { url: string; headers: Headers; body: string; redirect: string | undefined }[] = [];
  const tokens: number[] = [];
  const send = maskingFetch({
    ...{ base_url: BASE, api_key: "secret", masking: masked([NAME, NUMBER], guarded) },
    onTokens: (count) => tokens.push(count),
    fetch: async (url, init) => {
      const { headers, body, redirect } = init!;
      sent.push({ url: String(url), headers: new Headers(headers), body: String(body), redirect });
      return answer();
    },
  });
  const post = (body: unknown, url = CHAT): Promise<Response> =>
    send(url, { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) });
  return { send, post, sent, tokens };
}

const WORDS = `去看${NAME}，电话${NUMBER}`;
const said = (content: unknown = WORDS) => ({ model: "m", messages: [{ role: "user", content }] });
const tool = (more: object = {}) => ({ type: "function", function: { name: "find", ...more } });

describe("what goes out", () => {
  test("is masked wherever words stand, and the rest is as it was", async () => {
    const { post, sent } = opened();
    const call = {
      id: "call_1",
      type: "function",
      function: { name: "find", arguments: JSON.stringify({ [NAME]: [NUMBER], n: 13800138000 }) },
    };
    await post({
      ...{ model: "m", temperature: 0, stream: false, tool_choice: "auto" },
      messages: [
        { role: "system", content: WORDS },
        { role: "user", content: [WORDS.slice(0, 4), WORDS.slice(4)].map((text) => ({ type: "text", text })) },
        { role: "assistant", content: WORDS, tool_calls: [call] },
        { role: "tool", tool_call_id: "call_1", content: JSON.stringify({ found: `住址：\n${NUMBER}`, who: NAME }) },
      ],
      tools: [
        tool({
          description: WORDS,
          parameters: {
            type: "object",
            properties: { type: { type: "string", enum: [NAME, "甲"], description: WORDS, default: NAME } },
            required: ["type"],
          },
        }),
      ],
      response_format: { type: "json_schema", json_schema: { name: "n", description: WORDS, schema: { const: NAME } } },
    });
    const [{ body, headers, redirect }] = sent as [(typeof sent)[0]];
    expect(body).not.toMatch(/秀|1380013/);
    const left = JSON.parse(body);
    expect(left).toMatchObject({
      ...{ model: "m", temperature: 0, stream: false, tool_choice: "auto" },
      messages: [
        { role: "system" },
        { role: "user", content: "去看⟦X0_7F3A⟧，电话⟦X1_7F3A⟧" },
        { tool_calls: [{ id: "call_1", function: { name: "find" } }] },
        { role: "tool", tool_call_id: "call_1" },
      ],
    });
    expect(left.tools[0].function.parameters).toMatchObject({
      ...{ type: "object", required: ["type"] },
      properties: { type: { type: "string", enum: ["⟦X0_7F3A⟧", "甲"] } },
    });
    expect(JSON.parse(left.messages[2].tool_calls[0].function.arguments)).toEqual({
      "⟦X0_7F3A⟧": ["⟦X1_7F3A⟧"],
      n: "⟦X1_7F3A⟧",
    });
    expect([...headers]).toEqual([
      ["authorization", "Bearer secret"],
      ["content-type", "application/json"],
    ]);
    expect(redirect).toBe("manual");
  });

  test("is masked for comparing by the fixed words; documents stay as they are", async () => {
    const { post, sent } = opened();
    await post({ model: "m", input: [WORDS], encoding_format: "float" }, `${BASE}/embeddings`);
    await post({ model: "m", query: WORDS, documents: [NAME], top_n: 1 }, `${BASE}/rerank`);
    expect(JSON.parse(sent[0]!.body).input).toEqual(["去看某人，电话某人"]);
    expect(JSON.parse(sent[1]!.body)).toEqual({ model: "m", query: "去看某人，电话某人", documents: [NAME], top_n: 1 });
  });

  test.each<[string, unknown, string?]>([
    ["no JSON", `messages: ${WORDS}`],
    ["a list", [said()]],
    ["an unknown path", said(), `${BASE}/responses`],
    ["a path that only looks known", said(), `${BASE}/files/../chat/completions`],
    ["another host", said(), "https://model.example.org.elsewhere.org/v1/chat/completions"],
    ["an address before the endpoint's", said(), "https://model.example.org/chat/completions"],
    ["an unknown field", { ...said(), metadata: { note: NAME } }],
    ["a field that names somebody", { ...said(), user: NAME }],
    ["a picture", said([{ type: "image_url", image_url: { url: "data:image/png;base64,aGk=" } }])],
    ["an unknown role", { model: "m", messages: [{ role: "owner", content: "" }] }],
    ["words in place of a number", { ...said(), temperature: NAME }],
    ["a tool whose name says too much", { ...said(), tools: [tool({ name: `find ${NAME}` })] }],
    ["a schema whose names say too much", { ...said(), tools: [tool({ parameters: { properties: { [NAME]: {} } } })] }],
    [
      "arguments that are no JSON",
      {
        model: "m",
        messages: [
          {
            role: "assistant",
            content: null,
            tool_calls: [{ id: "c", type: "function", function: { name: "find", arguments: `{"words": "${NAME}` } }],
          },
        ],
      },
    ],
  ])("that is %s is not sent", async (_, body, url) => {
    const { post, sent } = opened();
    const response = await post(body, url);
    expect(sent).toEqual([]);
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(/^((?!秀|1380013).)*"code":"not_sent"((?!秀|1380013).)*$/);
  });

  test("that cannot be masked is not sent, nor is a form or a request without a body", async () => {
    const { post, send, sent } = opened(undefined, "6222");
    expect((await post(said("卡号 6222"))).status).toBe(400);
    expect((await send(CHAT, { method: "POST", body: new FormData() })).status).toBe(400);
    expect((await send(CHAT)).status).toBe(400);
    expect((await send(new Request(CHAT, { method: "POST", body: JSON.stringify(said()) }))).status).toBe(400);
    expect(sent).toEqual([]);
  });

  test("keeps no words readable, whatever stands around them", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), fc.jsonValue(), async (around, value) => {
        const { post, sent } = opened();
        const nested = JSON.stringify({ [`${around}${NAME}`]: [value, `${around}${NUMBER}${around}`] });
        for (const content of [`${around}${WORDS}${around}`, nested, `[${nested}]`, `读一读 ${nested} 。`]) {
          await post(said(content));
          const [message] = JSON.parse(sent.at(-1)!.body).messages;
          expect(message.content).not.toMatch(/王\\?"秀|13800138000/);
        }
      }),
    );
  });
});

describe("what comes back", () => {
  type Message = { content: string; tool_calls: { function: { arguments: string } }[] };
  const messageOf = async (response: Response): Promise<Message> =>
    ((await response.json()) as { choices: { message: Message }[] }).choices[0]!.message;
  const answer = (message: object) => () =>
    Response.json({ choices: [{ index: 0, message, finish_reason: "stop" }], usage: { total_tokens: 42 } });

  test("has its words again, inside JSON as JSON", async () => {
    const content = '好的：```json\n{"who": "⟦X0_7F3A⟧", "phones": ["⟦X1_7F3A⟧"]}\n```⟦X0_7F3A⟧';
    const tool_calls = [{ id: "1", type: "function", function: { name: "f", arguments: '{"who":"\\u27e6X0_7F3A⟧"}' } }];
    const { post, tokens } = opened(answer({ role: "assistant", content, tool_calls, reasoning_content: "…" }));
    const message = await messageOf(await post(said()));
    expect(JSON.parse(/```json\n(.*)\n```/.exec(message.content)![1]!)).toEqual({ who: NAME, phones: [NUMBER] });
    expect(message.content).toMatch(new RegExp(`${NAME}$`));
    expect(JSON.parse(message.tool_calls[0]!.function.arguments)).toEqual({ who: NAME });
    expect(message).not.toHaveProperty("reasoning_content");
    expect(tokens).toEqual([42]);
  });

  test.each([
    ["<think>\n他问⟦X0_7F3A⟧\n</think>\n\n先打电话", "先打电话"],
    ["他问的是……</think>先打电话", "先打电话"],
    ["<think>一</think><think>二</think>先打电话", "先打电话"],
    ["<think>没有想完", ""],
    ["先打电话，再看 <think> 是什么", "先打电话，再看 <think> 是什么"],
  ])("is without what the model thought aloud: %j", async (content, left) => {
    const { post } = opened(answer({ role: "assistant", content }));
    expect((await messageOf(await post(said()))).content).toBe(left);
  });

  test("in a refusal of the endpoint is left as it is", async () => {
    const { post, tokens } = opened(() => Response.json({ error: { message: "no" } }, { status: 429 }));
    expect(await (await post(said())).json()).toEqual({ error: { message: "no" } });
    expect(tokens).toEqual([]);
  });
});
