/** Why a system could not be connected, by the code of the refusal. */
export const webhookRefusals = {
  webhook_url: "地址要以 https:// 开头,是外网能访问的,里面不带用户名和密码。",
  webhook_events: "至少选一种要通知的事,名称照列表写。",
  webhook_many: "一个区最多接 20 个地址。先删掉不用的。",
} as const;

export type WebhookRefusalTexts = typeof webhookRefusals;
