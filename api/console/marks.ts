import { html } from "hono/html";
import { CLOSED, type ReferralStatus } from "../../cases/referrals/moves.ts";
import type { Html } from "../page.ts";
import { texts } from "./texts.ts";

const TONE: Record<ReferralStatus, "waits" | "runs" | "stuck" | "closed"> = {
  draft: "closed",
  requested: "waits",
  received: "runs",
  accepted: "runs",
  "in-progress": "runs",
  "on-hold": "stuck",
  completed: "closed",
  rejected: "stuck",
  cancelled: "closed",
  failed: "stuck",
  "entered-in-error": "closed",
};

/** The status in words; the colour only underlines it. */
export function statusMark(status: ReferralStatus): Html {
  return html`<span class="mark ${TONE[status]}">${texts.status[status]}</span>`;
}

/** The day by which it should be done, and 超期 when it is not. */
export function dueMark(referral: { due_on: string | null; overdue: boolean }): Html {
  if (referral.due_on === null) return html`<span class="muted">${texts.log.no_due}</span>`;
  const late = referral.overdue ? html` <span class="mark late">${texts.overdue}</span>` : "";
  return html`<span class="day">${referral.due_on}</span>${late}`;
}

/** Whether a supervisor has looked at it. */
export function reviewMark(referral: { review: "approved" | "returned" | null; status: ReferralStatus }): Html {
  if (referral.review === "returned") return html`<span class="mark stuck">${texts.review.returned}</span>`;
  if (referral.review === "approved") return html`<span>${texts.review.approved}</span>`;
  return CLOSED.includes(referral.status)
    ? html`<span class="muted">${texts.review.closed}</span>`
    : html`<span>${texts.review.open}</span>`;
}
