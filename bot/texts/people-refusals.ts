/** Why something about a person's file could not be done, by the code of the refusal. */
export const peopleRefusals = {
  merge_with_oneself: "这是同一份档案,不用合并。",
  already_merged: "其中一份已经被并过了,现在都在这份档案里:",
  already_unmerged: "这次合并已经拆开了,没有重复拆。",
  merged_further: "留下的那份后来又并到了别的档案,请先拆开那一次:",
  stage_same: "档案已经在这个阶段了,没有重复记。",
  stage_in_future: "日期填今天或以前的。",
  benefit_same: "档案里这一项已经是这样,没有重复记。",
  benefit_unnamed: "写下待遇的名称,最多四十个字。",
  support_incomplete: "写下姓名;电话只填数字,不知道就空着。",
  erase_ref_wrong: "编号对不上,什么都没删。请照档案上的编号再填一次:",
  already_erased: "这份档案已经清除过了。",
  erase_held: "现在还不能清除,先办结这些:",
} as const;

export type PeopleRefusalTexts = typeof peopleRefusals;
