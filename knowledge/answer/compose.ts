import type { Queryable } from "../../platform/database/port.ts";
import type { Citation } from "../citation.ts";
import { isWithin, NATION, type Region, type Regions } from "../regions/regions.ts";
import type { Meaning } from "../retrieve/meaning.ts";
import type { Query } from "../retrieve/query.ts";
import type { Clause } from "../retrieve/search.ts";
import { readStanding } from "../retrieve/standing.ts";
import { asksForFigure } from "./asked.ts";
import { chooseClauses, isAbout } from "./choose.ts";
import { readPhoneCheck } from "./phones.ts";
import { kindsOf } from "./question-kinds.ts";
import { type Quote, quoteFrom } from "./quote.ts";
import { cite, introduce, labelText, repeatLabel, sayQuote, sourceLine, sourceLines, UNVERIFIED_NOTE } from "./say.ts";
import type { Material, Source } from "./write/material.ts";

export interface Question {
  words: string;
  /** Adcodes whose rules may be quoted: the nation, the asker's place and those around it, places that were named. */
  regions: readonly string[];
  /** A question before it that it goes on from: what was said now, and where the clauses begin that were quoted by then. */
  after?: { said: string; shown: readonly { document_id: string; start: number }[] } | null;
  /** Places named in the words. */
  named: readonly Pick<Region, "adcode" | "name">[];
  /** ISO date: what holds on that day is current. */
  as_of: string;
  district_id: number;
  /** From this confidence on a clause is shown; confidence.ts unless an eval looks at what is left out. */
  show_from?: number;
  /** What models make of the words; it brings clauses nearer, and none is shown whose words do not bear it. */
  meaning?: Meaning | null;
}

/** What every step of one answer needs. */
export interface Asking extends Question {
  query: Query;
  /** Every known place by adcode. */
  places: Regions;
}

export interface Answer {
  verdict: "quoted" | "not_found";
  text: string;
  citations: Citation[];
  /** Why the first source is to be doubted. */
  doubt: string | null;
  /** It only tells how another place does it: nothing holds for the asker. */
  is_of_elsewhere?: true;
  /** From what a model may word the same answer; missing where only quoting will do. */
  material?: Material;
}

/** The answer with a line before it that holds whoever words it. */
export function withOpening(answer: Answer, line: string): Answer {
  const { material } = answer;
  return {
    ...answer,
    text: `${line}\n${answer.text}`,
    ...(material ? { material: { ...material, opening: [line, ...material.opening] } } : {}),
  };
}

/** A model that words the answer is given those that are quoted and, up to so many, others that fit. */
const MOST_SOURCES = 6;
/** About six lines on a phone: what fits best is read to its end, others of which one may be meant get a line of what is left. */
const FIRST_QUOTE_CHARACTERS = 150;
const NEXT_QUOTE_CHARACTERS = 50;
const ALL_QUOTES_CHARACTERS = 200;
/** Less than this says nothing. */
const LEAST_CHARACTERS = 30;
/** Every clause is asked for: the same rule of two places, two texts of one. */
const EVERY_QUOTE_CHARACTERS = 110;

/** How much is shown. */
export interface Showing {
  /** At most so many characters of the first clause. */
  first_characters?: number;
  /** Every clause, and not only those that bring more of the question: the same rule of two places, or two texts of one. */
  every?: boolean;
  /** What the sentence that answers holds. */
  holding?: RegExp;
}

/**
 * Quotes the first clauses word for word, each with its source, and says what has to be known about them: before a text that does
 * not hold on the day stands what has become of it, whatever way it was found.
 * @param clauses best first
 * @returns null when there is nothing that may be shown
 */
