import type { Queryable } from "../../platform/database/port.ts";
import { isWithin, NATION } from "../regions/regions.ts";
import type { NamedRule } from "../retrieve/named-rules.ts";
import { readQuery } from "../retrieve/query.ts";
import { type Clause, findClauses } from "../retrieve/search.ts";
import { holds, readRule, type Text } from "../retrieve/standing.ts";
import { findArticleOf, findWithin } from "../retrieve/within.ts";
import { type AskedTime, withoutTime } from "./as-of.ts";
import { asksForFigure, readAsked, states } from "./asked.ts";
import { channelFor } from "./channels.ts";
import { type Answer, type Asking, quoted, withOpening } from "./compose.ts";
import { confidence, showFrom } from "./confidence.ts";
import { FIGURE } from "./quote.ts";
import { answerStanding, readInstead, sayStanding, textMeant } from "./rule-standing.ts";
import { articleAsked, readRuleQuestion } from "./ruling.ts";
import { nameRule } from "./say.ts";

/** An article asked for by its number is shown as far as it is read on a phone. */
const ARTICLE_CHARACTERS = 400;
/** Two articles beside each other. */
const COMPARED_CHARACTERS = 200;
/**
 * Who names a rule has said half of where the answer stands: a clause of it is shown at less confidence than one of any text, when it
 * is also found by rare words (BM25 by the logarithm of the index's size). These figures were chosen on evals/data/versions, where
 * questions that the named rule does not answer are among the others.
 */
const SHOW_OF_NAMED_FROM = 0.05;
const STRONG_FROM = 1.5;
/** When a clause of any other text is found so much better, the named rule is not where it stands. */
const RIVAL_FROM = 1.4;
/** Where a figure is asked for, a clause that holds one goes before a clause that is found a little better. */
const FIGURE_LIFT = 1.2;
/** How people ask what a text says; what it says is not in these words. */
const ASKS_WHAT_IT_SAYS =
  /(?:是|都|又|有没有|里面?)?(?:怎么|咋个?|如何|怎样)(?:样)?(?:说|讲|写|规定|定|算)的?|(?:讲|说|写)了?(?:的是)?(?:什么|啥)|有没有(?:说|写|讲|规定)|的?说法|准不准|(?:有|是)(?:啥|什么)(?:要求|规定|说法)/g;
const ASKS_OTHER_TIME =
  /[旧老新]的?(?:版|文本)?|以前的?|原来的?|现在|修[订正改]之?前的?|改之?前的?|新旧|改了(?:什么|啥|哪些)?|版的?/g;
const MOST_RULES = 3;

/** What the rest of the answer has to know of the rules that were named. */
export interface Pending {
  /** What has to be said first: that the named rule does not hold. */
  notice: string;
  /** What is asked without the rule's name. */
  subject: string;
}

/** The texts of each named rule; of several places those of the named place, else those nearest to the asker. */
async function textsOf(
  tx: Queryable,
  { regions, named, places }: Asking,
  rules: readonly NamedRule[],
): Promise<Text[][]> {
  const names = [...new Set(rules.map((rule) => rule.rule_name))];
  const texts = await readRule(tx, names, [...new Set(rules.map((rule) => rule.region))]);
  const groups = rules.map((rule) =>
    texts.filter((text) => text.rule_name === rule.rule_name && text.region === rule.region),
  );
  const is_named = ([text]: Text[]): boolean =>
    text !== undefined && text.region !== NATION && named.some((place) => isWithin(places, place.adcode, text.region));
  const distance = ([text]: Text[]): number => regions.indexOf(text!.region);
  const there = groups.filter((group) => group.length > 0).sort((a, b) => distance(a) - distance(b));
  if (there.some(is_named)) return there.filter(is_named).slice(0, MOST_RULES);
  // The same words name rules of several places: the nearest place's is meant.
  const said = new Map(rules.map((rule) => [`${rule.region} ${rule.rule_name}`, rule.said]));
  const seen = new Set<string>();
  return there
    .filter(([text]) => {
      const words = said.get(`${text!.region} ${text!.rule_name}`)!;
      return !seen.has(words) && seen.add(words);
    })
    .slice(0, MOST_RULES);
}

