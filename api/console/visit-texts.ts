import { inLanguages } from "../../bot/texts/in-language.ts";
import { english } from "./visit-texts.en.ts";

/** What the page of one visit says. */
const chinese = {
  title: (ref: string) => `走访 ${ref}`,
  read_is_kept: "您看过这条走访,会留一条记录。",
  went: (who: string, day: string, area: string) => `${who} ${day} ${area}`,
  now: "现在记着的",
  note: "原话",
  needs: "需求",
  closed: "已了",
  flags: "要留意",
  agreed: "说好下次",
  consent: "本人意愿",
  consents: { yes: "同意", no: "不同意" },
  amend: "改一改",
  words: "改成什么(整段写,没变的留着)",
  reason: "为什么改",
  reason_lead: "为什么改(不是您记的,要写)",
  look: "看改后",
  preview: "改后是这样,还没保存",
  save: "保存",
  again: "再改改",
  back: "不改了",
  before: "改之前",
  changed: (who: string, at: string) => `${who} ${at} 改的`,
  because: (why: string) => `原因:${why}`,
  whose: "还是同一份档案;名字改了的,会找对应的档案,没有就新建。",
  done: {
    crisis: "改好了。新写的有危险,已经按危机告诉值班的人,在「危机」里看谁收到了。",
    amended: "改好了,原来的留在下面。",
    stays: "改好了。已经转介在办的需求没有去掉,不办了请去转介单上取消。",
  },
} as const;

export type VisitTexts = typeof chinese;

export const visitTexts = inLanguages(chinese, english);