export async function quoted(
  tx: Queryable,
  { words, query, places, named, as_of }: Asking,
  clauses: readonly Clause[],
  { first_characters, every = false, holding }: Showing = {},
): Promise<Answer | null> {
  const usable = await readPhoneCheck(
    tx,
    clauses.map((clause) => clause.text),
  );
  const figure = asksForFigure(words);
  const kinds = kindsOf(words);
  const quoteOf = (clause: Clause, max: number): Quote | null =>
    quoteFrom(clause.text, { query, max, figure, usable, holding, kinds });
  const quotable = clauses.filter((clause) => quoteOf(clause, EVERY_QUOTE_CHARACTERS) !== null);
  const chosen = every ? quotable : chooseClauses(words, query, quotable);
  const more = every ? [] : quotable.filter((clause) => !chosen.includes(clause) && clause.doubt === null);
  const given = [...chosen, ...more].slice(0, Math.max(chosen.length, MOST_SOURCES));
  const standing = await readStanding(tx, given);
  const isSection = (clause: Clause, of: Clause): boolean =>
    clause.document_id === of.document_id && isAbout(query, of.title);
  const shown = quotesThatFit(chosen, { every, first_characters }, isSection, quoteOf).map((one) => ({
    ...one,
    text: standing(one.clause),
  }));
  const first = shown[0]?.clause;
  if (!first) return null;

  let said = "";
  const lines = shown.map(({ clause, text, quote }, i) => {
    const label = labelText(text, as_of);
    const introduction = label + introduce(clause, places);
    const line = `${introduction === said ? repeatLabel(label) : introduction}${sayQuote(quote)}`;
    said = introduction;
    return shown.length === 1 ? line : `${line}[${i + 1}]`;
  });
  const closing = (used: readonly Clause[]): string[] => closingLines(used, { named, places });
  const sources = given.map((clause): Source => {
    const text = standing(clause);
    const introduction = labelText(text, as_of) + introduce(clause, places);
    return {
      clause,
      standing: text,
      introduction,
      about: `${clause.path}，${sourceLine(1, clause, places, text).replace(/^依据 \[1\]/, "")}`,
    };
  });
  return {
    verdict: "quoted",
    text: [...lines, ...closing(shown.map(({ clause }) => clause)), ...sourceLines(shown, places)].join("\n"),
    citations: shown.map(({ clause, quote }) => cite(clause, quote, places)),
    doubt: first.doubt,
    // What is in doubt is shown in its own words and no others.
    ...(first.doubt === null ? { material: { sources, opening: [], closing, places, usable } } : {}),
  };
}

/**
 * What of the chosen clauses is read on a phone without scrolling: the first one has the room, another section of its document gets
 * what is left of it; other texts, one of which may be the one that is meant, get a line each, and the first one so much less.
 */
function quotesThatFit(
  [first, ...others]: readonly Clause[],
  { every, first_characters }: { every: boolean; first_characters: number | undefined },
  isSection: (clause: Clause, first: Clause) => boolean,
  quoteOf: (clause: Clause, max: number) => Quote | null,
): { clause: Clause; quote: Quote }[] {
  if (!first) return [];
  const atMost = (clause: Clause, max: number): { clause: Clause; quote: Quote } => ({
    clause,
    quote: (quoteOf(clause, max) ?? quoteOf(clause, EVERY_QUOTE_CHARACTERS))!,
  });
  if (every)
    return [
      atMost(first, first_characters ?? EVERY_QUOTE_CHARACTERS),
      ...others.map((clause) => atMost(clause, EVERY_QUOTE_CHARACTERS)),
    ];
  const rivals = others.filter((clause) => !isSection(clause, first)).length;
  const first_room = Math.min(FIRST_QUOTE_CHARACTERS, ALL_QUOTES_CHARACTERS - rivals * NEXT_QUOTE_CHARACTERS);
  const one = atMost(first, first_characters ?? first_room);
  let used = one.quote.text.length;
  const fits = others.flatMap((clause) => {
    const room = isSection(clause, first) ? FIRST_QUOTE_CHARACTERS : ALL_QUOTES_CHARACTERS;
    if (room - used < LEAST_CHARACTERS) return [];
    const next = atMost(clause, NEXT_QUOTE_CHARACTERS);
    used += next.quote.text.length;
    return [next];
  });
  return [one, ...fits];
}

/** What is said behind an answer: that a named place has no rule of its own here, that advice has no document. */
function closingLines(used: readonly Clause[], { named, places }: Pick<Asking, "named" | "places">): string[] {
  const without = named.filter((place) => !used.some((clause) => isWithin(places, clause.region, place.adcode)));
  const is_advice = ({ reliability, doubt, region }: Clause): boolean =>
    reliability === "unverified" && doubt === null && region === NATION;
  return [
    ...(without.length > 0 && used.every((clause) => clause.region === NATION)
      ? [`手头没有${without.map((place) => place.name).join("、")}自己的规定。`]
      : []),
    ...(used.some(is_advice) ? [UNVERIFIED_NOTE] : []),
  ];
}
