import * as z from "zod";
import type { Masking } from "../masking.ts";
import { eachString, jsonOf, jsonWithin } from "./json-words.ts";
import { answerOf } from "./thinking.ts";

/** What an endpoint says a request cost, in tokens. */
const usage = z.object({ usage: z.object({ total_tokens: z.number().int().nonnegative() }) });

/** The tokens of a response or of a piece of one; null when it does not say. */
export function tokensOf(body: unknown): number | null {
  const parsed = usage.safeParse(body);
  return parsed.success ? parsed.data.usage.total_tokens : null;
}

const completion = z.looseObject({
  choices: z.array(
    z.looseObject({
      message: z.looseObject({
        content: z.string().nullish(),
        tool_calls: z
          .array(z.looseObject({ function: z.looseObject({ arguments: z.union([z.string(), z.looseObject({})]) }) }))
          .nullish(),
      }),
    }),
  ),
});

/** A whole answer with its words again and without the model's thinking; what is no answer stays as it is. */
export function restoreCompletion(body: unknown, masking: Masking): unknown {
  const parsed = completion.safeParse(body);
  if (!parsed.success) return body;
  return {
    ...parsed.data,
    choices: parsed.data.choices.map((choice) => {
      const { content, tool_calls, reasoning_content: _, reasoning: __, ...message } = choice.message;
      return {
        ...choice,
        message: {
          ...message,
          content: typeof content === "string" ? restoreContent(answerOf(content), masking) : null,
          ...(tool_calls && {
            tool_calls: tool_calls.map((call) => ({
              ...call,
              function: { ...call.function, arguments: restoreArguments(call.function.arguments, masking) },
            })),
          }),
        },
      };
    }),
  };
}

/** Inside JSON the words are put back as JSON, so that a quotation mark in them ends nothing. */
function restoreContent(content: string, masking: Masking): string {
  const json = jsonWithin(content);
  if (!json) return masking.restore(content);
  const whole = JSON.stringify(eachString(json.value, (words) => masking.restore(words)));
  return masking.restore(content.slice(0, json.start)) + whole + masking.restore(content.slice(json.end));
}

/** Arguments that are not JSON stay as they are: nobody can use them. Some endpoints give them as an object already. */
export function restoreArguments(given: string | object, masking: Masking): string {
  const json = typeof given === "string" ? jsonOf(given) : given;
  return json === undefined ? String(given) : JSON.stringify(eachString(json, (words) => masking.restore(words)));
}
