import type { Refusal } from "../../cases/refusal.ts";
import { chinaMinute } from "../../platform/clock.ts";
import { referralLife } from "./referral-life.ts";
import { texts } from "./zh-hans.ts";

/** A refusal as people are told it, with what happened meanwhile where it knows: what it is now, who made it so and when. */
export function refusalWords({ code, detail }: Refusal): string {
  const words = texts.refusals[code];
  const { status, by, at, ref } = detail;
  if (ref) return `${words} ${ref}`;
  if (!status || !at) return words;
  const now = Object.hasOwn(texts.status, status) ? texts.status[status as keyof typeof texts.status] : status;
  return words + referralLife.happened(now, by || referralLife.by_service, chinaMinute(new Date(at)));
}
