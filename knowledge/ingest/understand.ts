import { idFrom } from "../../platform/id.ts";
import type { Regions } from "../regions/regions.ts";
import { foldText } from "../terms.ts";
import { chunkDocument } from "./chunk.ts";
import { findNoise, withoutNoise } from "./clean.ts";
import { findDoubt } from "./doubt.ts";
import { readFrontMatter } from "./front-matter.ts";
import type { NewChunk, NewDocument } from "./index.ts";
import { propose } from "./propose.ts";
import { Unreadable } from "./read.ts";
import { indexTerms } from "./weigh.ts";

/** Changes whenever the same file would be cut or weighed otherwise, so that it is taken in anew. */
const READING = 1;

/**
 * A text as a document with its clauses: what its front matter states, and what the text says about itself where that is
 * silent. A doubt that the text raises stands unless the front matter vouches for its reliability.
 * @param original the text as read (read.ts)
 * @param file its name, which stands as the source when none is stated
 * @param given.region adcode from whoever ingests; the front matter goes first
 * @param given.today ISO date, when the document was last checked unless it says so
 * @throws Unreadable with the reason
 */
export async function understand(
  original: string,
  file: string,
  given: { region: string | null; today: string; regions: Regions },
): Promise<{ document: NewDocument; chunks: NewChunk[] }> {
  const { stated, body_start } = readFrontMatter(original);
  const noise = findNoise(original, foldText);
  const body = { start: body_start, end: original.length };
  const everything = [...noise.lines, ...noise.inline].sort((a, b) => a.start - b.start);
  const clean = withoutNoise(original, body, everything);
  const proposed = propose(
    clean,
    withoutNoise(original, body, noise.inline),
    file,
    given.regions,
    stated.region ?? given.region,
  );
  const title = stated.title ?? proposed.title;
  const found = findDoubt(original, noise.inline, title, clean);
  const is_vouched = stated.reliability !== undefined && stated.reliability !== "unverified";
  const doubt = stated.doubt ?? (is_vouched ? null : found.doubt);

  const spans = chunkDocument(original, body_start, title, noise.lines);
  if (spans.length === 0) throw new Unreadable("除了网页的边角，没有可以引用的正文");
  const chunks = spans.map((span) => ({
    ...span,
    terms: indexTerms({
      title,
      path: span.path,
      words: withoutNoise(original, span, noise.inline),
      questions: stated.questions ?? [],
    }),
  }));

  const region = stated.region ?? proposed.region;
  const published = stated.published ?? proposed.published;
  const described = {
    title,
    issuer: stated.issuer ?? proposed.issuer,
    doc_no: stated.doc_no ?? proposed.doc_no,
    region,
    published,
    effective_from: stated.effective_from ?? proposed.effective_from,
    effective_to: stated.effective_to ?? null,
    supersedes: stated.supersedes ?? null,
    reliability: doubt ? "unverified" : (stated.reliability ?? proposed.reliability),
    complete: found.complete && (stated.complete ?? true),
    doubt,
  } as const;
  return {
    document: {
      ...described,
      id: stated.id ?? `doc-${(await idFrom(`${foldText(title)}|${region}|${published}|${file}`)).slice(0, 13)}`,
      source: stated.source ?? file,
      checked_on: stated.checked_on ?? given.today,
      original,
      content_hash: await idFrom(JSON.stringify([READING, original, described, stated])),
    },
    chunks,
  };
}
