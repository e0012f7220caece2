import { inLanguages } from "../../bot/texts/in-language.ts";
import type { WithoutResident } from "../../cases/referrals/advance.ts";
import type { Party } from "../../cases/referrals/moves.ts";
import type { LifeForm } from "./referral-forms.ts";
import { english } from "./referral-life-texts.en.ts";

/** What the console says of a referral's life beside its moves. */
const chinese = {
  reopen: "重新打开",
  look_again: "请对方再看一次",
  reopen_reason: "为什么重开",
  until: "停到哪天(到那天自己接着办)",
  held_until: "停到",
  without: "没问到居民?",
  without_no: "问过了",
  without_why: { died: "去世了", moved: "搬走了", refuses: "不愿再联系" } satisfies Record<WithoutResident, string>,
  closed_without: (why: string) => `没问到居民(${why}),主管办结`,
  not_solved: "居民说还没解决",
  came_from: "接着这一件",
  sent_on: "已另转",
  claim: "我来跟",
  denied: "只看不接、主管没看的",
  denial: {
    heading: "对方不接",
    open: "主管还没看。",
    confirmed: "主管看过了,不用再等。",
    resent: "已经另转一家。",
    confirm: "确认不接",
    words: "要告诉转的人什么(可以不写)",
  },
  resend: {
    heading: "另转一家",
    which: "转到哪里",
    none: "目录里没找到别的。请先在服务目录里补上。",
    consent: "居民同意转到这家",
    send: "转过去",
  },
  outcome: { report: "写回执", words: "办成了什么(居民还没问)" },
  resident: {
    heading: "问过居民了吗",
    solved: "居民说解决了",
    not_solved: "居民说没解决",
    words: "还差什么",
  },
  link: {
    heading: "给对方的链接",
    how: "对方不用登录,打开就能回。里面只有服务、原因、姓氏和编号。",
    no_account: "对方没有人用这个系统,只能用链接回。",
    open: (from: string, until: string) => `${from} 做过一个,${until} 前有效。再做一个,那个就作废。`,
    phone: "您的电话(给对方看,可以不写)",
    address: "居民同意把地址告诉对方",
    make: "做一个链接",
    made: "链接做好了",
    once: "只显示这一次。复制下来发给对方,14 天内有效。",
    url: "链接",
    copy: "复制",
    copied: "复制好了",
    back: "回到这件转介",
  },
  pathway: {
    begin: "按精康流程走",
    heading: "流程",
    source: "依据",
    days: (n: number) => `${n} 个工作日内`,
    no_deadline: "没定期限",
    estimated: "那一年的放假安排还没公布,先按周末和法定节日算。",
    next: "现在这一步",
    done: (step: string) => `「${step}」做完了`,
    words: "记一句(可以不写)",
    by: { raiser: "转的人", receiver: "对方", supervisor: "主管" } satisfies Record<Party, string>,
  },
  events: {
    claim: "有人来跟",
    denial: "主管确认不接",
    outcome: "对方写了回执",
    resident: "居民说还没解决",
    link: "做了给对方的链接",
    pathway: "开始走流程",
    resent: (ref: string) => `另转 ${ref}`,
    step: (step: string) => `${step}做完了`,
    changed: {
      owner: "主管交给了对方一位社工",
      due: (day: string) => `期限改成 ${day}`,
      priority: (priority: string) => `改成「${priority}」`,
    },
  },
  by_link: (who: string) => `${who}(用链接回的)`,
  withdraw: {
    heading: "本人不同意了",
    how: "这位居民按同意转出去的都停下,对方马上知道。依法上报的不停。",
    confirm: "撤回同意,停下",
  },
  done: {
    claim: "归您跟了,转的人会知道。",
    denial: "确认了,转的人会知道。",
    resend: "转过去了。这是新的一件。",
    outcome: "记下了。转的人会去问居民。",
    resident: "记下了,两边都会知道。",
    link: "",
    pathway: "按流程走了,下一步的期限在下面。",
    step: "记下了,下一步的期限在下面。",
    withdraw: "停下了,对方已经知道。没人用这个系统的单位,请打电话叫停。",
  } satisfies Record<LifeForm, string>,
} as const;

export type ReferralLifeTexts = typeof chinese;

export const life = inLanguages(chinese, english);
