import type { RefusalCode } from "../../cases/refusal.ts";
import { english } from "./en/desk.ts";
import { inLanguages } from "./in-language.ts";

/** Why something at the desk was not done; stands in the catalogue of all refusals. */
export const deskRefusals = {
  filter_name: "给这个筛选起个名字,30 个字以内。",
  filters_full: "已经存了 20 个,先删一个再存。",
  none_ticked: "先勾上要改的转介。",
  nothing_chosen: "先选好要改成什么,再点。",
  many_ticked: "一次最多改 200 件,少勾几件。",
  owner_unknown: "没有这位社工,或者已经不在岗。请重新选。",
  owner_elsewhere: "这件不是转到那位社工的单位,不能交过去。要换单位,打开这件点「另转一家」。",
  ended_already: "这件已经结束了。",
  already_so: "本来就是这样,没有改。",
} satisfies Partial<Record<RefusalCode, string>>;

export type DeskRefusalTexts = typeof deskRefusals;

/** What people are told when a supervisor changes several referrals at once. */
const chinese = {
  assigned: (n: number, refs: string) => `主管把 ${n} 件转介交给您跟:${refs}。在工作台的「转介」里看。`,
  due: (n: number, refs: string, day: string) => `${n} 件转介的期限改成 ${day}:${refs}。`,
  priority: (n: number, refs: string, priority: string) => `${n} 件转介改成「${priority}」:${refs}。`,
  priorities: { stat: "马上办", asap: "24 小时内", urgent: "一周内", routine: "常规" },
  and_more: (refs: string) => `${refs}等`,
} as const;

export type DeskTexts = typeof chinese;

export const deskTexts = inLanguages(chinese, english);
