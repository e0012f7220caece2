import { holds, type Text } from "../retrieve/standing.ts";

/** Whether a document may be quoted today, and why not. */
export type DocumentState = "in_force" | "not_yet" | "ended" | "withdrawn";

/** @param text the days on which the version holds; undefined when it is not retrieved @param today ISO date */
export function stateOf(text: Text | undefined, today: string): DocumentState {
  if (!text) return "withdrawn";
  if (holds(text, today)) return "in_force";
  return text.starts !== null && text.starts > today ? "not_yet" : "ended";
}
