import { NO_KEY } from "./choke-point/masking-fetch.ts";
import type { RunTools } from "./tools.ts";

/**
 * A model with tools as LangChain's agent over the same masked fetch; it tries nothing again by itself, the fetch does. Loaded when first
 * used, because it is large and many starts never need it.
 */
export async function openLangChainTools(): Promise<RunTools> {
  const [{ createAgent, createMiddleware, tool }, { ChatOpenAI }] = await Promise.all([
    import("langchain"),
    import("@langchain/openai"),
  ]);
  return async (at, { system, user, tools, most_steps }, signal) => {
    const model = new ChatOpenAI({
      ...{ model: at.model, apiKey: NO_KEY, temperature: 0, timeout: at.timeout_ms, maxRetries: 0 },
      // The usage is read from the responses themselves, and only Chat Completions is known everywhere.
      ...{ streamUsage: false, useResponsesApi: false },
      configuration: { baseURL: at.base_url, fetch: at.fetch, organization: null, project: null, logLevel: "off" },
    });
    let steps = 0;
    const fewSteps = createMiddleware({
      name: "FewSteps",
      beforeModel: { canJumpTo: ["end"], hook: () => (++steps > most_steps ? { jumpTo: "end" } : undefined) },
    });
    const agent = createAgent({
      model,
      tools: tools.map(({ name, description, schema, ends, use }) =>
        tool((given) => use(given), { name, description, schema, returnDirect: ends ?? false }),
      ),
      systemPrompt: system,
      middleware: [fewSteps],
    });
    const { messages } = await agent.invoke(
      { messages: [{ role: "user", content: user }] },
      { signal, recursionLimit: 4 * most_steps + 4 },
    );
    return String(messages.at(-1)!.content);
  };
}
