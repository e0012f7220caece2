import type { Queryable } from "../../platform/database/port.ts";
import { namedRegions } from "../regions/named.ts";
import { ancestors, isWithin, loadRegions, NATION, type Regions } from "../regions/regions.ts";
import { findNamedRules } from "../retrieve/named-rules.ts";
import { readQuery } from "../retrieve/query.ts";
import { type Clause, searchReports } from "../retrieve/search.ts";
import { onlyHolding } from "../retrieve/standing.ts";
import { sentencesOf } from "../sentences.ts";
import { foldText } from "../terms.ts";
import { readAsOf, withoutTime } from "./as-of.ts";
import { type Asked, asksLocally, isCitysOwn, leavesItToPlaces, readAsked, states } from "./asked.ts";
import { channelFor } from "./channels.ts";
import { findFitting } from "./choose.ts";
import { type Answer, type Asking, type Question, quoted, withOpening } from "./compose.ts";
import { confidence, showFrom } from "./confidence.ts";
import { answerDecided, answerFollowing } from "./following.ts";
import { answerAboutRule } from "./rule.ts";
import { searchedPlaces } from "./searched-places.ts";

export type { Answer, Question };

/** A report from elsewhere has to fit well: it is shown only where nothing holds for the asker. */
const REPORT_FROM = 0.6;
const REPORTS = 8;

/**
 * Answers by quoting the clauses that fit best, word for word, each with its source; or says that the material does not hold
 * it and who knows. No model. Not every fit is an answer: what asks for an amount or opening hours is answered only by a
 * clause that states some for the asker's place; a case or a dose is never answered from documents. What held at another time
 * is quoted when that time or that text is asked for, and labelled.
 */
export async function answerQuestion(tx: Queryable, given: Question): Promise<Answer> {
  // Taiwan, Hong Kong and Macau are where somebody comes from or goes to: it is the mainland's rule that is asked for.
  const question = { ...given, named: given.named.filter(({ adcode }) => !/^(?:71|81|82)/.test(adcode)) };
  const { words, named, as_of } = question;
  const asked = readAsked(words);
  if (NEVER_HELD.some((kind) => asked.has(kind))) return notFound(words, asked);
  const places = await loadRegions(tx);
  const groups = searchedPlaces(words, question, places);
  const regions = groups.flat();
  const rules = await findNamedRules(tx, words, regions, places);
  const time = readAsOf(words, rules[0]?.said ?? null, as_of);
  const searched = withoutPlaces(withoutTime(words, time), named, places);
  const all = await readQuery(tx, searched);
  if (!all) return notFound(words, asked);

  const asking: Asking = { ...question, regions, query: all, places };
  const about = rules.length > 0 ? await answerAboutRule(tx, asking, rules, time) : null;
  if (about && "verdict" in about) return about;
  const notice = about?.notice ?? "";

  const subject = about ? withoutPlaces(about.subject, named, places) : searched;
  const read = subject === searched ? all : ((await readQuery(tx, subject)) ?? all);
  const query = { ...read, meaning: question.meaning ?? null };
  const answerOn = async (day: string): Promise<Answer> => {
    const fitting: Clause[] = [];
    for (const there of groups.filter((codes) => codes.length > 0)) {
      const found = await findFitting(tx, subject, query, {
        regions: there,
        as_of: day,
        show_from: question.show_from,
      });
      fitting.push(...(await onlyHolding(tx, found, day)));
    }
    return answerFrom(tx, { ...asking, query }, fitting, asked, day);
  };
  const answer = await answerOn(time?.as_of ?? as_of);
  if (answer.verdict === "quoted" || !time) return notice ? withOpening(answer, notice) : answer;
  // Nothing is held from then: what holds today is better than nothing, when it is said.
  const today = await answerOn(as_of);
  if (today.verdict === "quoted") return withOpening(today, `手头没有${time.said}的规定，下面是现在的：`);
  return { ...today, text: `手头没有${time.said}的规定，现在的也没有找到。这件事问${channelFor(words)}。` };
}

