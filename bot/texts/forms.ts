import { english } from "./en/forms.ts";
import { inLanguages } from "./in-language.ts";

/** What the chat says of the forms that a visit makes. */
const chinese = {
  action: "出表",
  ready: (ref: string, url: string) => `${ref} 的表都备好了,打开挑一张:${url}\n要登录的话,发 /console 拿链接。`,
  here: (ref: string) => `${ref} 的表在工作台里:打开「走访」,找到这一条,点「出表」。`,
  none: "没找到您最近存的走访。在工作台「走访」里打开那一条,点「出表」。",
} as const;

export type FormsTexts = typeof chinese;

export const formsTexts = inLanguages(chinese, english);
