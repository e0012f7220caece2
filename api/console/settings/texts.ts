import { inLanguages } from "../../../bot/texts/in-language.ts";
import { english } from "./texts.en.ts";

/** What the pages of the district's settings and of the rules for follow-ups say. */
const chinese = {
  title: "设置",
  parts_label: "设置的页面",
  parts: { district: "本区设置", rules: "随访规定" },
  done: { settings: "存好了,从现在起算。", minutes: "存好了,从现在起算。", rule: "存好了,从今天起算。" } as Record<
    string,
    string
  >,
  save: "存下",
  only_admin: "这一页由管理员改,主管可以看。",
  minutes: {
    title: "危机多久没人接就找下一个",
    how: "红色、橙色各等几分钟。已经在等的,还按原来的时间。填 1 到 120。",
    red: "红色(分钟)",
    orange: "橙色(分钟)",
  },
  quiet: {
    title: "勿扰时间",
    how: "常规的通知在这段时间里先攒着,过了再一起发。马上要办的任何时候都发。",
    from: "从",
    until: "到",
    through: "这段时间里也照发",
  },
  due: {
    title: "转介几天到期",
    how: "马上办和 24 小时内按日历天,其余按工作日。空着就是原来的数。",
    shipped: (days: number) => `原来是 ${days}`,
  },
  pathway: {
    title: "社区精神康复每一步几个工作日",
    how: (source: string) => `依据:${source}。文件没写的可以自己定,空着就是不限。`,
  },
  calendar: {
    title: "时区和工作日",
    zone: "按北京时间(UTC+8)算,全国一样,不用改。",
    known: (year: string) => `节假日和调休按国务院公布的安排,已有到 ${year} 年。`,
    unknown: (year: string) => `${year} 年的安排还没有公布或还没有收进来:先按周末和法定假日算。`,
  },
  history: "改过什么",
  no_history: "还没有改过。",
  event: (at: string, by: string) => `${at} ${by}`,
  changed: {
    quiet_hours: "勿扰时间",
    referral_days: "转介天数",
    pathway_days: "康复步骤天数",
    red: "红色分钟",
    orange: "橙色分钟",
  } as Record<string, string>,
  as_shipped: "出厂的数",
  was: (now: string, before: string) => `${now}(之前 ${before})`,
  rules: {
    lead: "按这些规定排下一次看人的日子。改了从今天起算:已经排好的日子不变,下次见到人再按新的排。",
    after: "见面之后",
    before: "药吃完之前",
    amount: "多少",
    unit: "单位",
    units: { day: "天", month: "个月" },
    source: "出自哪份文件",
    reason: "为什么改",
    off: "停用这条(要写原因)",
    off_mark: "停用了",
    since: (day: string) => `${day} 起`,
    shipped: "没改过",
    save_for: (what: string) => `存下:${what}`,
    attempts: "自杀未遂之后的联系不在这里改:24 小时、3 天、7 天、14 天、30 天、90 天,由接手的人在危机里跟。",
    change: (what: string, amount: string, off: boolean) => `${what}:${off ? "停用" : amount}`,
    because: (reason: string) => `原因:${reason}`,
  },
} as const;

export type SettingsTexts = typeof chinese;

export const texts = inLanguages(chinese, english);
