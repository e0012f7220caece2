import { expect, test } from "vitest";
import { sampleWebhooks, signLine } from "./fake-line-webhooks.ts";
import { verifyLineSignature } from "./verify.ts";

const secret = "channel-secret";
const make = sampleWebhooks(null);
const raw = JSON.stringify(make.body(make.text("王大爷今天没吃药 😔")));
const signature = signLine(raw, secret);

test("the signature over the raw body is accepted, an empty body too", async () => {
  expect(await verifyLineSignature(raw, signature, secret)).toBe(true);
  expect(await verifyLineSignature("", signLine("", secret), secret)).toBe(true);
});

test("a changed body, another secret or signature is refused", async () => {
  expect(await verifyLineSignature(`${raw} `, signature, secret)).toBe(false);
  expect(await verifyLineSignature(JSON.stringify(JSON.parse(raw), null, 1), signature, secret)).toBe(false);
  expect(await verifyLineSignature(raw, signature, "other-secret")).toBe(false);
  expect(await verifyLineSignature(raw, signLine("other", secret), secret)).toBe(false);
});

test.each([
  null,
  "",
  "x",
  "=".repeat(44),
  signature.slice(0, -2),
  `${signature}=`,
  `${signature}\n`,
  `!${signature}`,
  "签名",
])("a missing or garbled signature is refused: %j", async (given) => {
  expect(await verifyLineSignature(raw, given, secret)).toBe(false);
});

test("an empty secret lets nobody in", async () => {
  expect(await verifyLineSignature(raw, signLine(raw, ""), "")).toBe(false);
});
