import type { Session } from "../cases/session.ts";
import type { Notice } from "./conversation/turn.ts";
import type { BotParts } from "./parts.ts";
import { notify } from "./work.ts";

/** Puts what people are told on its way, in the running transaction: of a timer, or of what somebody did in the console. */
export async function sendNotices(
  parts: Pick<BotParts, "sealer" | "clock"> & Partial<Pick<BotParts, "public_url">>,
  session: Session,
  notices: readonly Notice[],
): Promise<void> {
  for (const { staff_ids, reply } of notices) await notify(parts, session, staff_ids, reply, []);
}
