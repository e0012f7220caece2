import type { CorrectionKind } from "../../knowledge/directory/service.ts";
import { english } from "./en/corrections.ts";
import { inLanguages } from "./in-language.ts";

/** What is said when somebody finds an entry of the directory wrong. */
const chinese = {
  wrong: "信息不对",
  which: "哪一个不对?",
  what: (name: string) => `${name},哪里不对?点一下,或者说一句。`,
  say_it: "哪里不对?说一句就行。",
  kinds: {
    phone: "电话打不通",
    moved: "搬走了",
    closed: "停办了",
    unreachable: "联系不上",
    hours: "时间不对",
    other: "别的不对",
  } satisfies Record<CorrectionKind, string>,
  kept: (name: string) => `记下了。${name} 核实完告诉您;这之前谁查到它,都会看到「核实中」。`,
  again: (name: string) => `${name} 这一点您报过了,还在核实。`,
  notice: (name: string, fault: string) => `目录里的 ${name},有人反映「${fault}」。请在工作台核实。`,
  confirmed: (name: string, decision: string) => `您反映得对,${name} 改好了:${decision}。谢谢。`,
  rejected: (name: string, decision: string) => `${name} 核实过了,没有改:${decision}。`,
} as const;

export type CorrectionTexts = typeof chinese;

export const corrections = inLanguages(chinese, english);
