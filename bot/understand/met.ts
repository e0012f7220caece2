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