/** The text that held at the time, or the version of the year that stands beside the name. */
function textThen(texts: readonly Text[], { as_of, version_year }: AskedTime): Text | undefined {
  const of_year = (date: string | null): boolean =>
    version_year !== null && (date?.startsWith(`${version_year}-`) ?? false);
  return (
    texts.find(({ published }) => of_year(published)) ??
    texts.find(({ starts }) => of_year(starts)) ??
    texts.find((text) => holds(text, as_of))
  );
}

function notHeldThen(texts: readonly Text[], { as_of, said }: AskedTime, words: string): Answer {
  const name = nameRule(texts[0]!);
  const first = texts.flatMap(({ effective_from, starts }) => effective_from ?? starts ?? []).sort()[0];
  const held = texts.map(({ starts, ends }) => `${starts ?? ""} 起${ends ? `到 ${ends} 止` : ""}的`).reverse();
  const text =
    first && first > as_of
      ? `${name} ${first} 起才施行，${said}还没有。`
      : `手头没有${said}时有效的${name}文本，有的是 ${held.join("、")}。`;
  return { verdict: "not_found", text: `${text}要那时的规定，问${channelFor(words)}。`, citations: [], doubt: null };
}

/**
 * Answers a question that names a rule: whether it holds, what it says today, what it said then, what changed. What is quoted
 * comes from the named rule's own texts, each under its label.
 * @returns what the answer from all documents has to say first, when the named rule does not hold the answer
 */
export async function answerAboutRule(
  tx: Queryable,
  asking: Asking,
  rules: readonly NamedRule[],
  time: AskedTime | null,
): Promise<Answer | Pending | null> {
  const groups = await textsOf(tx, asking, rules);
  if (groups.length === 0) return null;
  const { words, as_of } = asking;
  const said = rules.map((rule) => rule.said).sort((a, b) => b.length - a.length);
  const kind = readRuleQuestion(withoutTime(words, time), said);
  const subject = said.reduce(
    (left, name) => left.replaceAll(name, " "),
    withoutTime(words, time).replace(/[《》]|中华人民共和国/g, ""),
  );
  const article = articleAsked(words);
  if (kind === "standing" && !article) {
    const of_year = time?.version_year == null ? undefined : textThen(groups[0]!, time);
    return answerStanding(tx, asking, groups, of_year);
  }

  const query = await readQuery(tx, subject.replace(ASKS_WHAT_IT_SAYS, " ").replace(ASKS_OTHER_TIME, " "));
  const figure = asksForFigure(subject);
  const amount = readAsked(words).has("amount");
  const clausesOf = async (text: Text | undefined): Promise<Clause[]> => {
    if (!text) return [];
    if (article) return findArticleOf(tx, text, article);
    if (!query) return [];
    const rank = ({ score, text: words }: Clause): number => score * (figure && FIGURE.test(words) ? FIGURE_LIFT : 1);
    const found = (await findWithin(tx, query, text))
      .filter((clause) => !amount || states("amount", clause.text))
      .toSorted((a, b) => rank(b) - rank(a));
    const isSure = (clause: Clause): boolean => confidence(clause) >= showFrom(query.index_size);
    const fits = found.filter(
      (clause) =>
        isSure(clause) ||
        (clause.score >= STRONG_FROM * Math.log(1 + query.index_size) && confidence(clause) >= SHOW_OF_NAMED_FROM),
    );
    if (fits.length === 0 || fits.some(isSure)) return fits;
    const [rival] = await findClauses(tx, query, { regions: asking.regions, as_of, limit: 1, reports: false });
    return rival && rival.score > RIVAL_FROM * fits[0]!.score ? [] : fits;
  };
  const show = (clauses: readonly Clause[], every = false): Promise<Answer | null> =>
    quoted(tx, query ? { ...asking, query } : asking, clauses, {
      ...(article ? { first_characters: every ? COMPARED_CHARACTERS : ARTICLE_CHARACTERS } : {}),
      every,
    });

  if (groups.length > 1 && !time && kind === "content") {
    const each = await Promise.all(groups.map(async (texts) => (await clausesOf(textMeant(texts, as_of))).slice(0, 1)));
    const answer = await show(each.flat(), true);
    if (answer) return answer;
  }
  const texts = groups[0]!;
  const meant = time ? textThen(texts, time) : textMeant(texts, as_of)!;
  if (!meant) return notHeldThen(texts, time!, words);

  if (time) {
    const answer = await show(await clausesOf(meant));
    if (!answer) return pendingOrStanding(tx, asking, groups, subject, query !== null);
    const is_current = holds(meant, as_of);
    return is_current ? withOpening(answer, `${time.said}的就是现在有效的文本：`) : answer;
  }
  if (kind === "old" || kind === "change") return compare(tx, asking, texts, meant, kind, { clausesOf, show });
  if (holds(meant, as_of)) {
    const answer = await show(await clausesOf(meant));
    return answer ?? pendingOrStanding(tx, asking, groups, subject, query !== null);
  }

  const standing = await readInstead(tx, meant, asking);
  const notice = sayStanding({ ...standing, repealed_by: undefined }, texts, asking);
  // An article by its number can only be the named text's own.
  if (article) return (await show(await clausesOf(meant))) ?? { notice, subject };
  const now = standing.instead ? (await clausesOf(standing.instead)).slice(0, 1) : [];
  const to_come = meant.starts !== null && meant.starts > as_of ? (await clausesOf(meant)).slice(0, 1) : [];
  const answer = await show([...now, ...to_come], true);
  // The label of a text to come says all of the notice, when there is nothing to go by until then.
  if (!answer) return { notice, subject };
  return now.length > 0 || to_come.length === 0 ? withOpening(answer, notice) : answer;
}

