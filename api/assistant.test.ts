/** What a model makes of a message, from the web chat to the endpoint and back: the whole service and a scripted endpoint. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Reply } from "../bot/reply.ts";
import { type FakeEndpoint, startFakeEndpoint } from "../platform/model/fake/endpoint.ts";
import { type RunningApp, runApp } from "./running.ts";

let endpoint: FakeEndpoint;
let service: RunningApp;

beforeAll(async () => {
  endpoint = await startFakeEndpoint({ api_key: "key", model: "m" });
  service = await runApp({
    env: { OPENAI_BASE_URL: endpoint.base_url, OPENAI_API_KEY: "key", OPENAI_MODEL: "m" },
  });
});
afterAll(async () => {
  await service.close();
  await endpoint.close();
});

beforeEach(() => {
  endpoint.chats.length = 0;
  endpoint.bodies.length = 0;
});

const say = async (text: string): Promise<Reply[]> => {
  const { json } = await service.ask("grid_worker", "/api/v1/messages", { text });
  return (json as { replies: Reply[] }).replies;
};

test("a note comes back with what the model found in it, and the model saw neither name nor address", async () => {
  const note = "今天去三网格五栋二单元四零一看了王秀兰 七十八岁 被子潮得能拧出水 下周三再去";
  endpoint.script = () => ({
    content: JSON.stringify({ observations: [{ kind: "living", words: "被子潮得能拧出水", basis: "seen" }] }),
  });
  const [card] = await say(note);
  expect(card).toMatchObject({ kind: "visit_draft" });
  expect(card!.draft).toMatchObject({
    persons: [{ name: { value: "王秀兰" } }],
    observations: expect.arrayContaining([expect.objectContaining({ words: "被子潮得能拧出水" })]),
  });
  expect(endpoint.chats).toHaveLength(1);
  expect(endpoint.bodies.map(({ body }) => body).join()).not.toMatch(/秀兰|四零一/);
});

test("what the rules cannot tell goes the way of the tool, with the other ways beside it", async () => {
  endpoint.script = ({ messages }) =>
    messages.length === 2 ? { tool_calls: [{ name: "list_due", arguments: {} }] } : { content: "您今天要看三户:张三…" };
  const [shown] = await say("那个 嗯 弄一下");
  expect(shown!.kind).toBe("tasks");
  expect(shown!.text).not.toContain("张三");
  expect(shown!.actions.map(({ id }) => id)).toEqual(["as.note", "as.question", "as.service"]);
});

test("no model reads what sounds like a crisis, nor anything in the hours after the writer's own distress", async () => {
  await say("有人要跳楼");
  await say("我自己不想活了");
  await say("今天去看了王大爷 药快没了");
  await say("那个 嗯 弄一下");
  expect(endpoint.chats).toEqual([]);
});
