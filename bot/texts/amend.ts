import { english } from "./en/amend.ts";
import { inLanguages } from "./in-language.ts";

/** Amending what was saved. */
const chinese = {
  heading: (ref: string) => `${ref} 改后是这样(还没保存):`,
  how: "这是现在记着的。哪里要改,直接说,比如「药是三天不是五天」。",
  none_of: (name: string, days: number) => `${days} 天里没有您记的${name}的走访。要改别人记的,请主管在工作台改。`,
  none: (days: number) => `${days} 天里没有您记的走访。`,
  saved: (ref: string) => `改好了 ${ref}。原来的还留着,在工作台能看到。`,
  stays: (words: string) => `「${words}」已经转介在办,没有去掉。不办了请去转介单上取消。`,
  withdrawn: (n: number) => `去掉了 ${n} 条需求。`,
} as const;

export type AmendTexts = typeof chinese;

export const amendTexts = inLanguages(chinese, english);

/** Why a visit could not be amended, by the code of the refusal. */
export const amendRefusals = {
  amend_not_yours: "这条走访是别人记的,请记的人或主管来改。",
  amend_too_late: "记了超过 30 天,请主管来改。",
  amend_nothing: "和原来一样,没有改。",
} as const;

export type AmendRefusalTexts = typeof amendRefusals;
