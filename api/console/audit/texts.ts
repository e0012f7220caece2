import { inLanguages } from "../../../bot/texts/in-language.ts";
import { actionTexts } from "./action-texts.ts";
import { detailTexts, recordTexts } from "./record-texts.ts";
import { english } from "./texts.en.ts";

/** What the audit page says. Entries hold ids and codes only, and so does the page. */
const chinese = {
  title: "审计",
  heading: "谁看过、改过什么",
  what: "只记谁、什么时候、做了什么、哪一件,不记内容。打开这一页也会留一条。",
  who: "谁做的",
  anybody: "不限",
  service: "系统",
  unknown: "离开的人",
  action: "做了什么",
  any: "不限",
  from: "从哪天",
  until: "到哪天",
  apply: "筛选",
  clear: "清除筛选",
  filters: "筛选",
  empty: "没有符合的记录。",
  at: "时间",
  record: "哪一件",
  detail: "细节",
  standing: "核对",
  standings: { sealed: "没被改过,已封存", waiting: "没被改过,等封存", changed: "和当初写的不一样" },
  state: (sealed: number, waiting: string) => `已封存 ${sealed} 条,等封存 ${waiting} 条。`,
  last: (at: string) => `最近一次封存:${at}。`,
  every: "这一页的每一条都刚核对过。全部核对由运维在服务器上运行 npm run audit:verify。",
  changed: (n: number) => `这一页有 ${n} 条和当初写的不一样。不要动数据库,马上告诉运维。`,
  actions: actionTexts,
  records: recordTexts,
  details: detailTexts,
  yes: "是",
  no: "否",
} as const;

export type AuditTexts = typeof chinese;

export const texts = inLanguages(chinese, english);
