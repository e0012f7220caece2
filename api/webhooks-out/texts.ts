import { inLanguages } from "../../bot/texts/in-language.ts";
import type { WebhookEvent } from "../../cases/webhooks/events.ts";
import { english } from "./texts.en.ts";

/** What the page about connected systems says. */
const chinese = {
  title: "对接别的系统",
  intro: "有事的时候,我们往这些地址发一条通知:只有编号、状态和时间,没有姓名和原话。",
  not_here: "这台服务器自己不发。连着同一个数据库的另一台(Node)会发。",
  only_admins: "加和删由管理员来做。",
  none: "还没有接别的系统。",
  address: "地址",
  address_hint: "以 https:// 开头,外网能访问。",
  events: "通知什么",
  event: {
    "referral.moved": "转介有了新状态",
    "referral.claimed": "转介有人跟了",
    "crisis.recorded": "报了危机",
    "crisis.acknowledged": "危机有人接了",
    "crisis.moved": "危机有了新状态",
    "crisis.closed": "危机结了",
    "need.closed": "需求销号",
    "need.reopened": "需求重新打开",
  } satisfies Record<WebhookEvent, string>,
  ping: "试一下通不通",
  add: "加上",
  add_title: "加一个地址",
  remove: "删掉",
  remove_for: (host: string) => `删掉 ${host}`,
  again: "没送到的再发一次",
  again_for: (host: string) => `没送到的再发一次:${host}`,
  delivered: (n: number) => `七天里送到 ${n} 条`,
  waiting: (n: number) => `等着送 ${n} 条`,
  dead: (n: number) => `三天没送到、不再试的 ${n} 条`,
  recent: "最近的通知",
  recent_for: (host: string) => `发给${host}的通知`,
  what: "什么事",
  when: "什么时候",
  state: "送到没有",
  states: { open: "等着送", delivered: "送到了", dead: "没送到" },
  attempts: (n: number) => `试了 ${n} 次`,
  answered: (status: number) => `对方回 ${status}`,
  faults: {
    address: "不是外网地址",
    redirect: "对方叫我们去别的地址,我们不跟",
    timeout: "对方没回",
    unreachable: "连不上",
    removed: "地址删掉了",
  } as Record<string, string>,
  secret: {
    title: "签名的密钥",
    once: "只显示这一次。交给对方的技术人员,用来核对通知是我们发的。",
    back: "记下了,返回",
  },
  done: { removed: "删掉了。", again: "正在再发。" } as Record<string, string>,
} as const;

export type SystemTexts = typeof chinese;

export const texts = inLanguages(chinese, english);
