import type { Reply } from "../reply.ts";
import { shortenCharacters } from "./split-text.ts";

/** Longest quote shown in a messenger, in characters; the whole clause is in the web chat. */
const QUOTE_CHARACTERS = 60;

/**
 * The sources of an answer as lines for a messenger: `依据: [1] 《title》 doc_no region 自YYYY-MM-DD`, below each its quote,
 * shortened. What a document does not state is left out. Empty without citations, and when the text names them itself.
 */
export function citationLines({ text, citations }: Pick<Reply, "text" | "citations">): string[] {
  if (/^依[据據] \[1\]/m.test(text)) return [];
  return citations.flatMap((citation, index) => {
    const title = citation.title.startsWith("《") ? citation.title : `《${citation.title}》`;
    const since = citation.effective_from === null ? null : `自${citation.effective_from}`;
    const source = [`[${index + 1}]`, title, citation.doc_no, citation.region, since].filter(Boolean).join(" ");
    const quote = shortenCharacters(citation.quote.replace(/\s+/g, " ").trim(), QUOTE_CHARACTERS);
    return [index === 0 ? `依据: ${source}` : source, ...(quote === "" ? [] : [`“${quote}”`])];
  });
}
