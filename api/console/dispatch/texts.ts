import { inLanguages } from "../../../bot/texts/in-language.ts";
import type { Cause, Needed } from "../../../cases/dispatch/stuck.ts";
import { english } from "./texts.en.ts";

/** What the pages of the 调度会 say, and its pack on paper. */
const chinese = {
  title: "调度会",
  lead: "会上只说卡住的事:卡在哪、需要谁。不排人的名次。",
  done: { decided: "记下了,已经在他的工作台上。", finished: "办完了,记下了。" } as Record<string, string>,
  causes: {
    rejected: "接收方不接,主管还没看",
    returned: "主管退回,没改好",
    no_reply: "三个工作日没回音",
    unowned: "收了,没人管",
    held: "暂停到期,没恢复",
    step: "流程的一步过期",
    resident: "有结果,没问居民",
    overdue: "超期",
  } satisfies Record<Cause, string>,
  needed: {
    supervisor: "需要主管定",
    raiser: "需要转出的人",
    receiver: "需要接收单位",
  } satisfies Record<Needed, string>,
  counts: "卡在哪",
  who: "需要谁",
  total: (n: number) => `一共 ${n} 件`,
  more: (n: number) => `先到期的 ${n} 件列在这里,其余在转介里筛。`,
  nothing: "没有卡住的。",
  ref: "编号",
  service: "转给",
  area: "网格",
  due: "到期",
  over: (days: number) => `过了 ${days} 个工作日`,
  no_due: "没定",
  owner: "在谁手上",
  nobody: "没人",
  needs: "需要谁",
  words: "说的原因",
  decide: "定下来",
  decide_for: (ref: string) => `定下来:${ref}`,
  sites: "到期没建成的点位",
  pack: "下载 Word",
  no_pack: "Word 文件要在 Node 上做,这里可以直接打印本页。",
  tasks: "会上定下来的,还没办完",
  no_tasks: "没有没办完的。",
  my_tasks: "调度会定下来、您来办的",
  new_task: "定一件事",
  about: "关于",
  what: "要办什么",
  by_whom: "谁来办",
  choose: "请选",
  by_when: "哪天前办完",
  save: "记下",
  overdue: "超期",
  finish: "办完了",
  finish_for: (what: string) => `办完了:${what}`,
  outcome: "结果(可不写)",
  paper: {
    file: "调度会",
    held: (day: string) => `${day} 调度会材料`,
    note: "转介里不含居民姓名和原话。右边一栏留给会上写。",
    decision: "会上定的:办什么、谁、哪天前",
    cause: (name: string, n: number) => `${name}(${n} 件)`,
    task: (what: string, owner: string, due: string) => `${what}。${owner},${due} 前`,
  },
} as const;

export type DispatchTexts = typeof chinese;

export const texts = inLanguages(chinese, english);
