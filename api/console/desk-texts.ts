import { inLanguages } from "../../bot/texts/in-language.ts";
import { english } from "./desk-texts.en.ts";

/** What waits for a person at the start page, and where it stands. */
const chinese = {
  numbers: "等人处理的",
  nothing: "现在没有等着您处理的。",
  more_than: (n: number) => `${n}+`,
  crises: "没结的危机",
  denied: "对方不接,等确认",
  denied_own: "对方不接",
  unclaimed: "没人接",
  due: "到期的回访",
  tasks: "调度会交办",
  questions: "没答上的问题",
  corrections: "目录有误,等核实",
} as const;

export type DeskPageTexts = typeof chinese;

export const texts = inLanguages(chinese, english);
