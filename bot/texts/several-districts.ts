import { english } from "./en/several-districts.ts";
import { inLanguages } from "./in-language.ts";

/** What is said to somebody who works in several districts. */
const chinese = {
  joined: (name: string, here: string) =>
    `${name},${here}也认得您了。您现在在${here},记的走访、问的事都算${here}的。要换,发「换区」。`,
  /** The account was cut off in the districts `left`: somebody of another name held it there. */
  left: (left: string) =>
    `这个账号在${left}登记的是另一个名字,那边已经断开。是您本人的话,请两边的主管把名字对一下,再发一次邀请码。`,
  which: (here: string) => `您现在在${here}。要换到哪个区?`,
  go: (name: string) => `换到${name}`,
  gone: (here: string) => `好,现在在${here}。接下来说的都记在${here},之前的还在原来的区。`,
  only: (here: string) => `您只在${here}登记了。别的区也有工作的话,把那边主管给的邀请码发给我。`,
  not_there: (asked: string) => `您没有在${asked}登记。把那边主管给的邀请码发给我就行。`,
  web: "网页上换区点按钮:聊天里在第一条消息下面,工作台在右上角。只在一个区登记就没有。",
} as const;

export type SeveralDistrictsTexts = typeof chinese;

export const severalDistricts = inLanguages(chinese, english);
