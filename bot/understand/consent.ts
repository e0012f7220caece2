import type { Span, VisitDraft } from "../../cases/visits/draft.ts";
import type { Clause } from "./clauses.ts";
import { anyOf, KIN } from "./lexicon/kinship.ts";
import type { Mention } from "./mentions.ts";

/** What the reader needs of a note. */
interface Told {
  clauses: Clause[];
  mentions: Mention[];
  persons: VisitDraft["persons"];
}

type Consent = Pick<VisitDraft, "consent" | "family_consent">;

const PASSING_ON = "(?:转介?|登记|上报|报给|联系社工|留(?:电话|名)|让(?:社工|你们|我们|精防|医生))";
const AGREES = new RegExp(
  `(?<![不没未])(?:同意|愿意)(?!不|愿)(?:[^\\s]{0,8})|(?<![不没未])答应(?:了|让|给|把)*(?:你们|我们|咱|社区|社工|[他她])?[^\\s]{0,3}${PASSING_ON}[^\\s]{0,4}|(?:可以|行|肯|能)${PASSING_ON}[^\\s]{0,6}|签了?(?:知情)?同意书`,
);
const DISAGREES =
  /(?<![同愿肯让想])(?:不同意|不愿意|不肯|不让|不想|不答应)(?:[^\s]{0,3})(?:登记|转介|转|留电话|留名|签字|上报|记|让社工)[^\s]{0,4}|让我别记[^\s]{0,4}|别记(?:我|名)[^\s]{0,4}|(?<!同)不同意(?=$|\s)/;
/** 问他愿不愿意转: asked, and answered in a word behind it. */
const ASKED =
  /(?:愿不愿意?|同不同意|要不要|肯不肯|行不行|可不可以|能不能|是否同意|是否愿意)[^\s]{0,6}?(?:转|登记|上报|报给|联系社工)|转不转|(?:问|征求)[^\s]{0,6}(?:转介|转|登记)/;
const LEAD = "(?:[他她佢]|本人|老人)?(?:就|也|后来|当场|都)?(?:说|讲)?";
const YES = new RegExp(
  `^${LEAD}(?:行|好|可以|愿意|同意|要得|得|成|中|嗯|没问题|没意见|点(?:了|点|一下)?头|答应)(?:的|啊|吧|了|嘛)*$`,
  "u",
);
const NO = new RegExp(`^${LEAD}(?:不(?:要|用|行|愿意?|同意|肯|转|干)|算了|莫|摇头)(?:的|啊|吧|了|嘛)*$`, "u");
/** An answer that stands without its question: 她点头了, 说行. A word of politeness alone (好, 得, 嗯) is none. */
const YES_ALONE =
  /^(?:[他她佢]|本人|老人)?(?:就|也|后来|当场|都)?(?:(?:说|讲)?(?:行|可以|愿意|同意|没意见|成|要得)|点(?:了|点|一下)?头|答应)(?:的|啊|吧|了|嘛)*$/u;
/** What is answered there is advice, an order or a time, and no referral. */
const OTHER_QUESTION =
  /(?:让|劝|叫|嘱咐|提醒|交代|告诉|约|催|喊|要)(?:[他她佢]|老人|本人|着)|[下这]周|明天|后天|再(?:去|来)|少(?:吃|喝|抽)|别(?:再|一个人|停)|按时|吃药|住院|搬|医院|复查/;
const GUARDIANS = `(?:${anyOf(KIN)}|家里?人|家属|监护人|子女|孩子|亲戚|邻居|房东|保姆)`;
const GUARDIAN = new RegExp(GUARDIANS, "u");
const THEMSELF = /本人|老人(?!家?的)|[他她佢](?:自己|本人)|两个人?都|俩都|都(?:同意|愿意|答应)|两口子|老两口|双方/;
/** 他和女儿: both. */
const AND_KIN = new RegExp(
  `(?:[他她佢]|本人|老人|[爷奶婆伯叔姨婶])(?:和|跟|同|与|、)(?:[他她佢]的?)?${GUARDIANS}`,
  "u",
);

/** How far behind a question its answer may stand, in clauses. */
const ANSWERED_WITHIN = 3;

