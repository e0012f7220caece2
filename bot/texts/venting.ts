import { english } from "./en/venting.ts";
import { inLanguages } from "./in-language.ts";

/** What is said to somebody who lets off steam. */
const chinese = {
  anger: "抱歉,没帮上您。要办的事一句话说给我,比如「低保要带什么」;走访直接说经过,我来记。",
  hurt: "跑了一天还挨骂,换谁都难受,不是您的错。先喝口水,歇一歇。想找人说说,打 12356;要记的事等会儿跟我说。",
  weary: "确实辛苦。走访跟我说一遍就够,表和单子都从那一遍里出,不用再抄。",
} as const;

export type VentingTexts = typeof chinese;

export const ventingTexts = inLanguages(chinese, english);
