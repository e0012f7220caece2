import { inLanguages } from "../bot/texts/in-language.ts";
import { english } from "./texts.en.ts";

/** What stands on every page, and on those on which somebody signs in. */
const chinese = {
  name: "家门口",
  login: {
    title: "进入家门口",
    what: "点一下进入。这个链接只能用一次。",
    enter: "进入",
    gone_title: "链接已失效",
    gone: "用过了,或者过期了。在聊天里发 /console 再要一个。",
  },
} as const;

export type PageTexts = typeof chinese;

export const texts = inLanguages(chinese, english);
