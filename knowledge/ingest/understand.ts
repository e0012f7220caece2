import { idFrom } from "../../platform/id.ts";
import type { Regions } from "../regions/regions.ts";
import type { Span } from "../sentences.ts";
import { foldText } from "../terms.ts";
import { chunkDocument } from "./chunk.ts";
import { type Cleaned, cleaned, findNoise, withoutNoise } from "./clean.ts";
import { findDoubt } from "./doubt.ts";
import { readFrontMatter } from "./front-matter.ts";
import type { NewChunk, NewDocument } from "./index.ts";
import { type Proposal, propose, type ReadFrom } from "./propose.ts";
import { readRepeals } from "./repeals.ts";
import { Unreadable } from "./unreadable.ts";
import { indexTerms } from "./weigh.ts";

/** Changes whenever the same file would be cut or weighed otherwise, so that it is taken in anew. */
const READING = 2;

/** What an officer may write over what was read. */
export type Confirmed = Partial<
  Pick<
    NewDocument,
    | "title"
    | "issuer"
    | "doc_no"
    | "region"
    | "published"
    | "effective_from"
    | "effective_to"
    | "reliability"
    | "supersedes"
  >
>;

export interface Given {
  /** Adcode for a document that does not state one; null: as the text says, else the nation. */
  region: string | null;
  /** ISO date, when the document was last checked unless it says so. */
  today: string;
  regions: Regions;
  /** What a person has looked at; it goes before everything else. A key that is not there was left as proposed. */
  confirmed?: Confirmed;
}

export type ProposedField = keyof Proposal;

/** What the reader of the file knows besides its text (read.ts). */
interface FromReader {
  chrome?: readonly Span[];
  complete?: boolean;
}

const FIELDS = [
  "title",
  "issuer",
  "doc_no",
  "region",
  "published",
  "effective_from",
  "effective_to",
  "reliability",
] as const satisfies readonly ProposedField[];

const byStart = (a: Span, b: Span): number => a.start - b.start;

/**
 * A text as a document with its clauses: what was confirmed, what its front matter states, and what the text says about itself
 * where both are silent. A doubt that the text raises stands unless somebody vouches for its reliability.
 * @param original the text as read (read.ts)
 * @param file its name, which stands as the source when none is stated
 * @returns `proposed_from`: where in the original each value was read that nobody stated; `repeals`: what the text says
 *   it repeals (repeals.ts)
 * @throws Unreadable with the reason
 */
export async function understand(
  original: string,
  file: string,
  given: Given & FromReader,
): Promise<{
  document: NewDocument;
  chunks: NewChunk[];
  proposed_from: Partial<Record<ProposedField, Span>>;
  repeals: string[];
}> {
  const { stated, body_start } = readFrontMatter(original);
  const confirmed = given.confirmed ?? {};
  const noise = findNoise(original, foldText);
  const chrome = [...noise.lines, ...(given.chrome ?? [])].sort(byStart);
  const body = { start: body_start, end: original.length };
  const clean = cleaned(original, body, [...chrome, ...noise.inline].sort(byStart));
  const whole = cleaned(original, body, noise.inline);
  const { proposal, read_from } = propose(
    clean.text,
    whole.text,
    file,
    given.regions,
    confirmed.region ?? stated.region ?? given.region,
  );
  const known = { ...proposal, ...present(stated), ...present(confirmed) };
  const found = findDoubt(original, noise.inline, known.title, clean.text);
  const vouched = confirmed.reliability ?? stated.reliability;
  const is_vouched = vouched !== undefined && vouched !== "unverified";
  const doubt = stated.doubt ?? (is_vouched ? null : found.doubt);

  const spans = chunkDocument(original, body_start, known.title, chrome);
  if (spans.length === 0) throw new Unreadable("除了网页的边角，没有可以引用的正文");
  const inside = [...chrome, ...noise.inline].sort(byStart);
  const chunks = spans.map((span) => ({
    ...span,
    terms: indexTerms({
      title: known.title,
      path: span.path,
      words: withoutNoise(original, span, inside),
      questions: stated.questions ?? [],
    }),
  }));

  const described = {
    title: known.title,
    issuer: known.issuer,
    doc_no: known.doc_no,
    region: known.region,
    published: known.published,
    effective_from: known.effective_from,
    effective_to: known.effective_to,
    supersedes: confirmed.supersedes !== undefined ? confirmed.supersedes : (stated.supersedes ?? null),
    reliability: doubt ? "unverified" : known.reliability,
    complete: found.complete && (given.complete ?? true) && (stated.complete ?? true),
    doubt,
  } as const;
  return {
    document: {
      ...described,
      id:
        stated.id ??
        `doc-${(await idFrom(`${foldText(known.title)}|${known.region}|${known.published}|${file}`)).slice(0, 13)}`,
      source: stated.source ?? file,
      checked_on: stated.checked_on ?? given.today,
      original,
      content_hash: await idFrom(JSON.stringify([READING, original, described, stated])),
    },
    chunks,
    proposed_from: Object.fromEntries(
      FIELDS.flatMap((field) => {
        const span =
          stated[field] === undefined && confirmed[field] === undefined && spanIn(read_from, field, clean, whole);
        return span ? [[field, span]] : [];
      }),
    ),
    repeals: readRepeals(original),
  };
}

function spanIn(read_from: ReadFrom, field: ProposedField, clean: Cleaned, whole: Cleaned): Span | null {
  const from = read_from[field];
  if (!from) return null;
  const text = from.in === "text" ? clean : whole;
  return { start: text.at(from.span.start), end: text.at(from.span.end - 1) + 1 };
}

/** The values that are there; null says that there is none, undefined says nothing. */
function present(values: { [field in ProposedField]?: Proposal[field] | undefined }): Partial<Proposal> {
  return Object.fromEntries(
    FIELDS.filter((field) => values[field] !== undefined).map((field) => [field, values[field]]),
  );
}
