import type { ServerResponse } from "node:http";
import type { Scripted } from "./script.ts";
import type { ChatAsked } from "./shapes.ts";

/** How long the pieces of a stream are: short, so that words are cut in two. */
const PIECE_CHARACTERS = 3;
/** Every answer has an id of its own: LangChain takes two of the same id for one. */
const head = () => ({ id: `chatcmpl-${crypto.randomUUID()}`, object: "chat.completion", created: 1_780_000_000 });

/** What a request and its answer cost; as good as any count for a test. */
const usageOf = (asked: ChatAsked, said: string) => {
  const prompt_tokens = JSON.stringify(asked.messages).length;
  return { prompt_tokens, completion_tokens: said.length, total_tokens: prompt_tokens + said.length };
};

let calls = 0;

const callsOf = (scripted: Scripted) =>
  scripted.tool_calls?.map(({ name, arguments: given }) => ({
    id: `call_${++calls}`,
    type: "function",
    function: { name, arguments: typeof given === "string" ? given : JSON.stringify(given) },
  }));

const finishOf = (scripted: Scripted): string =>
  scripted.tool_calls ? "tool_calls" : "finish_reason" in scripted ? (scripted.finish_reason ?? "stop") : "stop";

const reasoningOf = (scripted: Scripted): object =>
  "reasoning_content" in scripted && scripted.reasoning_content
    ? { reasoning_content: scripted.reasoning_content }
    : {};

/** Answers in one piece. `counts` is whether the endpoint says what it cost. */
export function sayWhole(response: ServerResponse, asked: ChatAsked, scripted: Scripted, counts: boolean): void {
  const calls = callsOf(scripted);
  const content = scripted.content ?? null;
  const body = JSON.stringify({
    ...{ ...head(), model: asked.model },
    choices: [
      {
        index: 0,
        message: { role: "assistant", content, ...reasoningOf(scripted), ...(calls && { tool_calls: calls }) },
        finish_reason: finishOf(scripted),
      },
    ],
    ...(counts && { usage: usageOf(asked, content ?? JSON.stringify(calls)) }),
  });
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  if (scripted.fault) {
    response.write(body.slice(0, body.length / 2));
    setTimeout(() => response.destroy(), 10);
    return;
  }
  response.end(body);
}

/** Answers as server-sent events. Usage comes in a last event without choices, when it was asked for. */
export function sayInPieces(response: ServerResponse, asked: ChatAsked, scripted: Scripted, counts: boolean): void {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  const every = { ...head(), object: "chat.completion.chunk", model: asked.model };
  const send = (choices: object[], more: object = {}): void => {
    response.write(`data: ${JSON.stringify({ ...every, choices, ...more })}\n\n`);
  };
  const delta = (part: object): void => send([{ index: 0, delta: part, finish_reason: null }]);

  delta({ role: "assistant", content: scripted.tool_calls ? null : "" });
  if ("reasoning_content" in scripted && scripted.reasoning_content) delta(reasoningOf(scripted));
  const pieces = piecesOf(scripted.content ?? "");
  const wanted = scripted.fault ? pieces.slice(0, Math.ceil(pieces.length / 2)) : pieces;
  for (const piece of wanted) delta({ content: piece });
  if (scripted.fault === "ends_early") {
    response.end();
    return;
  }
  if (scripted.fault === "cut") {
    setTimeout(() => response.destroy(), 10);
    return;
  }
  for (const [index, call] of callsOf(scripted)?.entries() ?? []) {
    delta({ tool_calls: [{ index, ...call, function: { name: call.function.name, arguments: "" } }] });
    for (const piece of piecesOf(call.function.arguments))
      delta({ tool_calls: [{ index, function: { arguments: piece } }] });
  }
  send([{ index: 0, delta: {}, finish_reason: finishOf(scripted) }]);
  if (counts && asked.stream_options?.include_usage) send([], { usage: usageOf(asked, scripted.content ?? "") });
  response.end("data: [DONE]\n\n");
}

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += PIECE_CHARACTERS) pieces.push(text.slice(at, at + PIECE_CHARACTERS));
  return pieces;
}
