import { inLanguages } from "../../../bot/texts/in-language.ts";
import { english } from "./texts.en.ts";

/** What the referral log says beside the words that all referrals share. */
const chinese = {
  filters: {
    more: "更多条件",
    target: "转到哪里",
    priority: "多急",
    from: "从哪天转的",
    until: "到哪天",
    unclaimed: "只看没人接的",
    returned: "只看退回没改的",
    mine: "只看我转的和我在跟的",
  },
  follows: (name: string) => `${name}在跟`,
  nobody_follows: "还没人跟",

  saved: {
    heading: "存好的筛选",
    name: "这个筛选叫什么",
    keep: "存下这个筛选",
    drop: (name: string) => `删掉「${name}」`,
    manage: "改存好的筛选",
  },

  several: {
    heading: "勾上的一起改",
    tick: (ref: string) => `勾上 ${ref}`,
    tick_all: "这一页全勾上",
    ticked: (n: string) => `勾了 ${n} 件`,
    owner: "交给谁跟",
    choose: "请选",
    assign: "交给他",
    due: "期限",
    set_due: "改期限",
    priority: "多急",
    set_priority: "改多急",
    sooner: "改急了,期限会跟着提前;改缓了,期限不动。",
    done: (n: number) => `改了 ${n} 件,相关的人会知道。`,
    not_done: (n: number) => `没改的有 ${n} 件:`,
    hidden: "看不到的一件",
  },

  export: {
    heading: "导出",
    excel: "导出 Excel",
    csv: "导出 CSV",
    masked: "按现在的筛选导出,姓名只留姓。",
    named: "带全名导出 Excel",
    named_csv: "带全名导出 CSV",
    named_kept: "全名只有主管和管理员能导出,会留一条记录。",
    most: (n: number) => `一次最多 ${n} 件,最新的在前。`,
    sheet: "转介清单",
  },

  live: { newer: "有新的变化。", reload: "现在看" },

  keys: {
    hint: "按 ? 看快捷键。",
    heading: "快捷键",
    next: "往下一件",
    previous: "往上一件",
    open: "打开这件",
    tick: "勾上或取消",
    help: "看快捷键",
    on: "快捷键开着",
    off: "快捷键关着",
    close: "关上",
  },
} as const;

export type ReferralsTexts = typeof chinese;

export const texts = inLanguages(chinese, english);
