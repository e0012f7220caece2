import type { Queryable } from "../../platform/database/port.ts";
import { CLAUSE, type Clause } from "../retrieve/search.ts";
import { sentencesOf } from "../sentences.ts";
import { foldText } from "../terms.ts";
import { channelFor } from "./channels.ts";
import { isAbout } from "./choose.ts";
import { type Answer, type Asking, quoted, withOpening } from "./compose.ts";
import { kindsOf, type QuestionKind, saysItAnswers } from "./question-kinds.ts";

/** What is wanted of the matter that is being talked about. */
interface Need {
  kind: QuestionKind | null;
  /** What a sentence that answers holds. */
  holds: RegExp;
  /** As it is said when nothing does: 要多久. */
  label: string;
}

const LABELS: Record<QuestionKind["id"], string> = {
  time: "要多久",
  place: "去哪儿办",
  papers: "要带什么",
  amount: "是多少",
  together: "能不能一起领",
  paid_to: "钱打到哪张卡、怎么发",
  cost: "要不要钱",
  in_charge: "归谁管",
  whether: "能不能领",
  who: "什么人能办",
  how: "怎么办",
};

/** Somebody else the same is asked for, and the words that rules have for such people. */
const PEOPLE: readonly { said: RegExp; holds: RegExp }[] = [
  {
    said: /老婆|老公|爱人|妻|丈夫|媳妇|配偶|老伴|爸|妈|爹|娘|父|母|儿子|女儿|家属|亲属|兄弟|姐妹|哥|弟|姐|妹|女婿/,
    holds: /家庭成员|家里人|家人|配偶|夫妻|亲属|子女|父母/,
  },
  { said: /残/, holds: /残疾|重残/ },
  { said: /老人|老的|上年纪/, holds: /老年|老人|周岁以上/ },
  { said: /孩|娃|小的|未成年|学生/, holds: /未成年|儿童|孩子|子女|周岁以下/ },
  { said: /病/, holds: /病/ },
  { said: /外地|外来|没户口|农村|城里|城镇/, holds: /户籍|户口|农村|城市|居住证|外地/ },
];

/** 不要替居民收银行卡密码: told not to do is no answer. */
const WARNS = /不要|别(?!处|的|人)|不用|不得|禁止|密码|谁也不给/;

function needOf(said: string): Need | null {
  const [kind] = kindsOf(said).filter(({ id }) => id !== "amount");
  if (kind) return { kind, holds: kind.holds, label: LABELS[kind.id] };
  const folded = foldText(said);
  const person = PEOPLE.find((one) => one.said.test(folded));
  const whom = folded.replace(/^(?:那么?|还有|要是|如果)|(?:呢|咧|哩|[?？!！。\s])+$/g, "");
  return person ? { kind: null, holds: person.holds, label: `${whom}怎么算` } : null;
}

/** All clauses of the documents that were quoted from, in their order. */
async function sectionsOf(tx: Queryable, documents: readonly string[], day: string): Promise<Clause[]> {
  const { rows } = await tx.query<Clause>(
    `select ${CLAUSE}, 0 as score, 1 as coverage, 1 as share
     from documents d join chunks c on c.district_id = d.district_id and c.document_id = d.id and c.version = d.version
     where d.district_id in (0, (select app_district())) and d.id = any($1::text[]) and d.current
       and coalesce(c.effective_from <= $2, true) and coalesce(c.effective_to >= $2, true)
     order by array_position($1::text[], d.id), c.ordinal`,
    [documents, day],
  );
  return rows;
}

const sentences = (text: string): string[] => sentencesOf(text).map(({ start, end }) => text.slice(start, end));
const headingOf = ({ path }: Clause): string => path.split("›").at(-1)!.trim();

/** How well a clause answers: by its heading, else by a sentence of it; 0 when it does not. */
function answers({ kind, holds }: Need, clause: Clause): number {
  const by_words = sentences(clause.text).some((sentence) => holds.test(sentence) && !WARNS.test(sentence));
  if (kind && saysItAnswers(kind, headingOf(clause))) return 2;
  return by_words ? 1 : 0;
}