/**
 * Consent to being recorded or referred, and whose. The person's own counts where they gave it; a wife's, a son's or a guardian's is kept
 * apart, because it does not stand for theirs (个人信息保护法 第十三条, 第三十一条: a guardian's for a child under fourteen only). 先等等 and silence are
 * no answer; a refusal of the police is none either. `text` is folded, `original` is the note as written.
 */
export function readConsent(text: string, original: string, told: Told): Consent {
  const quote = (value: "yes" | "no", { start, end }: Span) => ({
    value,
    words: original.slice(start, end),
    span: { start, end },
  });
  const refused = DISAGREES.exec(text);
  if (refused) {
    const span = { start: refused.index, end: refused.index + refused[0].trimEnd().length };
    const clause = told.clauses.find((c) => c.start <= span.start && span.start < c.end);
    const by_family = clause !== undefined && isOfFamily(clause, span.start, told);
    const said = quote("no", by_family ? withSpeaker(clause, span, told.clauses) : span);
    return by_family ? { consent: null, family_consent: said } : { consent: said };
  }
  let family: Consent["family_consent"];
  for (const index of told.clauses.keys()) {
    const found = answerAt(index, told.clauses);
    if (!found) continue;
    const asked = found.by;
    if (isOfFamily(asked, found.start, told)) family ??= quote(found.value, withSpeaker(asked, found, told.clauses));
    else return { consent: quote(found.value, found), ...(family ? { family_consent: family } : {}) };
  }
  return { consent: null, ...(family ? { family_consent: family } : {}) };
}

type Answer = Span & { value: "yes" | "no"; by: Clause };

/** What a clause, or the answer behind the question in it, says. */
function answerAt(index: number, clauses: Clause[]): Answer | null {
  const clause = clauses[index]!;
  if (ASKED.test(clause.text)) {
    for (const by of clauses.slice(index + 1, index + 1 + ANSWERED_WITHIN)) {
      const value = YES.test(by.text) ? "yes" : NO.test(by.text) ? "no" : null;
      if (value) return { value, start: by.start, end: by.end, by };
    }
  }
  if (clause.teller?.voice === "worker" || /愿不愿|同不同|是否|吗|没(?!意见|问题)|如果|要是/.test(clause.text))
    return null;
  const match = AGREES.exec(clause.text);
  if (match) {
    if (/我(?:们)?(?:也|就|先|都)?$/.test(clause.text.slice(0, match.index))) return null;
    const start = clause.start + match.index;
    return { value: "yes", start, end: start + match[0].length, by: clause };
  }
  const before = clauses.slice(Math.max(0, index - 2), index).map(({ text }) => text);
  const alone =
    YES_ALONE.test(clause.text) && (clause.teller !== null || /^[他她佢本老点]|说|讲|答应/.test(clause.text));
  if (!alone || before.some((text) => OTHER_QUESTION.test(text))) return null;
  return { value: "yes", start: clause.start, end: clause.end, by: clause };
}

/** Whether somebody of the family, and not the person, is who agrees: by the subject before the words, else by who speaks. */
function isOfFamily(clause: Clause, at: number, { mentions, persons }: Told): boolean {
  const subject = clause.text.slice(0, at - clause.start);
  const whole = clause.text;
  if (THEMSELF.test(whole) || AND_KIN.test(whole)) return false;
  const kin = mentions.findLast(({ kind, span }) => kind === "kin" && span.start >= clause.start && span.end <= at);
  const named = persons.some(({ name }) => name !== null && subject.lastIndexOf(name.words) > subject.search(GUARDIAN));
  if (kin) return !named && !isPerson(kin.span, persons);
  if (GUARDIAN.test(subject)) return true;
  const voice = clause.teller?.voice;
  return voice === "family" || voice === "outsider" || voice === "official";
}

/** 老伴李桂珍同意: the relative is a person of the visit. */
function isPerson({ start, end }: Span, persons: VisitDraft["persons"]): boolean {
  const touches = (span: Span) => span.start <= end && start <= span.end;
  return persons.some(({ name, sex, age }) =>
    name ? touches(name.span) : [sex, age].some((value) => value !== null && touches(value.span)),
  );
}

/** Who agreed stands with what was agreed: 他老婆同意转介, 他闺女说同意转. */
function withSpeaker(clause: Clause, { end }: Span, clauses: Clause[]): Span {
  const before = clauses[clauses.indexOf(clause) - 1];
  return { start: before && !clause.opens && GUARDIAN.test(before.text) ? before.start : clause.start, end };
}
