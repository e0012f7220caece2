import type { Moved } from "../../cases/referrals/advance.ts";
import type { Reviewed } from "../../cases/referrals/review.ts";
import type { StaffSession } from "../../cases/session.ts";
import type { BotParts } from "../parts.ts";
import { forOthers } from "../texts/in-language.ts";
import { texts } from "../texts/zh-hans.ts";
import { notify } from "../work.ts";
import { reply } from "./turn.ts";

/** The raiser is told of every move that somebody else made, in the move's own transaction. */
export async function tellOfMove(
  parts: Pick<BotParts, "sealer" | "clock">,
  session: StaffSession,
  moved: Moved,
): Promise<void> {
  if (moved.raised_by === session.scope.staff_id) return;
  const text = forOthers(() => texts.referral.moved(moved.ref, moved.service_name, texts.status[moved.to]));
  await notify(parts, session, [moved.raised_by], reply("status", text), []);
}

/** The raiser is told of a review. */
export async function tellOfReview(
  parts: Pick<BotParts, "sealer" | "clock">,
  session: StaffSession,
  reviewed: Reviewed,
): Promise<void> {
  if (reviewed.raised_by === session.scope.staff_id) return;
  const text = forOthers(() => texts.referral.reviewed[reviewed.verdict](reviewed.ref));
  await notify(parts, session, [reviewed.raised_by], reply("status", text), []);
}
