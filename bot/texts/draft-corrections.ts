import { english } from "./en/draft-corrections.ts";
import { inLanguages } from "./in-language.ts";

/** What is asked when a correction of a draft can mean several things. */
const chinese = {
  whom: "改谁的?",
  person: (n: number) => `第${n}个人`,
  no_referral: "不转了。是本人不愿意,还是事情已经解决了?",
  unwilling: "本人不愿意",
  solved: "已经解决了",
  value: {
    name: "名字应该是?直接说就行。",
    age: "多大年纪?直接说就行。",
    sex: "男的还是女的?",
    grid: "应该是哪个网格?直接说就行。",
    address: "地址应该是哪里?直接说就行,比如「六栋402」。",
    date: "应该是哪天?直接说就行,比如「下周四」。",
  },
  male: "男",
  female: "女",
  leave_empty: "先空着",
} as const;

export type DraftCorrectionTexts = typeof chinese;

export const draftCorrections = inLanguages(chinese, english);
