import type { Reply } from "../reply.ts";
import { inTraditional } from "./traditional.ts";
import type { Language } from "./written-in.ts";

/**
 * The reply in the writer's script: its text and its buttons. Names, titles, and what a document or the writer said stay as they
 * were written, and so does the draft itself.
 * @param names of people that occur in it
 */
export async function replyIn(language: Language, reply: Reply, names: readonly string[]): Promise<Reply> {
  if (language !== "zh-Hant") return reply;
  const keep = [...names, ...reply.citations.flatMap(({ quote }) => quote.split("\n")), ...wordsOf(reply.draft)];
  return {
    ...reply,
    text: await inTraditional(reply.text, keep),
    actions: await Promise.all(
      reply.actions.map(async (action) => ({ ...action, label: await inTraditional(action.label, keep) })),
    ),
  };
}

/** What the writer said, wherever a draft keeps it beside what was understood. */
function wordsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "words" && typeof inner === "string" && [...inner].length > 1 ? [inner] : wordsOf(inner),
  );
}