/** The named rule is there, but nothing of it fits: others may answer; where nothing else is asked, whether it holds does. */
async function pendingOrStanding(
  tx: Queryable,
  asking: Asking,
  groups: readonly (readonly Text[])[],
  subject: string,
  asks_more: boolean,
): Promise<Answer | Pending> {
  if (!asks_more) return answerStanding(tx, asking, groups);
  return { notice: `${nameRule(groups[0]![0]!)}里没有找到这个。`, subject };
}

/** The older text, under its label; where a change is asked for, the newer one first. */
async function compare(
  tx: Queryable,
  asking: Asking,
  texts: readonly Text[],
  meant: Text,
  kind: "old" | "change",
  {
    clausesOf,
    show,
  }: {
    clausesOf(text: Text): Promise<Clause[]>;
    show(clauses: readonly Clause[], every?: boolean): Promise<Answer | null>;
  },
): Promise<Answer | Pending> {
  const { as_of, words } = asking;
  const older = holds(meant, as_of) ? texts.find((text) => text.ends !== null && text.ends < as_of) : meant;
  if (!older) {
    const only = `手头只有${nameRule(meant)}现在这一份文本，没有更早的可以对照。`;
    const current = await show((await clausesOf(meant)).slice(0, 1));
    if (current) return withOpening(current, only);
    const text = `${only}要以前的规定，问${channelFor(words)}。`;
    return { verdict: "not_found", text, citations: [], doubt: null };
  }
  const newer = kind === "change" ? ((await readInstead(tx, older, asking)).instead ?? meant) : null;
  const before = (await clausesOf(older)).slice(0, 1);
  const after = newer && newer !== older ? (await clausesOf(newer)).slice(0, 1) : [];
  if (after.length > 0 && before.length > 0 && after[0]!.text === before[0]!.text) {
    const same = await show(after);
    if (same) return withOpening(same, "这一条新旧文本一样：");
  }
  const answer = await show([...after, ...before], true);
  if (answer) return answer;
  const standing = await answerStanding(tx, asking, [texts]);
  return {
    ...standing,
    text: `${nameRule(older)}更早的文本用到 ${older.ends}。说是第几条，可以对着看。\n${standing.text}`,
  };
}
