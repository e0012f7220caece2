import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { masked } from "../fake/masking.ts";
import { restoreStream } from "./stream.ts";

const NAME = '王"秀\n英';
const WORDS = [NAME, "幸福路3号"];
const HIDDEN = ["⟦X0_7F3A⟧", "⟦X1_7F3A⟧"];

/** What an endpoint sends, cut where the numbers say, and what comes of it. */
async function passed(events: string, cuts: number[] = []) {
  const bytes = new TextEncoder().encode(events);
  const at = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  const chunks = [...at, bytes.length].map((end, i) => bytes.slice(i === 0 ? 0 : at[i - 1], end));
  const came = { characters: 0, tokens: [] as number[] };
  const stream = restoreStream(ReadableStream.from(chunks), masked(WORDS), {
    characters: (count) => {
      came.characters += count;
    },
    tokens: (count) => came.tokens.push(count),
  });
  const text = await new Response(stream).text();
  const pieces = text
    .split("\n\n")
    .filter((event) => event !== "")
    .map((event) => event.replace(/^data: /, ""));
  const choices = pieces.filter((piece) => piece !== "[DONE]").flatMap((piece) => JSON.parse(piece).choices ?? []);
  const content = choices.map(({ delta }) => delta.content ?? "").join("");
  const called = choices.flatMap(({ delta }) => delta.tool_calls ?? []);
  const given = called.map((call) => call.function?.arguments ?? "").join("");
  return { pieces, content, given, came, called };
}

const event = (choices: object[], more: object = {}): string => `data: ${JSON.stringify({ choices, ...more })}\n\n`;
const delta = (part: object, finish_reason: string | null = null): string =>
  event([{ index: 0, delta: part, finish_reason }]);
const DONE = "data: [DONE]\n\n";
/** A text in pieces of these lengths, over and over. */
function inPieces(text: string, lengths: number[]): string[] {
  const pieces: string[] = [];
  for (let at = 0, i = 0; at < text.length; at += lengths[i++ % lengths.length]!)
    pieces.push(text.slice(at, at + lengths[i % lengths.length]!));
  return pieces;
}

const text = fc
  .array(fc.oneof(fc.constantFrom(...HIDDEN, "⟦", "⟧", "<think>", "</think>", "。\n"), fc.string({ unit: "binary" })))
  .map((parts) => `答${parts.join("")}`);
const lengths = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });
const cuts = fc.array(fc.nat(), { maxLength: 30 });
const restored = (hidden: string): string => hidden.replaceAll(HIDDEN[0]!, NAME).replaceAll(HIDDEN[1]!, WORDS[1]!);

describe("a stream", () => {
  test("gives the same words wherever it is cut", async () => {
    await fc.assert(
      fc.asyncProperty(text, lengths, cuts, fc.boolean(), async (said, sizes, at, thinks) => {
        const whole = thinks ? `\n<think>${HIDDEN[0]} 想想</think>\n${said}` : said;
        const events =
          delta({ role: "assistant", content: "" }) +
          inPieces(whole, sizes)
            .map((content) => delta({ content }))
            .join("") +
          delta({}, "stop") +
          event([], { usage: { total_tokens: 9 } }) +
          DONE;
        const { content, came, pieces } = await passed(events, at);
        expect(content).toBe(restored(said));
        expect(came).toEqual({ characters: whole.length, tokens: [9] });
        expect(pieces.at(-1)).toBe("[DONE]");
      }),
    );
  });

  test("gives arguments of tools that are JSON, whatever the words hold", async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(text, text), lengths, cuts, async (said, sizes, at) => {
        const events =
          delta({
            tool_calls: [{ index: 0, id: "call_1", type: "function", function: { name: "f", arguments: "" } }],
          }) +
          inPieces(JSON.stringify(said), sizes)
            .map((piece) => delta({ tool_calls: [{ index: 0, function: { arguments: piece } }] }))
            .join("") +
          delta({}, "tool_calls") +
          DONE;
        const { given, called } = await passed(events, at);
        expect(JSON.parse(given)).toEqual(
          Object.fromEntries(Object.entries(said).map(([key, value]) => [restored(key), restored(value)])),
        );
        expect(called[0]).toMatchObject({ id: "call_1", function: { name: "f" } });
      }),
    );
  });

  test("with two calls, the last piece and the end in one event, and lines that end in \\r\\n", async () => {
    const call = (index: number, who: string) => ({ index, id: `c${index}`, function: { name: "f", arguments: who } });
    const events = delta({ tool_calls: [call(0, '{"a":1}'), call(1, '{"b":"⟦X1_7F3A⟧"}')] }, "tool_calls") + DONE;
    const { called } = await passed(`: a comment\r\nevent: x\r\n${events.replaceAll("\n", "\r\n")}`);
    const given = (index: number): string =>
      called
        .filter((part) => part.index === index)
        .map((part) => part.function.arguments)
        .join("");
    expect([given(0), given(1)]).toEqual(['{"a":1}', '{"b":"幸福路3号"}']);
  });

  test("that breaks off gives what was held back, and arguments that are no JSON as they are", async () => {
    expect((await passed(delta({ content: "去⟦X0" }))).content).toBe("去⟦X0");
    const half =
      delta({ tool_calls: [{ index: 0, function: { arguments: '{"a":"⟦X0_7F3A⟧' } }] }) + delta({}, "length");
    expect((await passed(half)).given).toBe('{"a":"⟦X0_7F3A⟧');
  });

  test("with an error in it hands the error on; what is no JSON ends it", async () => {
    const { pieces } = await passed(`data: {"error":{"message":"busy"}}\n\n`);
    expect(JSON.parse(pieces[0]!)).toEqual({ error: { message: "busy" } });
    await expect(passed("data: <html>\n\n")).rejects.toThrow(SyntaxError);
  });
});