/**
 * A question that goes on from the one before: the clause of the same document that answers it, another's when there is none, and the
 * sentence alone when it was quoted already. When no clause does, what the material does hold is said instead of quoting again.
 * @returns null when it cannot be told what is wanted: then it is answered like any other
 */
export async function answerFollowing(
  tx: Queryable,
  asking: Asking,
  fitting: readonly Clause[],
  day: string,
): Promise<Answer | null> {
  const { after } = asking;
  const need = after ? needOf(after.said) : null;
  if (!after || !need) return null;
  const documents = [...new Set(after.shown.map(({ document_id }) => document_id))];
  const near = documents.length > 0 ? await sectionsOf(tx, documents, day) : [];
  const isShown = (clause: Clause): boolean =>
    after.shown.some(
      ({ document_id, start }) =>
        document_id === clause.document_id && start >= clause.span_start && start < clause.span_end,
    );
  // Whether it costs something, and how it is for somebody else, only a text about the very matter says.
  const is_own = need.kind === null || need.kind.id === "cost";
  const others = fitting.filter(
    ({ chunk_id, title }) =>
      !near.some((clause) => clause.chunk_id === chunk_id) && (!is_own || isAbout(asking.query, title)),
  );
  const worth = (clause: Clause): number => {
    const answer = answers(need, clause);
    // What is answered by its heading is the answer, quoted or not; a mere mention is worth reading once.
    return answer === 0 ? 0 : answer * 2 + (isShown(clause) ? 0 : 1) + (near.includes(clause) ? 0.5 : 0);
  };
  const [best] = [...near, ...others]
    .map((clause) => ({ clause, value: worth(clause) }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value);
  if (best) {
    const { clause } = best;
    const again = isShown(clause);
    const said = await quoted(tx, asking, [clause], {
      every: true,
      first_characters: again ? AGAIN_CHARACTERS : FOLLOWING_CHARACTERS,
      holding: need.holds,
    });
    if (said) return again ? withOpening(said, "刚才那条里写着：") : said;
  }
  const first = near.filter(({ document_id }) => document_id === documents[0]);
  const known = first.map(headingOf).filter((heading, i, all) => heading !== "" && all.indexOf(heading) === i);
  return notWritten(asking.words, need.label, known);
}

const FOLLOWING_CHARACTERS = 150;
const AGAIN_CHARACTERS = 80;
const MOST_KNOWN = 3;

function notWritten(words: string, label: string, known: readonly string[]): Answer {
  const held = known.length > 0 ? `写了的有：${known.slice(0, MOST_KNOWN).join("；")}。` : "";
  const text = `${label}，手头的资料里没有写。${held}这一条问${channelFor(words)}。`;
  return { verdict: "not_found", text, citations: [], doubt: null };
}

/** 特困和低保能一起拿吗: the two that are named. */
const PAIR =
  /([\p{Script=Han}]{2,8}?)(?:和|跟|与|同(?!时|样|一)|加上?|、)([\p{Script=Han}]{2,8}?)(?=能|可以|可不可|一起|同时|是不是|都|算|$)/u;

/**
 * What only a clause that says so answers, however much another says of the matter: whether two benefits go together, which needs
 * both of them, and what account the money goes to.
 * @returns null when neither is asked
 */
export async function answerDecided(tx: Queryable, asking: Asking, fitting: readonly Clause[]): Promise<Answer | null> {
  const words = foldText(asking.words);
  const kind = kindsOf(words).find(({ id }) => id === "together" || id === "paid_to");
  const pair = kind?.id === "together" ? PAIR.exec(words) : null;
  if (!kind || (kind.id === "together" && !pair)) return null;
  const both = pair ? [pair[1]!, pair[2]!] : [];
  const says = fitting.filter((clause) => {
    const all = foldText(`${clause.title}${clause.path}${clause.text}`);
    const decides = (sentence: string): boolean => kind.holds.test(sentence) && !WARNS.test(sentence);
    return both.every((name) => all.includes(name)) && sentences(clause.text).some(decides);
  });
  const said = await quoted(tx, asking, says, { holding: kind.holds });
  return said ?? notWritten(asking.words, `${both.join("和")}${LABELS[kind.id]}`, []);
}
