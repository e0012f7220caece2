import * as z from "zod";
import type { Masking } from "../masking.ts";
import { restoreArguments, tokensOf } from "./response.ts";
import { withoutThinking } from "./thinking.ts";

const piece = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        index: z.number().default(0),
        delta: z
          .looseObject({
            content: z.string().nullish(),
            tool_calls: z
              .array(
                z.looseObject({
                  index: z.number().optional(),
                  function: z.looseObject({ arguments: z.string().nullish() }).optional(),
                }),
              )
              .nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .default([]),
});
type Piece = z.infer<typeof piece>;

/** What has come of one of the answers and has not been passed on. */
interface Open {
  thinking: ReturnType<typeof withoutThinking>;
  restoring: ReturnType<Masking["restoring"]>;
  /** By the call's index. Handed on whole at the end, because words can only be put back into whole JSON. */
  written: Map<number, string>;
  ended: boolean;
}

/**
 * A stream of server-sent events with the words again, whatever the borders of its chunks; thinking is left out.
 * @param came is told the length of what came, in characters, and the tokens where the endpoint says them
 */
export function restoreStream(
  events: ReadableStream<Uint8Array>,
  masking: Masking,
  came: { characters(count: number): void; tokens(count: number): void },
): ReadableStream<Uint8Array> {
  const answers = new Map<number, Open>();
  const openOf = (index: number): Open => {
    const known = answers.get(index);
    if (known) return known;
    const made = { thinking: withoutThinking(), restoring: masking.restoring(), written: new Map(), ended: false };
    answers.set(index, made);
    return made;
  };
  const tail = (open: Open): string => {
    open.ended = true;
    return open.restoring.push(open.thinking.end()) + open.restoring.end();
  };
  const calls = (open: Open): object[] =>
    [...open.written].map(([index, written]) => ({
      index,
      function: { arguments: restoreArguments(written, masking) },
    }));

  const restored = ({ choices, ...rest }: Piece): object => ({
    ...rest,
    choices: choices.map((choice) => {
      const open = openOf(choice.index);
      const { content, tool_calls, reasoning_content: thought, reasoning: _, ...delta } = choice.delta ?? {};
      came.characters((content ?? "").length + (typeof thought === "string" ? thought.length : 0));
      let said = typeof content === "string" ? open.restoring.push(open.thinking.push(content)) : content;
      const called: object[] = (tool_calls ?? []).map((call, place) => {
        const index = call.index ?? place;
        const written = call.function?.arguments ?? "";
        came.characters(written.length);
        open.written.set(index, (open.written.get(index) ?? "") + written);
        return { ...call, index, ...(call.function && { function: { ...call.function, arguments: "" } }) };
      });
      if (choice.finish_reason && !open.ended) {
        said = (said ?? "") + tail(open);
        called.push(...calls(open));
      }
      return {
        ...choice,
        delta: {
          ...delta,
          ...(said === undefined ? {} : { content: said }),
          ...(called.length > 0 ? { tool_calls: called } : {}),
        },
      };
    }),
  });
  /** What was held back of answers that never came to their end. */
  const rest = (): string => {
    const choices = [...answers].flatMap(([index, open]) =>
      open.ended ? [] : [{ index, delta: { content: tail(open) }, finish_reason: null }],
    );
    return choices.length === 0 ? "" : `data: ${JSON.stringify({ choices })}\n\n`;
  };

  let line = "";
  const transform = (text: string): string => {
    const lines = (line + text).split("\n");
    line = lines.pop()!;
    return lines.map((whole) => eventOf(whole.replace(/\r$/, ""))).join("");
  };
  const eventOf = (whole: string): string => {
    if (!whole.startsWith("data:")) return "";
    const data = whole.slice("data:".length).trim();
    if (data === "[DONE]") return `${rest()}data: [DONE]\n\n`;
    const body: unknown = JSON.parse(data);
    const tokens = tokensOf(body);
    if (tokens !== null) came.tokens(tokens);
    const parsed = piece.safeParse(body);
    // An error in the middle of a stream: for the client to read.
    if (!parsed.success || (typeof body === "object" && body !== null && "error" in body)) return `data: ${data}\n\n`;
    return `data: ${JSON.stringify(restored(parsed.data))}\n\n`;
  };
  return events
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .pipeThrough(
      new TransformStream<string, string>({
        transform: (text, out) => {
          const given = transform(text);
          if (given) out.enqueue(given);
        },
        flush: (out) => {
          const given = transform("\n") + rest();
          if (given) out.enqueue(given);
        },
      }),
    )
    .pipeThrough(new TextEncoderStream());
}
