import type { ChatCompletionMessageParam } from "openai/resources";
import * as z from "zod";
import { UnusableAnswer } from "./circuit.ts";
import type { RunTools, Tool } from "./tools.ts";

/** A model with tools over Chat Completions and nothing else: what Workers use, where LangChain is too large (langchain-tools.ts). */
export const runTools: RunTools = async ({ client, model }, { system, user, tools, most_steps }, signal) => {
  const messages: ChatCompletionMessageParam[] = [
    { role: "system", content: system },
    { role: "user", content: user },
  ];
  const offered = tools.map(({ name, description, schema }) => ({
    type: "function" as const,
    function: { name, description, parameters: z.toJSONSchema(schema, { io: "input" }) },
  }));
  let said = "";
  for (let step = 0; step < most_steps; step++) {
    const asked = { model, messages, tools: offered, temperature: 0 };
    const message = (await client.chat.completions.create(asked, { signal })).choices?.[0]?.message;
    // What comes after the wait is over is nobody's any more.
    signal.throwIfAborted();
    if (!message) throw new UnusableAnswer("no choices");
    said = message.content ?? "";
    const calls = message.tool_calls?.filter((call) => call.type === "function") ?? [];
    if (calls.length === 0) return said;
    const given = calls.map((call) => parsed(call.function.arguments));
    messages.push({
      ...{ role: "assistant", content: said },
      // What is no JSON cannot be masked, and would not be sent.
      tool_calls: calls.map(({ id, type, function: { name } }, i) => ({
        ...{ id, type },
        function: { name, arguments: JSON.stringify(given[i] ?? {}) },
      })),
    });
    for (const [i, { id, function: called }] of calls.entries())
      messages.push({ role: "tool", tool_call_id: id, content: await answerOf(tools, called.name, given[i]) });
    if (calls.some(({ function: called }) => tools.some(({ name, ends }) => ends && name === called.name))) return said;
  }
  return said;
};

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** What the tool says, or what the model did wrong; a tool that throws ends all of it. */
async function answerOf(tools: readonly Tool[], name: string, given: unknown): Promise<string> {
  const called = tools.find((one) => one.name === name);
  if (!called) return "There is no such tool.";
  const read = called.schema.safeParse(given);
  return read.success ? called.use(read.data) : z.prettifyError(read.error);
}
