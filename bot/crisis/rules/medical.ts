import type { Rule } from "../rule.ts";

/** Bodies in danger. Red: what an ambulance is for. Orange: stopped medicine with a change, illness left alone. */

const CONCRETE = ["asked", "joke", "feared"] as const;
const LEARNING = "培训|讲座|怎么救|急救课|课程|知识|后遗症|康复|慢特病|报销|补贴|残疾证|中心在|科普|预防";

export const MEDICAL: readonly Rule[] = [
  {
    id: "medical.unconscious",
    level: "red",
    kind: "medical",
    all: ["{unconscious}"],
    unless: "□|门铃|系统|电话|闹钟|睡(?:得|太)(?:死|香|沉)|午觉|小区|群里|装睡|孩子赖床|早上(?:叫|喊)不醒|手机|通知",
    unless_anywhere: `${LEARNING}|赖床|起床上学|叫醒服务`,
    despite: ["asked", "joke", "feared", "settled"].filter((one) => one !== "settled") as ("asked" | "joke" | "feared")[],
    example: "他喝多了 怎么摇都不醒 嘴唇发紫",
    counterexample: "孩子早上叫不醒 天天迟到",
  },
];
