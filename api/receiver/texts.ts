import { inLanguages } from "../../bot/texts/in-language.ts";
import type { Priority } from "../../cases/referrals/due.ts";
import type { AnswerKind } from "../../cases/referrals/receiver/answer.ts";
import { english } from "./texts.en.ts";

/** What somebody reads who has no account: large, few words, the action first. */
const chinese = {
  title: "回复转介",
  cover: "有一件转介,请您单位回一下。",
  cover_how: "不用登录,点一下就看到。请不要转给别人。",
  open: "打开看",
  gone_title: "这个链接不能用了",
  gone: "可能打错了,也可能过期了,或者已经回完了。请向发给您的人再要一个。",
  withdrawn_title: "居民撤回了同意",
  withdrawn: "不用再做什么,已经拿到的资料请不要再用。",
  busy_title: "请过几分钟再试",
  busy: "刚才打开得太多了。等十分钟再点一次。",
  wrong_title: "现在打不开",
  wrong: "我们这边出了点问题。请过几分钟再点一次,您写的没有发出去。",
  heading: (ref: string) => `转介 ${ref}`,
  service: "请您单位做",
  who: "给谁",
  nobody: "没说是谁",
  titles: { 男: "先生", 女: "女士" },
  why: "原因",
  ask_by_phone: "这里不方便写,请打电话问。",
  background: "要知道的",
  address: "地址",
  priority: "多急",
  priorities: { stat: "马上", asap: "24 小时内", urgent: "一周内", routine: "不急" } satisfies Record<Priority, string>,
  due: "最晚",
  raised_by: "转介人",
  call: "电话",
  outcome: "您说办成了",
  paused: "现在暂停着。",
  your_answer: "请回一句",
  named: "您怎么称呼",
  named_hint: "比如 李医生",
  words_first: "接不了的话,写一句为什么、找谁合适",
  words_after: "办成了什么,或者为什么没办成",
  resident: "居民本人说解决了",
  resident_hint: "没问过就不要勾,我们会去问。",
  answers: {
    accepted: "我们接",
    received: "先收到,晚点回",
    rejected: "接不了",
    outcome: "办好了",
    failed: "没办成",
  } satisfies Record<AnswerKind, string>,
  nothing_open: "现在没有要您回的。",
  named_missing: "请写一下您怎么称呼,好知道是谁回的。",
  too_long: (limit: number) => `写得太长了,最多 ${limit} 字。`,
  thanks_title: "谢谢,收到您的回复了",
  thanks: {
    received: "转介人知道您收到了。决定接不接以后,再打开这个链接回一句。",
    accepted: "转介人知道您接了。办完以后,再打开这个链接说一声办成了什么。",
    rejected: "转介人知道您接不了,会另找地方。不用再做什么。",
    outcome: "转介人知道办好了,会问一下居民。",
    failed: "转介人知道没办成,会另想办法。不用再做什么。",
    completed: "这件事办结了。不用再做什么。",
  } satisfies Record<AnswerKind | "completed", string>,
} as const;

export type ReceiverTexts = typeof chinese;

export const texts = inLanguages(chinese, english);
