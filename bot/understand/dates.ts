import type { Span } from "../../cases/visits/draft.ts";
import { type Clause, readClauses } from "./clauses.ts";
import { type DateWords, findDateWords } from "./date-words.ts";
import { inStandardWords } from "./dialect.ts";
import { fold } from "./fold.ts";
import { anyOf, CHILD_WORDS, HONORIFICS, KIN, OFFICES } from "./lexicon/kinship.ts";

/** A date of a note and what it is for. */
export interface DateFound {
  /** ISO calendar day, China time. */
  value: string;
  words: string;
  span: Span;
  /** Converted from the lunar calendar: to be confirmed by a person. */
  lunar: boolean;
  /** `visit`: when this visit was; `next`: the next contact the worker agreed to; `other`: everything else. */
  role: "visit" | "next" | "other";
}

const AGREED =
  /约好|说好|讲好|约了|约定|约在|约到|约的|定好|定在|定到|定了|改成|改到|改在|改约|推到|推迟到|答应|承诺|保证|(?<![大节契预])约[^\s]{1,8}$/;
const CONTACT =
  /打电话|跟[他她佢](?:讲|说)|告诉[他她佢]|回个?信|转告|反馈|发[^\s]{0,2}(?:微信|消息|短信|信息)(?:给|告诉)|再(?:转|寻|守|蹲|等|拨|拜访|量|测|瞧|瞅|摸|查|核|送|带|找|敲|碰|聊|谈|陪|约|补|访|见|探)|再(?:去|来|到|过|上|看|打|跑|走|跟|问|登|走|劝|联系)|看(?:看|望|她|他|一下|一眼)|去看|上门|登门|入户|走访|回访|随访|探访|探望|拜访|跟进|联系|回(?:他|她|佢|话|复|信|电|音)|答复|问清楚|给[^\s]{1,6}(?:送|打|回|办|带|量|拿|做寿|过寿|过生日|祝寿|个信|个话|准信|个?准话|个?回音|个?说法|个?结果|个?答复)|约[^\s]{1,6}(?:过来|上门|见面)|打(?:个)?电话|陪|送|拿[^\s]{0,4}(?:给|过[去来])|再通知|通知[他她佢]|带[她他佢老]|带[^\s]{1,8}[来去]|接[她他老]|安排|义诊|量血压|碰头|见面|面谈|谈|劝劝?|请[她他佢]|请[^\s]{1,8}(?:吃|来|坐|参加)|帮[她他]|过去|过来看|过嚟|先过|去给|去找|去查|去核|去办|去送|去接|去陪|去趟|去一趟|来看|来量|来办/;
const WEAK_CONTACT = /(?:^|[早晚午点半前后内])(?:就|先|准备|打算|要|想|得)?(?:去|来|到|办|问|看|打|装|送)/;
/** 农历九月二十是甘婆婆九十大寿 我去给她送蛋糕. */
const OCCASION = /^(?:是|就是)?[^\s]{0,8}(?:大寿|生日|寿辰|忌日|周年)/;
const OWN = /我|咱|社区|网格员|我们/;
const ON_THEIR_OWN =
  /复查|复诊|住院|出院|上班|上学|开学|回来|回家|回老家|搬|手术|到期|打针|开庭|过生日|结婚|考试|领|取药|发工资|体检/;
const WITH_US = /我|给[^\s]{1,5}(?:过|做)|陪|带|送|一起|一块|看[她他]|再去|上门/;
const VISITED = /去|来|到|走访|上门|登门|入户|敲|见|碰|遇|跑|巡|看|访|探|跟|陪|接到|打电话|电话|随访|核查|排查|走了|约/;
const NOT_THIS_VISIT = /上次|上回|也没人|那次|之前|当时|摔|跌|下雨|打的|搬|出院|住院|住进|送去|走丢|喝|吵|走的|没的/;
const THEM = `(?:他们?|她们?|佢哋?|${anyOf(KIN)}|${anyOf(CHILD_WORDS)}|[\\p{Script=Han}]{1,2}(?:${anyOf(HONORIFICS)})|${OFFICES}|物业|房东|老师|医生|家属|老板)`;
const AS_OBJECT = new RegExp(
  `(?:看|给|跟|和|陪|约|找|帮|同|对|劝|问|带|送|接|替|叫|请|答应|到|去|为|与|让|过)了?(?:[\\p{Script=Han}]{1,3}的)?${THEM}`,
  "gu",
);
const THIRD = new RegExp(THEM, "u");
const OPENS_WITH_THIRD = new RegExp(`^(?:但|可|现在|今天|昨天)?${THEM}`, "u");
const THIRD_AFTER = new RegExp(
  `^(?:上午|下午|早上|晚上|中午|[一二两三四五六七八九十0-9]+点半?|就|才)*(?![见看去碰找陪访到跟给问遇接约带送请叫让喊帮])${THEM}(?!家)`,
  "u",
);

