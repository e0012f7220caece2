import type { PathwayName, StepName } from "../../cases/referrals/pathway/pathways.ts";
import type { RefusalCode } from "../../cases/refusal.ts";
import { english } from "./en/referral-life.ts";
import { inLanguages } from "./in-language.ts";

/** Why a step of a referral is refused; stands in the catalogue of all refusals. */
export const referralRefusals = {
  already_there: "已经是这样了,没有重复记。",
  already_claimed: "已经有同事在跟了。",
  already_resent: "这件已经另转过了,请看新的那一件。",
  until_not_ahead: "停到哪天要在明天以后、半年以内。请改日期。",
  due_before_visit: "期限比走访那天还早。请改期限。",
  due_in_past: "期限已经过了。请改成今天或以后。",
  service_closed: "这个服务停办了,转不过去。请换一家。",
  to_oneself: "这是您自己单位的服务,单位里只有您一位。直接办就行,不用转。",
  supervisor_needed: "没问到居民就办结,要由主管来点。",
  outcome_missing: "对方还没说办成了什么。等对方回了再问居民。",
  step_not_next: "前面的步骤还没做完,先记前面的。",
  pathway_begun: "已经在按这个流程走了。",
  answered_before: "这一步已经回过了,没有重复记。",
} satisfies Partial<Record<RefusalCode, string>>;

/** What is told of a referral on its way, and the link for a receiver without an account. */
const chinese = {
  /** Behind a refusal: what it is now, who made it so and when. */
  happened: (status: string, by: string, at: string) => `现在是「${status}」,${by} ${at} 改的。`,
  by_service: "系统",
  claimed: (ref: string, place: string, who: string) => `${ref} → ${place}:${who} 来跟。`,
  denied: (ref: string, place: string) => `${ref} → ${place}:对方不接。请在工作台看原因,确认,或者另转一家。`,
  denied_to_raiser: (ref: string, place: string) =>
    `${ref} → ${place}:对方不接。原因在工作台「转介」这一件里;要不要另转,主管看过会定。`,
  denial_confirmed: (ref: string) => `${ref} 对方不接,主管看过了,不用再等。还有办法就另转一家。`,
  resent: (ref: string, next: string, place: string) => `${ref} 对方没接下,已经另转 ${next} → ${place}。`,
  outcome: (ref: string, place: string) => `${ref} → ${place}:对方说办好了。请问一下居民解决了没有,再到工作台点一下。`,
  not_solved: (ref: string, place: string) => `${ref} → ${place}:居民说还没解决,请接着办。`,
  came_back: (ref: string, place: string) => `${ref} → ${place}:暂停到期,接着办。`,
  stepped: (ref: string, step: string) => `${ref}:「${step}」做完了。`,
  pathways: { jingkang: "精康转介" } satisfies Record<PathwayName, string>,
  steps: {
    application: "提出申请",
    registration: "初核登记",
    referral: "康复转介",
    assessment: "综合评估",
    service: "提供服务",
    stage_assessment: "阶段评估",
    closing: "结案",
    return_visit: "回访",
  } satisfies Record<StepName, string>,
  digest: (n: number) => `您休息的时候,有 ${n} 条:`,
  link_action: "给对方一个链接",
  link: (ref: string, place: string, url: string) =>
    `${ref} → ${place}。把这个链接发给对方,不用登录就能回。14 天内有效;您再要一个,这个就作废:\n${url}`,
  link_only: (place: string) => `${place}没有人用这个系统,要请您把链接发过去:`,
} as const;

export type ReferralLifeTexts = typeof chinese;

export const referralLife = inLanguages(chinese, english);
