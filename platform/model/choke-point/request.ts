import * as z from "zod";
import type { Masking } from "../masking.ts";
import { eachString, jsonOf, jsonWithin } from "./json-words.ts";
import { maskAroundOurs } from "./our-words.ts";

/** The request is of a path or a shape whose words are not known: it is not sent. `message` names the place, never what stands there. */
export class NotSent extends Error {
  override readonly name = "NotSent";
}

const name = z.string().regex(/^[\w.-]{1,64}$/);
const call_id = z.string().regex(/^[\w.:-]{0,128}$/);
const setting = z.union([z.number(), z.boolean(), z.null()]).optional();
const content = z.union([z.string(), z.array(z.strictObject({ type: z.literal("text"), text: z.string() }))]);
const called = z.strictObject({
  id: call_id,
  type: z.literal("function"),
  index: z.number().optional(),
  function: z.strictObject({ name, arguments: z.string() }),
});
const message = z.discriminatedUnion("role", [
  z.strictObject({ role: z.enum(["system", "developer", "user"]), content, name: name.optional() }),
  z.strictObject({
    role: z.literal("assistant"),
    content: content.nullish(),
    name: name.optional(),
    tool_calls: z.array(called).optional(),
  }),
  z.strictObject({ role: z.literal("tool"), content, tool_call_id: call_id, name: name.optional() }),
]);
const schema = z.record(z.string(), z.unknown());
const described = { name, description: z.string().optional(), strict: z.boolean().nullish() };
const chat = z.strictObject({
  model: z.string(),
  messages: z.array(message),
  tools: z
    .array(
      z.strictObject({
        type: z.literal("function"),
        function: z.strictObject({ ...described, parameters: schema.optional() }),
      }),
    )
    .optional(),
  tool_choice: z
    .union([
      z.enum(["auto", "none", "required"]),
      z.strictObject({ type: z.literal("function"), function: z.strictObject({ name }) }),
    ])
    .optional(),
  response_format: z
    .union([
      z.strictObject({ type: z.enum(["text", "json_object"]) }),
      z.strictObject({ type: z.literal("json_schema"), json_schema: z.strictObject({ ...described, schema }) }),
    ])
    .optional(),
  stream: setting,
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  reasoning_effort: z.enum(["none", "minimal", "low", "medium", "high"]).optional(),
  ...{ temperature: setting, top_p: setting, max_tokens: setting, max_completion_tokens: setting, n: setting },
  ...{ seed: setting, presence_penalty: setting, frequency_penalty: setting, parallel_tool_calls: setting },
});
const embeddings = z.strictObject({
  model: z.string(),
  input: z.union([z.string(), z.array(z.string())]),
  encoding_format: z.enum(["float", "base64"]).optional(),
  dimensions: setting,
});
const rerank = z.strictObject({
  model: z.string(),
  query: z.string(),
  documents: z.array(z.string()),
  top_n: setting,
});

/**
 * The request as it may leave: every string that carries words is masked. Documents of a reranker are published and stay as they are.
 * @param path after the endpoint's address, such as /chat/completions
 * @throws NotSent for a path or a shape that is not known; Unmaskable
 */
export function maskRequest(path: string, body: unknown, masking: Masking): object {
  if (path === "/chat/completions") return maskChat(checked(chat, body, path), (words) => masking.mask(words, "chat"));
  const mask = (words: string): string => masking.mask(words, "embedding");
  if (path === "/embeddings") {
    const { input, ...rest } = checked(embeddings, body, path);
    return { ...rest, input: typeof input === "string" ? mask(input) : input.map(mask) };
  }
  if (path === "/rerank") {
    const { query, ...rest } = checked(rerank, body, path);
    return { ...rest, query: mask(query) };
  }
  throw new NotSent("unknown path");
}

function checked<T>(shape: z.ZodType<T>, body: unknown, path: string): T {
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  const { path: at, code } = parsed.error.issues[0]!;
  throw new NotSent(
    `${path}: ${at.map((step) => (typeof step === "number" ? "[]" : String(step))).join(".")}: ${code}`,
  );
}

type Mask = (words: string) => string;

function maskChat(body: z.infer<typeof chat>, mask: Mask): object {
  const { messages, tools, response_format: format, ...settings } = body;
  return {
    ...settings,
    messages: messages.map((said) => maskMessage(said, mask)),
    ...(tools && {
      tools: tools.map(({ type, function: tool }) => ({
        type,
        function: {
          ...maskDescribed(tool, mask),
          ...(tool.parameters && { parameters: maskSchema(tool.parameters, mask) }),
        },
      })),
    }),
    ...(format && {
      response_format:
        format.type === "json_schema"
          ? {
              type: format.type,
              json_schema: {
                ...maskDescribed(format.json_schema, mask),
                schema: maskSchema(format.json_schema.schema, mask),
              },
            }
          : format,
    }),
  };
}

function maskMessage(said: z.infer<typeof message>, mask: Mask): object {
  const whole = (text: string): string =>
    said.role === "system" ? maskAroundOurs(text, (around) => maskContent(around, mask)) : maskContent(text, mask);
  const words = said.content === null || said.content === undefined ? said.content : whole(textOf(said.content));
  if (said.role !== "assistant") return { ...said, content: words };
  const { tool_calls: calls, ...rest } = said;
  return {
    ...rest,
    content: words ?? null,
    ...(calls && {
      tool_calls: calls.map(({ index: _, ...call }) => ({
        ...call,
        function: { ...call.function, arguments: maskArguments(call.function.arguments, mask) },
      })),
    }),
  };
}

/** In one piece, so that nothing is cut in two at the border of its parts. */
const textOf = (given: z.infer<typeof content>): string =>
  typeof given === "string" ? given : given.map((part) => part.text).join("");

/** JSON hides words behind its escapes (a number after \n is one): its strings are masked by themselves before the whole is. */
function maskContent(text: string, mask: Mask): string {
  const json = jsonOf(text);
  if (json !== undefined) return mask(JSON.stringify(eachString(json, mask)));
  const within = jsonWithin(text);
  if (!within) return mask(text);
  const { start, end, value } = within;
  return mask(text.slice(0, start) + JSON.stringify(eachString(value, mask)) + text.slice(end));
}

function maskArguments(written: string, mask: Mask): string {
  if (written.trim() === "") return "{}";
  const json = jsonOf(written);
  if (json === undefined) throw new NotSent("arguments of a tool call are not JSON");
  return JSON.stringify(eachString(json, mask));
}

function maskDescribed<T extends { description?: string | undefined }>(thing: T, mask: Mask): T {
  return thing.description === undefined ? thing : { ...thing, description: maskAroundOurs(thing.description, mask) };
}

/** Keywords of JSON Schema whose strings are the schema's own. */
const OWN_WORDS = new Set([
  "type",
  "format",
  "pattern",
  "required",
  "$ref",
  "$schema",
  "$id",
  "$defs",
  "contentEncoding",
]);
const IDENTIFIER = /^[A-Za-z_$][A-Za-z_$-]{0,63}\d{0,4}$/;

/** What a schema says in words (descriptions, allowed values, defaults) is masked, what it is made of is not. */
function maskSchema(given: unknown, mask: Mask, keyword = ""): unknown {
  if (typeof given === "string") return OWN_WORDS.has(keyword) ? given : mask(given);
  if (Array.isArray(given)) return given.map((item) => maskSchema(item, mask, keyword));
  if (typeof given !== "object" || given === null) return given;
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      if (!IDENTIFIER.test(key) && mask(key) !== key) throw new NotSent("a name in a schema says too much");
      return [key, maskSchema(value, mask, key)];
    }),
  );
}