/** What only the service does: said after somebody else's words it is still the worker's plan. */
const WORKERS_WORD =
  /^(?:上午|下午|早上|晚上|中午|[0-9一二两三四五六七八九十]+点半?|左右|再|去|来|我|准备|打算|就)*(?:随访|回访|走访|入户|家访|登门)/u;
const TIME_OF_DAY = /^(?:上午|下午|早上|晚上|中午|早|晚|[0-9一二两三四五六七八九十]+点半?|左右)*$/u;
/** 下周一我去学校找班主任. */
const OWN_PLAN =
  /^[^\s让叫要等给跟对找求请说]{0,6}(?:我|咱)(?![爸妈儿女家])[^\s]{0,3}(?:去|来|到|找|问|跟|陪|送|打|约|帮)(?!了|过)/u;
/** 明天带她去活动室 after 她说: whoever spoke is not the one who takes her. */
const TAKES_THEM =
  /^(?:上午|下午|早上|晚上|中午|[0-9一二两三四五六七八九十]+点半?|就|再)*(?:带|陪|接|送)[他她佢](?:去|到|来|上)/u;

/** 下周三再去 after 说头晕: nobody is told to go, so it is the worker who goes again. */
const GOES_AGAIN =
  /^(?:上午|下午|早上|晚上|中午|[0-9一二两三四五六七八九十]+点半?|就|我|要|准备)*再(?:去|来|过去|跑)(?:一趟|一次|看看)?$/u;

/** 我约了她孙子那天一起过去: the day told before. */
const ON_THAT_DAY =
  /^(?:我|咱)们?[^\s]{0,8}(?:那天|当天|那日|届时|(?<!上|前)到时候?)[^\s]{0,4}(?:去|来|到|过去|上门|陪|带|接|送|看)/;

/** Whether somebody other than the worker does what the date is for. */
function doneByOthers(before: string, after: string): boolean {
  if (OWN.test(before)) return false;
  if (THIRD.test(before.replace(AS_OBJECT, ""))) return true;
  return THIRD_AFTER.test(after) && !/^[\p{Script=Han}]{1,6}(?:约|叫|让)我/u.test(after);
}

