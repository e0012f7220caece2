import { inLanguages } from "../../../bot/texts/in-language.ts";
import { english } from "./texts.en.ts";

/** What the pages of the day and of whom a rule looks at say. */
const chinese = {
  title: "今天",
  lead: (day: string, n: number) => `${day},要看 ${n} 户。按楼栋和楼层排好了。`,
  longest: (n: number) => `这里先列拖得最久的 ${n} 户。点一个网格,看这个网格的全部。`,
  none: "今天没有要看的人。",
  all_grids: "全部网格",
  grids: "按网格看",
  no_grid: "没写网格",
  no_address: "没写地址",
  contacts: "出过事的人,要联系",
  by: (due_on: string) => `最晚 ${due_on}`,
  on: (due_on: string) => `约在 ${due_on}`,
  late: (days: number) => `已过 ${days} 天`,
  source: (source: string) => `依据:${source}`,
  last: (on: string, form: string | null) => `上次见到:${on}${form ? `,${form}` : ""}`,
  never: "档案里还没有见面的记录",
  promised: (words: string) => `说过:${words}`,
  tries: (n: number, on: string, why: string) => `去过 ${n} 次没见到,上一次 ${on},${why}`,
  rules_of: "按什么规定看",
  rules_for: (name: string) => `${name}按什么规定看`,
  change: "没见到人,或者改日子",
  missed: "没见到人",
  snooze: "改日子",
  drop: "不再跟进",
  why: "原因",
  words: "补一句(选「别的原因」时要写)",
  which: "哪一条",
  new_day: "改到哪天",
  rule_limit: "按规定的日子只能在最晚那天以前挪;再往后要主管来改。",
  drop_how: "主管定。下次再见到人,规定的日子会重新排。",
  save_missed: "记下没见到",
  save_snooze: "改到这天",
  save_drop: "不再跟进",
  done: {
    missed: "记下了。日子没变,还在名单上。",
    snoozed: "改好了。",
    dropped: "这一条不再跟进,原因记下了。",
    set: "存好了,下一次的日子按新的排。",
    ended: "存好了,这条规定不再用在这个人身上。",
  } as Record<string, string>,
  person: {
    title: "按什么规定看",
    lead: "病情稳不稳,只写医生评的,不写自己看着像的。",
    none: "还没有。",
    since: (since: string, by: string) => `${since} 起,${by} 记的`,
    told: (words: string) => `原话:${words}`,
    end: "不再是",
    end_for: (what: string) => `${what},不再是`,
    add: "写一条",
    what: "哪一种",
    told_label: "谁说的,或者出自哪里",
    save: "存下",
    back: "回到今天",
    file: "看档案",
  },
} as const;

export type TodayTexts = typeof chinese;

export const texts = inLanguages(chinese, english);
