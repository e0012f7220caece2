/** What a strict OpenAI-compatible endpoint takes; every other field is refused. */
import * as z from "zod";

const name = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/);
const content = z.string();

export const called = z.strictObject({
  id: z.string().min(1),
  type: z.literal("function"),
  function: z.strictObject({ name, arguments: z.string() }),
});

const message = z.discriminatedUnion("role", [
  z.strictObject({ role: z.enum(["system", "user"]), content: content.min(1), name: name.optional() }),
  z.strictObject({
    role: z.literal("assistant"),
    content: content.nullable(),
    name: name.optional(),
    tool_calls: z.array(called).min(1).optional(),
  }),
  z.strictObject({ role: z.literal("tool"), content, tool_call_id: z.string().min(1), name: name.optional() }),
]);

const parameters = z.looseObject({
  type: z.literal("object"),
  properties: z.record(z.string(), z.unknown()).optional(),
});

export const chatRequest = z.strictObject({
  model: z.string(),
  messages: z.array(message).min(1),
  tools: z
    .array(
      z.strictObject({
        type: z.literal("function"),
        function: z.strictObject({
          name,
          description: z.string().max(1_024).optional(),
          parameters: parameters.optional(),
          strict: z.boolean().nullish(),
        }),
      }),
    )
    .min(1)
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
      z.strictObject({
        type: z.literal("json_schema"),
        json_schema: z.looseObject({ name, schema: z.record(z.string(), z.unknown()) }),
      }),
    ])
    .optional(),
  temperature: z.number().min(0).max(2).optional(),
  max_tokens: z.number().int().positive().optional(),
  max_completion_tokens: z.number().int().positive().optional(),
  parallel_tool_calls: z.boolean().optional(),
  enable_thinking: z.boolean().optional(),
  stream: z.boolean().optional(),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
});
export type ChatAsked = z.infer<typeof chatRequest>;

export const embeddings = z.strictObject({
  model: z.string(),
  input: z.array(z.string().min(1)).min(1).max(128),
  encoding_format: z.literal("float"),
  dimensions: z.number().int().positive().optional(),
});

export const rerank = z.strictObject({
  model: z.string(),
  query: z.string().min(1),
  documents: z.array(z.string().min(1)).min(1),
  top_n: z.number().int().positive(),
});

/** Why a conversation that has the right fields is still none; null when it is one. */
export function wrongConversation({ messages, stream, stream_options }: ChatAsked): string | null {
  if (stream_options && !stream) return "stream_options without stream";
  let open = new Set<string>();
  for (const said of messages) {
    if (said.role === "tool") {
      if (!open.delete(said.tool_call_id)) return `no call ${said.tool_call_id} waits for a result`;
      continue;
    }
    if (open.size > 0) return `calls without a result: ${[...open].join(", ")}`;
    if (said.role !== "assistant") continue;
    if (said.content === null && !said.tool_calls) return "an assistant that says nothing";
    open = new Set(said.tool_calls?.map(({ id }) => id));
    for (const { function: tool } of said.tool_calls ?? []) {
      try {
        JSON.parse(tool.arguments);
      } catch {
        return `arguments of ${tool.name} are not JSON`;
      }
    }
  }
  return open.size > 0 ? `calls without a result: ${[...open].join(", ")}` : null;
}