/** From clauses of any text that hold on the day, best first. */
async function answerFrom(
  tx: Queryable,
  asking: Asking,
  fitting: readonly Clause[],
  asked: ReadonlySet<Asked>,
  day: string,
): Promise<Answer> {
  const { words } = asking;
  if (asked.has("amount")) return answerAmount(tx, asking, fitting);
  const narrowed = asking.after
    ? await answerFollowing(tx, asking, fitting, day)
    : await answerDecided(tx, asking, fitting);
  if (narrowed) return narrowed;
  if (asked.has("opening_hours")) {
    const stating = fitting.filter(
      (clause) => (clause.region !== NATION || !asksLocally(words)) && states("opening_hours", clause.text),
    );
    return (await quoted(tx, asking, stating)) ?? notFound(words, asked);
  }
  // What every city settles for itself is not answered for a named one from a national text.
  if (asking.named.length > 0 && isCitysOwn(words) && fitting.every((clause) => clause.region === NATION))
    return notFound(words, asked);
  return (
    (await quotedForPlaces(tx, asking, fitting)) ?? (await reportedElsewhere(tx, asking, day)) ?? notFound(words, asked)
  );
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

/** Of several named places each one's own rule is quoted, though they say much the same. */
async function quotedForPlaces(tx: Queryable, asking: Asking, fitting: readonly Clause[]): Promise<Answer | null> {
  const { named, places } = asking;
  const each = named.flatMap(
    ({ adcode }) => fitting.find(({ region }) => region !== NATION && isWithin(places, adcode, region)) ?? [],
  );
  return new Set(each).size > 1 ? quoted(tx, asking, [...new Set(each)], { every: true }) : quoted(tx, asking, fitting);
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
  const answer = await quotedForPlaces(tx, asking, local.length > 0 ? local : stating);
  if (answer) return answer;

  const left = fitting.find((clause) => leavesItToPlaces(clause.text));
  const general = left ? await quoted(tx, asking, [left]) : null;
  if (!general) return notFound(words, new Set(["amount"]));
  const missing = `手头没有${named.length > 0 ? "" : "你们"}那里的文件，数额报不出来。问${channelFor(words)}。`;
  return { ...withOpening(general, missing), verdict: asksLocally(words) ? "not_found" : "quoted" };
}

/** How another place does it, where nothing holds for the asker; a report is no rule, and the place is said. */
async function reportedElsewhere(tx: Queryable, asking: Asking, day: string): Promise<Answer | null> {
  const { query } = asking;
  const reports = (await searchReports(tx, query, day, REPORTS)).filter(
    (clause) => confidence(clause) >= Math.max(REPORT_FROM, showFrom(query.index_size)),
  );
  const answer = await quoted(tx, asking, reports);
  if (!answer) return null;
  return { ...withOpening(answer, "你们这里的资料没有写。别处的报道里有，只作参考。"), is_of_elsewhere: true };
}

/** What no document answers, however well it fits. */
const NEVER_HELD: readonly Asked[] = ["dose", "case_status", "forecast", "opinion", "right_now"];

const NOT_HELD: Record<Asked, string> = {
  amount: "手头没有你们那里的标准。数额各地自己定，报不出来。",
  opening_hours: "手头没有记开放时间。各处不一样，去之前先打电话问。",
  case_status: "个人办到哪一步，这里查不到。",
  dose: "用药的量和搭配，这里不能答。",
  forecast: "以后会怎么定，现在没人说得准。",
  opinion: "哪家好、谁好说话，资料里没有。",
  right_now: "此刻的情况，这里看不到。",
};

function notFound(words: string, asked: ReadonlySet<Asked>): Answer {
  const kind = NEVER_HELD.find((never) => asked.has(never)) ?? [...asked][0];
  const why = kind ? NOT_HELD[kind] : "手头的资料里没有写这个。";
  return { verdict: "not_found", text: `${why}这件事问${channelFor(words)}。`, citations: [], doubt: null };
}
