import type { Reason } from "../../cases/follow-ups/change.ts";
import type { Condition } from "../../cases/follow-ups/rules.ts";
import { english } from "./en/follow-ups.ts";
import { inLanguages } from "./in-language.ts";

/** What is said of dates at which somebody is to be seen: 今天, the rules, and what became of a date. */
const chinese = {
  conditions: {
    smd_unstable: "医生评的:病情不稳定",
    smd_partly_stable: "医生评的:病情基本稳定",
    smd_stable: "医生评的:病情稳定",
    hardship_elder: "特殊困难老人,按月看望",
    medicine_ends: "药快吃完了",
    medication_gap: "上次说药断了或快断了",
  } satisfies Record<Condition, string> as Record<string, string>,
  agreed: "约好的",
  reasons: {
    nobody_home: "没人开门",
    away: "外出了",
    hospital: "住院了",
    resident_asked: "居民要改期",
    refused: "不愿意见",
    moved: "搬走了",
    died: "去世了",
    no_time: "今天来不及",
    not_needed: "不用再看",
    other: "别的原因",
  } satisfies Record<Reason, string>,
  today: {
    by_a_rule: "按规定随访",
    by_rule: (why: string, due_on: string) => `${why},最晚 ${due_on}`,
    last: (on: string, form: string | null) => `上次 ${on}${form ? ` ${form}` : ""}`,
    never: "还没见过",
    promised: (words: string) => `说过:${words}`,
    tries: (n: number, why: string) => `去过 ${n} 次没见到(${why})`,
    more: (n: number) => `还有 ${n} 户,在工作台的「今天」里看。`,
    change: "没见到人 / 改日子",
    pick: "哪一位?",
    what: (who: string) => `${who} 怎么了?`,
    other_day: "改天再去",
    missed: (who: string, why: string) => `记下了:${who} ${why}。还在名单上。`,
    when: "改到哪天?也可以不改。",
    why_other_day: "为什么改?",
    why_to: (who: string, on: string) => `${who} 改到 ${on},为什么?`,
    days: (n: number, on: string) => (n === 1 ? `明天 ${on}` : `${n} 天后 ${on}`),
    moved_to: (who: string, on: string) => `${who} 改到 ${on} 再看。`,
    ask_supervisor: (why: string) => `${why}。要不要再跟进,请主管在工作台的「今天」里定。`,
  },
  card: {
    medicine_first: (until: string, agreed: string) => `药 ${until} 就吃完了,比约好的 ${agreed} 早。`,
    medicine: (until: string) => `药吃到 ${until}`,
    conditions: (words: string) => `随访:${words}`,
  },
  saved_rule: (name: string, why: string, due_on: string) => `${name}:${why},${due_on} 前再看一次。`,
} as const;

export type FollowUpTexts = typeof chinese;

export const followUpTexts = inLanguages(chinese, english);

/** Why a date stands on the list, in words: of an agreed one, and of each rule. */
export function whyWords(why: string): string {
  return why === "agreed" ? followUpTexts.agreed : (followUpTexts.conditions[why] ?? why);
}
