/** Traces as a collector gets them: OTLP over HTTP, from a message that comes in by a webhook until its reply is out. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { type FakeEndpoint, startFakeEndpoint } from "../../platform/model/fake/endpoint.ts";
import { type Connected, connect } from "../webhooks/connected.ts";
import { openTraces, type Traces } from "./open-traces.ts";

const attribute = z.object({ key: z.string(), value: z.looseObject({ stringValue: z.string().optional() }) });
const span = z.object({
  ...{ traceId: z.string(), spanId: z.string(), parentSpanId: z.string().optional(), name: z.string() },
  ...{ startTimeUnixNano: z.string(), endTimeUnixNano: z.string(), attributes: z.array(attribute) },
});
const exported = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(attribute) }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
});
type Span = z.infer<typeof span>;

const QUESTION = "王秀兰13800138000想知道低保怎么申请";
const bodies: string[] = [];
let collector: Server;
let endpoint: FakeEndpoint;
let c: Connected;
let traces: Traces;

beforeAll(async () => {
  collector = createServer(async (request, response) => {
    if (request.url !== "/otlp/v1/traces") return void response.writeHead(404).end();
    bodies.push(await text(request));
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  }).listen(0, "127.0.0.1");
  await new Promise((up) => collector.once("listening", up));
  endpoint = await startFakeEndpoint({ api_key: "key", model: "m" });
  endpoint.trouble = { status: 401 };
  c = await connect({ env: endpoint.settings });
  traces = openTraces(`http://127.0.0.1:${(collector.address() as AddressInfo).port}/otlp`, c.parts.log);
  await c.fromTelegram(c.updates.message({ text: c.codes.grid_worker }));
  await c.settled();
});
afterAll(async () => {
  await c.close();
  await endpoint.close();
  collector.close();
});

test("one trace from the webhook to the reply, under the message's id, across the queue", async () => {
  const update = c.updates.message({ text: QUESTION });
  await c.fromTelegram(update);
  await c.settled();
  const { rows } = await c.parts.database.query<{ id: string }>("select id from inbox order by seq desc limit 1");
  await c.fromTelegram(update);
  await traces.close();
  const resources = bodies.flatMap((body) => exported.parse(JSON.parse(body)).resourceSpans);
  expect(resources[0]!.resource.attributes).toContainEqual({ key: "service.name", value: { stringValue: "doorstep" } });
  const all = resources.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
  const spans = all.filter(({ traceId }) => traceId === rows[0]!.id.replaceAll("-", ""));
  const facts = ({ attributes }: Span) => Object.fromEntries(attributes.map((a) => [a.key, a.value.stringValue]));
  const one = (name: string, more: object = {}): Span => {
    const found = spans.filter(
      (each) => each.name === name && expect.objectContaining(more).asymmetricMatch(facts(each)),
    );
    expect(found, name).toHaveLength(1);
    return found[0]!;
  };
  const receive = one("receive", { channel: "telegram", outcome: "kept" });
  expect(receive.parentSpanId ?? "").toBe("");
  const parents = [
    [one("queue"), receive],
    [one("work", { outcome: "done" }), receive],
    [one("model", { model: "chat", outcome: "failed" }), one("work")],
    [one("send", { channel: "telegram", outcome: "delivered" }), receive],
    [one("receive", { outcome: "again" }), receive],
  ] as const;
  for (const [part, whole] of parents) expect(part.parentSpanId, part.name).toBe(whole.spanId);
  const screened = spans.filter(({ name }) => name === "screen").map(({ parentSpanId }) => parentSpanId);
  expect(screened).toEqual(expect.arrayContaining([receive.spanId, one("receive", { outcome: "again" }).spanId]));
  const at = (name: string, which: "startTimeUnixNano" | "endTimeUnixNano"): bigint =>
    BigInt(one(name, name === "receive" ? { outcome: "kept" } : {})[which]);
  expect(at("work", "startTimeUnixNano")).toBeGreaterThan(at("receive", "startTimeUnixNano"));
  expect(at("send", "startTimeUnixNano")).toBeGreaterThan(at("work", "startTimeUnixNano"));
  expect(bodies.join("")).not.toMatch(/秀兰|1380013|低保|440606|12345:/);
  expect(bodies.join("")).not.toContain(c.codes.grid_worker);
});
