import type { Span, VisitDraft } from "../../cases/visits/draft.ts";
import type { FlagFound } from "./flags.ts";
import { anyOf, KIN, OUTSIDERS } from "./lexicon/kinship.ts";
import type { People } from "./people.ts";

type Met = VisitDraft["met"][number];
type Form = NonNullable<VisitDraft["form"]>;

const FORMS: readonly { form: Form["value"]; when: RegExp; not?: RegExp }[] = [
  { form: "视频", when: /视频(?:通话|连线|里|看了|随访)/ },
  {
    form: "电话",
    when: /电话(?:随访|回访|里|跟|联系上)|(?:^|\s|我)(?:给[^\s]{1,5})?(?:打|通)了?个?电话(?:问|跟|给|聊|随访)/,
    not: /没接|空号|响了没人|打不通/,
  },
  { form: "偶遇", when: /(?:碰到|碰上|遇到|遇见|碰见|撞见)(?!问题|困难|事|难处)|路上见|楼下见/ },
  {
    form: "入户",
    when: /入户|上门|进了?(?:里?屋|门|家)|敲了?[^\s]{0,3}门|到(?:他|她|了?[^\s]{0,6})家|屋里|去看(?:望)?|走访|(?:今天|上午|下午|刚|昨天)[^\s]{0,2}(?:去了|去(?!买|办|取|领|上班)[^\s]{0,8}(?:看|栋|网格|家|村|号|巷)|见(?!面))|开的门|去看/,
    not: /说[^\s]*去看/,
  },
];
const ANSWERS = new RegExp(
  `(?:他|她)?(?:${anyOf(KIN)})(?:[\\p{Script=Han}]{1,3})?(?:开的?门|在家|接待|应门|陪着|在旁边|在边上|在场|领我)`,
  "u",
);
const NEIGHBOUR = new RegExp(`(?:${OUTSIDERS})(?=说|讲|反映|告诉|急着)`);
const GUARDIAN = /监护人(?=在|说|讲|陪|开)/;
const SPOKE_TO_ME =
  /(?:他|她|佢|本人|婆婆|爷爷|奶奶|大爷|阿婆|阿公)?(?:拉着我|跟我[说讲]|点头|[他她]开的门|给我看|请我|同我讲)/;

function spanOf(text: string, match: RegExpExecArray | null): Span | null {
  if (!match) return null;
  const lead = /^\s*/.exec(match[0])![0].length;
  const end = match.index + match[0].length;
  return match.index + lead < end && text.length >= end ? { start: match.index + lead, end } : null;
}

/** How the visit was made, if the note says so. */
export function readForm(text: string, original: string): VisitDraft["form"] {
  for (const { form, when, not } of FORMS) {
    if (not?.test(text)) continue;
    const span = spanOf(text, when.exec(text));
    if (span) return { value: form, words: original.slice(span.start, span.end), span };
  }
  return null;
}

/**
 * Who was met: the person (their words or presence are told at first hand), a guardian, family, a neighbour, or nobody. Nobody
 * met (未遇) and the person met exclude each other.
 */
export function readMet(text: string, original: string, people: People, flags: FlagFound[]): Met[] {
  const met: Met[] = [];
  const add = (value: Met["value"], span: Span | null) => {
    if (span && !met.some((m) => m.value === value))
      met.push({ value, words: original.slice(span.start, span.end), span });
  };
  const unmet = flags.find((f) => f.flag === "not_met");
  if (unmet) add("未遇", unmet.span);
  else {
    const own = people.clauses.find((c) => c.teller?.voice === "self");
    const index = own ? people.clauses.indexOf(own) : -1;
    const speaker = people.clauses[index - 1];
    add("本人", spanOf(text, SPOKE_TO_ME.exec(text)));
    if (own && speaker && !own.opens && /[他她佢]|[\p{Script=Han}]{2}/u.test(speaker.text))
      add("本人", { start: speaker.start, end: speaker.end });
    else if (own) add("本人", { start: own.start, end: own.end });
  }
  add("监护人", spanOf(text, GUARDIAN.exec(text)));
  const family = people.clauses.findIndex(
    (c, i) => c.teller?.voice === "family" && !/电话|微信/.test(people.clauses[i - 1]?.text ?? ""),
  );
  add("家属", spanOf(text, ANSWERS.exec(text)));
  const spoke = people.clauses[family - 1];
  if (family > 0 && spoke && !people.clauses[family]!.opens) add("家属", { start: spoke.start, end: spoke.end });
  add("邻居", spanOf(text, NEIGHBOUR.exec(text)));
  return met.sort((a, b) => a.span.start - b.span.start);
}

const AGREES =
  /(?<![不没未])(?:同意|愿意)(?!不|愿)(?:[^\s]{0,8})|(?:可以|行)(?:转|登记|让社工|让你们)[^\s]{0,6}|签了?(?:知情)?同意书/;
const DISAGREES =
  /(?<![同愿肯让想])(?:不同意|不愿意|不肯|不让|不想)(?:[^\s]{0,3})(?:登记|转介|转|留电话|留名|签字|上报|记|让社工)[^\s]{0,4}|让我别记[^\s]{0,4}|别记(?:我|名)[^\s]{0,4}|(?<!同)不同意(?=$|\s)/;
/** 问他愿不愿意转: asked, and answered in a word behind it. */
const ASKED =
  /(?:愿不愿意?|同不同意|要不要|肯不肯|行不行|可不可以|能不能|是否同意|是否愿意)[^\s]{0,6}?(?:转|登记|上报|报给|联系社工)/;
const YES =
  /^(?:[他她佢]|本人|老人)?(?:就|也)?(?:说|讲)?(?:行|好|可以|愿意|同意|要得|得|成|中|嗯|没问题|没意见|点头)(?:的|啊|吧|了|嘛)*$/u;
const NO =
  /^(?:[他她佢]|本人|老人)?(?:就|也)?(?:说|讲)?(?:不(?:要|用|行|愿意?|同意|肯|转|干)|算了|莫|摇头)(?:的|啊|吧|了|嘛)*$/u;

/** Consent to being recorded or referred. 先等等 and silence are no answer; a refusal of the police is none either. */
export function readConsent(text: string, original: string, people: People): VisitDraft["consent"] {
  const refused = spanOf(text, DISAGREES.exec(text));
  if (refused) return { value: "no", words: original.slice(refused.start, refused.end), span: refused };
  for (const [index, clause] of people.clauses.entries()) {
    const answer = ASKED.test(clause.text) ? answerAfter(index, people) : null;
    if (answer) {
      const { value, start, end } = answer;
      return { value, words: original.slice(start, end), span: { start, end } };
    }
    const match = AGREES.exec(clause.text);
    if (!match || clause.teller?.voice === "worker" || /愿不愿|同不同|是否|吗|没/.test(clause.text)) continue;
    const span = { start: clause.start + match.index, end: clause.start + match.index + match[0].length };
    return { value: "yes", words: original.slice(span.start, span.end), span };
  }
  return null;
}

/** How far behind a question its answer may stand, in clauses. */
const ANSWERED_WITHIN = 3;

function answerAfter(index: number, people: People): (Span & { value: "yes" | "no" }) | null {
  for (const { text, start, end } of people.clauses.slice(index + 1, index + 1 + ANSWERED_WITHIN)) {
    if (YES.test(text)) return { value: "yes", start, end };
    if (NO.test(text)) return { value: "no", start, end };
  }
  return null;
}
