/** Why a system could not be connected, by the code of the refusal. */
export const webhookRefusals = {
  webhook_url: "地址要以 https:// 开头,是外网能访问的,里面不带用户名和密码。",
  webhook_events: "至少选一种要通知的事,名称照列表写。",
  webhook_many: "一个区最多接 20 个地址。先删掉不用的。",
  machine_name: "给这个系统起个名字,40 个字以内。",
  machine_sees: "选一下它能看什么:本区的一个网格、一家机构,或者全区。",
  machine_days: "令牌最长用一年。",
  machine_writes: "能看全区的令牌只能读。要写,就选一个网格或一家机构。",
  machine_many: "一个区最多 50 个令牌。先停掉不用的。",
} as const;

export type WebhookRefusalTexts = typeof webhookRefusals;
