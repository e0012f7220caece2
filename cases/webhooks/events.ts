/** What other systems can be told of. */
export const WEBHOOK_EVENTS = [
  /** A referral was raised, moved, or opened again: `from` is null for a new one. */
  "referral.moved",
  /** Somebody of the receiving organization has it. */
  "referral.claimed",
  "crisis.recorded",
  "crisis.acknowledged",
  "crisis.moved",
  "crisis.closed",
  "need.closed",
  "need.reopened",
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];
