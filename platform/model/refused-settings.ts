/** What is nice to have of an answer. Endpoints differ in which of these they know; the answer is worth having without. */
const OPTIONAL = [
  "stream_options",
  "response_format",
  "max_tokens",
  "max_completion_tokens",
  "temperature",
  "parallel_tool_calls",
];

/**
 * `fetch` for one endpoint that learns which settings it refuses: a request that comes back with 400 or 422 naming one of them is sent again
 * without, and later ones are sent without at once. Newer models want `max_completion_tokens` in place of `max_tokens`, and some want
 * to be told not to think aloud.
 */
export function withoutRefusedSettings(send: typeof fetch): typeof fetch {
  const refused = new Set<string>();
  let thinks_aloud = true;
  return async (input, init) => {
    if (typeof init?.body !== "string" || !String(input).endsWith("/chat/completions")) return send(input, init);
    const asked = JSON.parse(init.body) as Record<string, unknown>;
    for (;;) {
      const body = settled(asked, refused, thinks_aloud);
      const response = await send(input, { ...init, body: JSON.stringify(body) });
      if (response.status !== 400 && response.status !== 422) return response;
      const why = await response.clone().text();
      // "max_tokens is refused, use max_completion_tokens" names both: the first that was sent is meant.
      const named = OPTIONAL.find((setting) => setting in body && why.includes(setting));
      if (named !== undefined) refused.add(named);
      else if (thinks_aloud && why.includes("enable_thinking")) thinks_aloud = false;
      else return response;
      await response.body?.cancel();
    }
  };
}

function settled(asked: Record<string, unknown>, refused: Set<string>, thinks_aloud: boolean): Record<string, unknown> {
  const body = Object.fromEntries(Object.entries(asked).filter(([setting]) => !refused.has(setting)));
  const { max_tokens } = asked;
  if (max_tokens !== undefined && refused.has("max_tokens") && !refused.has("max_completion_tokens"))
    body.max_completion_tokens = max_tokens;
  if (!thinks_aloud) body.enable_thinking = false;
  return body;
}