function isNext(
  date: DateWords,
  clause: Clause,
  previous: Clause | null,
  following: Clause | null,
  later: readonly Clause[],
  ref: string,
): boolean {
  const before = clause.text.slice(0, Math.max(0, date.span.start - clause.start));
  const told = clause.text.slice(Math.max(0, date.span.end - clause.start));
  // 后天下午三点 同社工一齐去: a day by itself opens what follows the pause.
  const after = before === "" && TIME_OF_DAY.test(told) && following?.opens ? `${told}${following.text}` : told;
  if (date.recurring || date.value < ref) return false;
  if (
    /^(?:到|至)[这下本]?(?:个)?(?:周|礼拜|星期|[0-9一二三四五六七八九十]+[号日])|我(?:休假|请假|轮休|不在|值班|出差|培训|开会)/.test(
      after,
    )
  )
    return false;
  if (/^(?:开始|起)|^[^\s]{0,4}[去看来][^\s]{0,2}了/.test(after)) return false;
  if (OCCASION.test(after) && following && /^我[^\s]{0,4}(?:去|来|送|看|陪|给)/.test(following.text)) return true;
  if (
    date.value === ref &&
    /答应|保证|承诺|我[说讲]/.test(before) &&
    /^(?:下班|天黑|晚上|下午|吃饭)?[^\s]{0,2}(?:之前|以前|前)/.test(after)
  )
    return true;
  if (date.value === ref && !/再|回头|还要/.test(after)) return false;
  if (later.some((c) => (c.teller === null || c.teller.voice === "worker") && ON_THAT_DAY.test(c.text))) return true;
  const saidBefore = clause.opens ? (previous?.text ?? "") : "";
  const fixed =
    AGREED.test(before) || (before === "" && /(?:约好|说好|讲好|约了|定好|答应|改成|改到|改约)$/.test(saidBefore));
  const voice = clause.teller?.voice ?? null;
  if (
    before.replace(/^(?:最晚|最迟|最多|不超过|就)/, "") === "" &&
    /^(?:之?前|以前|以内)?$/.test(after) &&
    previous?.teller?.voice === "worker" &&
    CONTACT.test(previous.text)
  )
    return true;
  if (
    following &&
    /^(?:到时候?|那天|当天|届时)(?:一[起道块同]|也|跟着)[^\s]{0,2}(?:去|来|到|过去)|^(?:到时候?|那天|当天|届时)?我(?:到时候?|那天|当天)?(?:(?:也|跟着|陪着?|一起|一道|一块|同)[^\s]{0,3}(?:去|来|到|过去|上门|着$)|(?:陪|带|接|送)[他她佢])|^(?:喊|叫|约|让|要|请)我[^\s]{0,2}(?:一[路起道块同]|跟|陪|同去|过去|到场|在场|也[去来到])/.test(
      following.text,
    )
  )
    return true;
  if (/(?:和|跟|同|与|陪|带|约)(?:我|咱)们?[^\s]{0,4}(?:一[起道块同]|来|去|上门|过去)/.test(after)) return true;
  if (/(?:让|叫|喊|劝|提醒|通知)(?!我)[^\s]{1,4}$/.test(before) && !/社区|我这|居委|上门/.test(after)) return false;
  if (before === "" && clause.opens && WORKERS_WORD.test(after) && !doneByOthers(before, after)) return true;
  if (
    voice === "worker" &&
    before === "" &&
    following &&
    /^(?:就)?(?:带|陪|接|送)[他她佢](?:去|来|到|过去)/.test(following.text)
  )
    return true;
  if (voice === "official" && /^[^\s]{0,4}(?:一[起道块同]|同我)[^\s]{0,2}(?:上门|来|去|入户|到)/u.test(after))
    return true;
  if (voice === "family" || voice === "official" || voice === "outsider")
    return fixed && /我|社区|改|说好|约好|讲好/.test(before + after) && !/^(?:不|没)/.test(after);
  if (fixed) return !/(?:医生|医院|法院|房东|老师)[^\s]{0,4}$/.test(before.replace(/约.*/, ""));
  if (doneByOthers(before, after)) return voice === "self" && /(?:叫|让|要|等)我/.test(before + after);
  if (ON_THEIR_OWN.test(after) && !WITH_US.test(before + after)) return false;
  if (OWN_PLAN.test(after)) return true;
  if (voice === "self" && clause.opens && before === "" && TAKES_THEM.test(after)) return true;
  if (voice === "self" && /再?上门|再去(?:看|趟|一)/.test(after)) return true;
  if (voice === "self" && clause.opens && before === "" && GOES_AGAIN.test(after)) return true;
  if (voice === "self")
    return /(?:叫|让|要|等|请)我|社区/.test(before + after) && (CONTACT.test(after) || WEAK_CONTACT.test(after));
  if (CONTACT.test(after) || (OWN.test(before) && /去|来|办|问|看|打|回/.test(after))) {
    const elided = before === "" && clause.opens && previous !== null && voice === null;
    const carriedOn =
      elided &&
      OPENS_WITH_THIRD.test(previous.text) &&
      !/再|看[她他佢]|回[她他佢话]|给[她他佢]|请[她他佢]|[带接送][她他佢]|陪|上门|回访|[我咱]/.test(after);
    return !carriedOn;
  }
  return (
    (voice === "worker" || before === "") &&
    WEAK_CONTACT.test(after) &&
    (voice === "worker" || /^[去办问看装送]/.test(after) || previous === null)
  );
}

function isVisit(date: DateWords, clause: Clause, next: Clause | null, ref: string): boolean {
  if (date.value > ref || date.recurring) return false;
  const voice = clause.teller?.voice ?? null;
  if (voice !== null && voice !== "worker") return false;
  const before = clause.text.slice(0, Math.max(0, date.span.start - clause.start));
  const after = clause.text.slice(Math.max(0, date.span.end - clause.start));
  if (NOT_THIS_VISIT.test(after) || NOT_THIS_VISIT.test(before) || doneByOthers(before, after.slice(0, 6)))
    return false;
  if (after === "")
    return VISITED.test(before) || (next !== null && /^(?:都|又|还是)?(?:没人|敲|去|来|走访|见)/.test(next.text));
  return VISITED.test(after) || VISITED.test(before);
}

/**
 * Dates of a note with their roles. `ref` is the China calendar day the note was written (ISO). `clauses` may be passed when the
 * text has been read already; otherwise the text is read here.
 */
export function readDates(text: string, ref: string, opts: { clauses?: Clause[] } = {}): DateFound[] {
  const folded = inStandardWords(fold(text));
  const clauses = opts.clauses ?? readClauses(folded);
  return findDateWords(folded, ref).map((date) => {
    const index = clauses.findIndex((c) => c.start <= date.span.start && date.span.start < c.end);
    const clause = clauses[index];
    const role =
      clause === undefined
        ? "other"
        : isNext(
              date,
              clause,
              clauses[index - 1] ?? null,
              clauses[index + 1] ?? null,
              clauses.slice(index + 1, index + 8),
              ref,
            )
          ? "next"
          : isVisit(date, clause, clauses[index + 1] ?? null, ref)
            ? "visit"
            : "other";
    return {
      value: date.value,
      words: text.slice(date.span.start, date.span.end),
      span: date.span,
      lunar: date.lunar,
      role,
    };
  });
}
