import { english } from "./en/slip.ts";
import { inLanguages } from "./in-language.ts";

/** What stands on the slip that a resident takes home after 他能办啥. In a chat it is Chinese, as the interview is. */
export const slip = {
  heading: "可以去问的补贴",
  title: "带回家的单子",
  open: "还要先问清楚的:",
  none: "按说的这些,手头没有对得上的。打 12345,说清情况再问一遍。",
  note: "能不能办,由窗口核定。去之前先打电话问一句。",
  dated: (date: string) => `${date} 整理,政策会变,以窗口说的为准。`,
  bring: "带上",
  bring_more: "别的证件各地不一样,先打电话问",
  go: "去哪儿",
  call: "电话",
  mind: "留意",
  to_print: "用浏览器菜单里的「打印」,A4、A5 纸都行。名字和电话想写就写,只印在纸上,不会存下来。",
  name: "给",
  contact: "有事找网格员",
  back: "回聊天",
  gone_title: "这张单子清掉了",
  gone: "问答过了半小时就清掉。回聊天里再说一遍他的情况,单子会重新出来。",
} as const;

export type SlipTexts = typeof slip;

/** The same for the page, in the page's language. */
export const slipTexts = inLanguages(slip, english);
