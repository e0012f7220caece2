import type { Queryable } from "../../platform/database/port.ts";
import type { Citation } from "../citation.ts";
import { namedRegions } from "../regions/named.ts";
import { isWithin, loadRegions, NATION, type Region, type Regions } from "../regions/regions.ts";
import { type Query, readQuery } from "../retrieve/query.ts";
import { type Clause, searchReports } from "../retrieve/search.ts";
import { sentencesOf } from "../sentences.ts";
import { type Asked, asksLocally, leavesItToPlaces, readAsked, states } from "./asked.ts";
import { channelFor } from "./channels.ts";
import { chooseClauses, findFitting } from "./choose.ts";
import { confidence, SHOW_FROM } from "./confidence.ts";
import { readPhoneCheck } from "./phones.ts";
import { quoteFrom } from "./quote.ts";
import { cite, introduce, sayQuote, sourceLine, UNVERIFIED_NOTE } from "./say.ts";

export interface Question {
  words: string;
  /** Adcodes whose rules may be quoted: the nation, the asker's place and those around it, places that were named. */
  regions: readonly string[];
  /** Places named in the words. */
  named: readonly Pick<Region, "adcode" | "name">[];
  /** ISO date. */
  as_of: string;
  district_id: number;
}

export interface Answer {
  verdict: "quoted" | "not_found";
  text: string;
  citations: Citation[];
  /** Why the first source is to be doubted. */
  doubt: string | null;
}

/** About six lines on a phone, and less for what is added to it. */
const FIRST_QUOTE_CHARACTERS = 150;
const NEXT_QUOTE_CHARACTERS = 110;
/** A report from elsewhere has to fit well: it is shown only where nothing holds for the asker. */
const REPORT_FROM = 0.6;
const REPORTS = 8;

/** What every step of one answer needs. */
interface Asking extends Question {
  query: Query;
  places: Regions;
}

/**
 * Answers by quoting the clauses that fit best, word for word, each with its source; or says that the material does not hold
 * it and who knows. No model. Not every fit is an answer: what asks for an amount or opening hours is answered only by a
 * clause that states some for the asker's place; a case or a dose is never answered from documents.
 */
export async function answerQuestion(tx: Queryable, question: Question): Promise<Answer> {
  const { words, regions, as_of } = question;
  const asked = readAsked(words);
  const query = asked.has("dose") || asked.has("case_status") ? null : await readQuery(tx, words);
  if (!query) return notFound(words, asked);

  const asking: Asking = { ...question, query, places: await loadRegions(tx) };
  const fitting = await findFitting(tx, query, { regions, as_of });
  if (asked.has("amount")) return answerAmount(tx, asking, fitting);
  if (asked.has("opening_hours")) {
    const stating = fitting.filter(
      (clause) => (clause.region !== NATION || !asksLocally(words)) && states("opening_hours", clause.text),
    );
    return (await quoted(tx, asking, stating)) ?? notFound(words, asked);
  }
  return (await quoted(tx, asking, fitting)) ?? (await reportedElsewhere(tx, asking)) ?? notFound(words, asked);
}

/** Quotes and cites; null when there is nothing that may be shown. */
async function quoted(tx: Queryable, { query, places, named }: Asking, clauses: readonly Clause[]): Promise<Answer | null> {
  const may_show = await readPhoneCheck(
    tx,
    clauses.map((clause) => clause.text),
  );
  const quotable = clauses.filter((clause) => quoteFrom(clause.text, query, NEXT_QUOTE_CHARACTERS, may_show) !== null);
  const shown = chooseClauses(query, quotable).map((clause, i) => ({
    clause,
    quote: quoteFrom(clause.text, query, i === 0 ? FIRST_QUOTE_CHARACTERS : NEXT_QUOTE_CHARACTERS, may_show)!,
  }));
  const first = shown[0]?.clause;
  if (!first) return null;

  let said = "";
  const lines = shown.map(({ clause, quote }, i) => {
    const introduction = introduce(clause, places);
    const line = `${introduction === said ? "" : introduction}${sayQuote(quote)}`;
    said = introduction;
    return shown.length === 1 ? line : `${line}[${i + 1}]`;
  });
  const without = named.filter((place) => !shown.some(({ clause }) => isWithin(places, clause.region, place.adcode)));
  if (without.length > 0 && shown.every(({ clause }) => clause.region === NATION)) {
    lines.push(`${without.map((place) => place.name).join("、")}自己的规定，手头没有。`);
  }
  if (shown.some(({ clause }) => clause.reliability === "unverified" && clause.doubt === null && clause.region === NATION)) {
    lines.push(UNVERIFIED_NOTE);
  }
  return {
    verdict: "quoted",
    text: [...lines, ...shown.map(({ clause }, i) => sourceLine(i + 1, clause, places))].join("\n"),
    citations: shown.map(({ clause, quote }) => cite(clause, quote, places)),
    doubt: first.doubt,
  };
}

/** An amount holds for one place and one time: another place's is never given as the asker's. */
async function answerAmount(tx: Queryable, asking: Asking, fitting: readonly Clause[]): Promise<Answer> {
  const { words, places } = asking;
  const stating = fitting.filter((clause) =>
    sentencesOf(clause.text).some((span) => {
      const sentence = clause.text.slice(span.start, span.end);
      // In a national text an amount with a place beside it is an example from there.
      return states("amount", sentence) && (clause.region !== NATION || namedRegions(places, sentence).length === 0);
    }),
  );
  const local = stating.filter((clause) => clause.region !== NATION);
  const answer = await quoted(tx, asking, local.length > 0 ? local : stating);
  if (answer) return answer;

  const left = fitting.find((clause) => leavesItToPlaces(clause.text));
  const general = left ? await quoted(tx, asking, [left]) : null;
  if (!general) return notFound(words, new Set(["amount"]));
  const missing = `手头没有你们那里的文件，数额报不出来。问${channelFor(words)}。`;
  return { ...general, verdict: asksLocally(words) ? "not_found" : "quoted", text: `${missing}\n${general.text}` };
}

/** How another place does it, where nothing holds for the asker; a report is no rule, and the place is said. */
async function reportedElsewhere(tx: Queryable, asking: Asking): Promise<Answer | null> {
  const { query, as_of } = asking;
  const reports = (await searchReports(tx, query, as_of, REPORTS)).filter(
    (clause) => confidence(clause, query.index_size) >= Math.max(REPORT_FROM, SHOW_FROM),
  );
  const answer = await quoted(tx, asking, reports);
  return answer && { ...answer, text: `你们这里的资料没有写。别处的报道里有，只作参考。\n${answer.text}` };
}

const NOT_HELD: Record<Asked, string> = {
  amount: "手头没有你们那里的标准。数额各地自己定，报不出来。",
  opening_hours: "手头没有记开放时间。各处不一样，去之前先打电话问。",
  case_status: "个人办到哪一步，这里查不到。",
  dose: "用药的量和搭配，这里不能答。",
};

function notFound(words: string, asked: ReadonlySet<Asked>): Answer {
  const [kind] = asked;
  const why = kind ? NOT_HELD[kind] : "手头的资料里没有写这个。";
  return { verdict: "not_found", text: `${why}这件事问${channelFor(words)}。`, citations: [], doubt: null };
}
