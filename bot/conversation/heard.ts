import { findFullNames } from "../masking/full-names.ts";
import { wordsOf } from "../masking/words.ts";
import { mediaTexts } from "../texts/media.ts";
import { findNames } from "../understand/names.ts";
import type { TurnResult } from "./turn.ts";

/**
 * What was heard, shown above the first answer, so that it can be corrected like anything typed. A crisis card stays as it is:
 * there it stands at the end. Nobody typed these names abroad, so all that look like one are cut there, not the draft's alone.
 */
export function withHeard(result: TurnResult, words: string): TurnResult {
  const heard = mediaTexts.heard(words);
  const first = result.replies.findIndex((reply) => reply.crisis === null && reply.kind !== "crisis");
  const at = first < 0 ? result.replies.length - 1 : first;
  const replies = result.replies.map((reply, i) => {
    if (i !== at) return reply;
    return { ...reply, text: first < 0 ? `${reply.text}\n${heard}` : `${heard}\n\n${reply.text}` };
  });
  const names = [...findNames(words), ...findFullNames(words, wordsOf(words))]
    .filter(({ given }) => given !== "")
    .map(({ start, end }) => words.slice(start, end));
  return { ...result, replies, names: [...(result.names ?? []), ...names] };
}
