import type { CrisisKind, CrisisLevel } from "./verdict.ts";

/**
 * How a place in the text is to be read when it does not tell of a danger now.
 * negated 没打人 · past 前年割过腕 · settled 找到了 · story 电影里 · drill 演练 · asked 保护令怎么办 · joke 哈哈 · feared 怕他走丢 · trifle 这破打印机 ·
 * topic 持刀伤人案的法治课.
 */
export const READINGS = [
  "negated",
  "past",
  "settled",
  "story",
  "drill",
  "asked",
  "joke",
  "feared",
  "trifle",
  "topic",
] as const;
export type Reading = (typeof READINGS)[number];

export interface Rule {
  /** kind.sign, unique. */
  id: string;
  level: CrisisLevel;
  kind: CrisisKind;
  /** Signs that must all be told, in one passage; patterns of vocabulary.ts. The first one is what the verdict points at. */
  all: readonly string[];
  /** Takes the first sign back when it stands in the same clause or the next one: 拿着刀 切菜. */
  unless?: string;
  /** Takes the rule back wherever it stands in the message. */
  unless_anywhere?: string;
  /** Readings that do not silence this rule. */
  despite?: readonly Reading[];
  example: string;
  counterexample: string;
}
