import type { Queryable } from "../../platform/database/port.ts";
import type { Citation } from "../citation.ts";
import { namedRegions } from "../regions/named.ts";
import { isWithin, loadRegions, NATION, type Region, type Regions } from "../regions/regions.ts";
import { type Query, readQuery } from "../retrieve/query.ts";
import { type Clause, findClauses, searchReports } from "../retrieve/search.ts";
import { sentencesOf } from "../sentences.ts";
import { readTerms } from "../terms.ts";
import { type Asked, asksLocally, leavesItToPlaces, readAsked, states } from "./asked.ts";
import { channelFor } from "./channels.ts";
import { confidence, SHOW_FROM } from "./confidence.ts";
import { readPhoneCheck } from "./phones.ts";
import { type Quote, quoteFrom } from "./quote.ts";
import { cite, introduce, sayQuote, sourceLine } from "./say.ts";

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
/** A further clause is quoted when it brings this much more of the question. */
const ADDS_FROM = 0.15;
/** A report from elsewhere has to fit well: it is shown only where nothing holds for the asker. */
const REPORT_FROM = 0.6;
const CANDIDATES = 8;

/**
 * Answers by quoting the clauses that fit best, word for word, each with its source; or says that the material does not hold
 * it and who knows. No model. Not every fit is an answer: what asks for an amount, opening hours, a case or a dose is answered
 * only by a clause that states one for the asker's place.
 */
export async function answerQuestion(tx: Queryable, question: Question): Promise<Answer> {
  const { words, as_of } = question;
  const asked = readAsked(words);
  if (asked.has("dose") || asked.has("case_status")) return notFound(words, asked);
  const query = await readQuery(tx, words);
  if (!query) return notFound(words, asked);

  const regions = await loadRegions(tx);
  const found = await findClauses(tx, query, { regions: question.regions, as_of, limit: CANDIDATES, reports: false });
  const fitting = found.filter((clause) => confidence(clause, query.index_size) >= SHOW_FROM);
  const usable = await readPhoneCheck(
    tx,
    found.map((clause) => clause.text),
  );

  if (asked.has("amount")) return answerAmount(question, query, fitting, regions, usable);
  if (asked.has("opening_hours")) {
    const local = fitting.filter((clause) => clause.region !== NATION || !asksLocally(words));
    const stating = local.filter((clause) => states("opening_hours", clause.text));
    return quoted(question, query, stating, regions, usable) ?? notFound(words, asked);
  }
  return (
    quoted(question, query, fitting, regions, usable) ??
    (await reportedElsewhere(tx, question, query, regions)) ??
    notFound(words, asked)
  );
}

function quoted(
  question: Question,
  query: Query,
  clauses: readonly Clause[],
  regions: Regions,
  usable: (words: string) => boolean,
): Answer | null {
  const shown: { clause: Clause; quote: Quote }[] = [];
  const held = new Set<number>();
  for (const clause of clauses) {
    const terms = [...readTerms(`${clause.title}\n${clause.path}\n${clause.text}`).keys()];
    if (shown.length > 0 && query.coverage(new Set([...held, ...terms])) < query.coverage(held) + ADDS_FROM) continue;
    const quote = quoteFrom(
      clause.text,
      query,
      shown.length === 0 ? FIRST_QUOTE_CHARACTERS : NEXT_QUOTE_CHARACTERS,
      usable,
    );
    if (!quote) continue;
    shown.push({ clause, quote });
    for (const term of terms) held.add(term);
    if (shown.length === 3) break;
  }
  const first = shown[0]?.clause;
  if (!first) return null;
  const only = shown.length === 1;
  const lines = shown.map(
    ({ clause, quote }, i) => `${introduce(clause, regions)}${sayQuote(quote)}${only ? "" : `[${i + 1}]`}`,
  );
  const elsewhere = question.named.filter(
    (place) => !shown.some(({ clause }) => isWithin(regions, clause.region, place.adcode)),
  );
  if (elsewhere.length > 0 && shown.every(({ clause }) => clause.region === NATION)) {
    lines.push(`${elsewhere.map((place) => place.name).join("、")}自己的规定，手头没有。`);
  }
  return {
    verdict: "quoted",
    text: [...lines, ...shown.map(({ clause }, i) => sourceLine(i + 1, clause, regions))].join("\n"),
    citations: shown.map(({ clause, quote }) => cite(clause, quote, regions)),
    doubt: first.doubt,
  };
}

/** An amount holds for one place and one time: another place's is never given as the asker's. */
function answerAmount(
  question: Question,
  query: Query,
  fitting: readonly Clause[],
  regions: Regions,
  usable: (words: string) => boolean,
): Answer {
  const stating = fitting.filter((clause) =>
    sentencesOf(clause.text).some((span) => {
      const sentence = clause.text.slice(span.start, span.end);
      // In a national text an amount with a place beside it is an example from there.
      return states("amount", sentence) && (clause.region !== NATION || namedRegions(regions, sentence).length === 0);
    }),
  );
  const own = stating.filter((clause) => clause.region !== NATION);
  const answer = quoted(question, query, own.length > 0 ? own : stating, regions, usable);
  if (answer) return answer;

  const left = fitting.find((clause) => leavesItToPlaces(clause.text));
  const general = left && quoted(question, query, [left], regions, usable);
  if (!general) return notFound(question.words, new Set(["amount"]));
  const missing = `手头没有你们那里的文件，数额报不出来。问${channelFor(question.words)}，或者把文件发给知识管理员。`;
  return {
    ...general,
    verdict: asksLocally(question.words) ? "not_found" : "quoted",
    text: `${missing}\n${general.text}`,
  };
}

/** How another place does it, where nothing holds for the asker; a report is no rule, and the place is said. */
async function reportedElsewhere(
  tx: Queryable,
  question: Question,
  query: Query,
  regions: Regions,
): Promise<Answer | null> {
  const reports = (await searchReports(tx, query, question.as_of, CANDIDATES)).filter(
    (clause) => confidence(clause, query.index_size) >= Math.max(REPORT_FROM, SHOW_FROM),
  );
  const usable = await readPhoneCheck(
    tx,
    reports.map((clause) => clause.text),
  );
  const answer = quoted(question, query, reports, regions, usable);
  return answer && { ...answer, text: `你们这里的资料没有写。别处的报道里有，只作参考：\n${answer.text}` };
}

const NOT_HELD: Record<Asked, string> = {
  amount: "手头没有你们那里的标准，数额各地自己定，报不出来。",
  opening_hours: "手头没有记开放时间，各处不一样，去之前先打电话问。",
  case_status: "个人办到哪一步，这里查不到。",
  dose: "用药的量和搭配不能从这里答。",
};

function notFound(words: string, asked: ReadonlySet<Asked>): Answer {
  const [kind] = asked;
  const why = kind ? NOT_HELD[kind] : "手头的资料里没有写这个。";
  return { verdict: "not_found", text: `${why}这件事问${channelFor(words)}。`, citations: [], doubt: null };
}
