import type { Citation } from "../../citation.ts";
import { cite, sourceLines } from "../say.ts";
import { bearingSpan } from "./bearing.ts";
import type { Material } from "./material.ts";
import type { Sentence, Written } from "./write.ts";

/** Of one clause no more than this is quoted behind a written answer. */
const LONGEST_QUOTE = 300;
const OPENS = /^(?:因此|所以|此外|另外|同时|而且|并且|不过|但是?|然后|其次|总之|综上)[，,]?/;

/** How a verified sentence is shown while the rest is still being written: with what has to be known of its source. */
export function sayWhileWriting(sentence: Sentence, { sources }: Pick<Material, "sources">): string {
  return `${sources[sentence.sources[0]!]!.introduction}${sentence.text}`;
}

/**
 * The written answer as it is sent: the sentences with their numbers, each behind the introduction that its source asks for, then
 * 依据 with what is cited, numbered by first use. What is quoted behind a number is the clause's own words.
 */
export function composeWritten(written: Written, material: Material): { text: string; citations: Citation[] } {
  const used = [...new Set(written.sentences.flatMap(({ sources }) => sources))];
  const numberOf = (source: number): number => used.indexOf(source) + 1;
  let said = "";
  const lines = written.sentences.map(({ text, sources }, i) => {
    const introduction = [...new Set(sources.map((source) => material.sources[source]!.introduction))].join("");
    const marks = used.length === 1 ? "" : sources.map((source) => `[${numberOf(source)}]`).join("");
    const line = `${introduction === said ? "" : introduction}${i === 0 ? text.replace(OPENS, "") : text}${marks}`;
    said = introduction;
    return line;
  });
  const clauses = used.map((source) => material.sources[source]!);
  const citations = clauses.map(({ clause }, i) => {
    const spans = written.sentences
      .filter(({ sources }) => sources.includes(used[i]!))
      .map(({ text }) => bearingSpan(clause.text, text));
    const start = Math.min(...spans.map((span) => span.start));
    const end = Math.max(...spans.map((span) => span.end));
    const shown = end - start <= LONGEST_QUOTE ? { start, end } : spans[0]!;
    const text = clause.text.slice(shown.start, shown.end);
    return cite(clause, { text, is_cut_before: false, is_cut_after: false }, material.places);
  });
  return {
    text: [
      ...material.opening,
      ...lines,
      ...material.closing(clauses.map(({ clause }) => clause)),
      ...sourceLines(
        clauses.map(({ clause, standing }) => ({ clause, text: standing })),
        material.places,
      ),
    ].join("\n"),
    citations,
  };
}
