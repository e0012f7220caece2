import type { Queryable } from "../../platform/database/port.ts";
import { namedRegions } from "../regions/named.ts";
import { ancestors, isWithin, loadRegions, NATION, type Regions } from "../regions/regions.ts";
import { findArticle } from "../retrieve/article.ts";
import { readQuery } from "../retrieve/query.ts";
import { type Clause, searchReports } from "../retrieve/search.ts";
import { sentencesOf } from "../sentences.ts";
import { foldText } from "../terms.ts";
import { type Asked, asksLocally, leavesItToPlaces, readAsked, states } from "./asked.ts";
import { channelFor } from "./channels.ts";
import { findFitting } from "./choose.ts";
import { type Answer, type Asking, type Question, quoted } from "./compose.ts";
import { confidence, SHOW_FROM } from "./confidence.ts";

export type { Answer, Question };

/** An article asked for by its number is shown as far as it is read on a phone. */
const ARTICLE_CHARACTERS = 400;
/** A report from elsewhere has to fit well: it is shown only where nothing holds for the asker. */
const REPORT_FROM = 0.6;
const REPORTS = 8;

/**
 * Answers by quoting the clauses that fit best, word for word, each with its source; or says that the material does not hold
 * it and who knows. No model. Not every fit is an answer: what asks for an amount or opening hours is answered only by a
 * clause that states some for the asker's place; a case or a dose is never answered from documents.
 */
export async function answerQuestion(tx: Queryable, question: Question): Promise<Answer> {
  const { words, regions, named, as_of } = question;
  const asked = readAsked(words);
  if (asked.has("dose") || asked.has("case_status")) return notFound(words, asked);
  const places = await loadRegions(tx);
  const subject = withoutPlaces(words, named, places);
  const query = await readQuery(tx, subject);
  if (!query) return notFound(words, asked);

  const asking: Asking = { ...question, query, places };
  const article = await findArticle(tx, words, { regions, as_of });
  if (article.length > 0) return (await quoted(tx, asking, article, ARTICLE_CHARACTERS)) ?? notFound(words, asked);

  // What a named place says itself goes before what holds everywhere.
  const inside = [...places.keys()].filter((code) => named.some((place) => isWithin(places, code, place.adcode)));
  const around = regions.filter((code) => !inside.includes(code));
  const fitting = [
    ...(inside.length > 0 ? await findFitting(tx, subject, query, { regions: inside, as_of }) : []),
    ...(await findFitting(tx, subject, query, { regions: around, as_of })),
  ];
  if (asked.has("amount")) return answerAmount(tx, asking, fitting);
  if (asked.has("opening_hours")) {
    const stating = fitting.filter(
      (clause) => (clause.region !== NATION || !asksLocally(words)) && states("opening_hours", clause.text),
    );
    return (await quoted(tx, asking, stating)) ?? notFound(words, asked);
  }
  return (await quoted(tx, asking, fitting)) ?? (await reportedElsewhere(tx, asking)) ?? notFound(words, asked);
}

/**
 * The words without the places in them: the search is held to those places anyway, and their names stand in every clause of
 * theirs, whatever it is about.
 */
function withoutPlaces(words: string, named: Question["named"], places: Regions): string {
  const names = named
    .flatMap((place) => ancestors(places, place.adcode))
    .flatMap((code) => places.get(code) ?? [])
    .filter((place) => place.adcode !== NATION)
    .flatMap((place) => [place.name, place.short]);
  const rest = names.reduce((left, name) => left.replaceAll(name, " "), foldText(words));
  return /\p{Script=Han}{2}/u.test(rest) ? rest : words;
}

/** An amount holds for one place and one time: another place's is never given as the asker's. */
async function answerAmount(tx: Queryable, asking: Asking, fitting: readonly Clause[]): Promise<Answer> {
  const { words, named, places } = asking;
  const stating = fitting.filter((clause) =>
    sentencesOf(clause.text).some((span) => {
      const sentence = clause.text.slice(span.start, span.end);
      // In a national text an amount with a place beside it is an example from there.
      const from = clause.region === NATION ? namedRegions(places, sentence) : [];
      const is_meant = from.every((place) => named.some(({ adcode }) => isWithin(places, place.adcode, adcode)));
      return states("amount", sentence) && is_meant;
    }),
  );
  const local = stating.filter((clause) => clause.region !== NATION);
  const answer = await quoted(tx, asking, local.length > 0 ? local : stating);
  if (answer) return answer;

  const left = fitting.find((clause) => leavesItToPlaces(clause.text));
  const general = left ? await quoted(tx, asking, [left]) : null;
  if (!general) return notFound(words, new Set(["amount"]));
  const missing = `手头没有${named.length > 0 ? "" : "你们"}那里的文件，数额报不出来。问${channelFor(words)}。`;
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
