import { fold } from "../understand/fold.ts";
import type { Found, Kind } from "./span.ts";

/** Where words that are known stand in a folded text, spaces between their characters notwithstanding; the longest first. */
export function findKnown(text: string, known: ReadonlySet<string>, kind: Kind): Found[] {
  const found: Found[] = [];
  const longest = [...known].map((words) => fold(words).replace(/\s/g, "")).filter((words) => words.length > 1);
  for (const words of longest.sort((a, b) => b.length - a.length)) {
    if (!text.includes(words[0]!)) continue;
    const spaced = [...words].map((c) => c.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")).join("\\s{0,2}");
    for (const match of text.matchAll(new RegExp(spaced, "gi"))) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.every((other) => other.end <= start || other.start >= end)) found.push({ start, end, kind });
    }
  }
  return found;
}
