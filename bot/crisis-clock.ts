import { climbDue } from "../cases/crises/climb.ts";
import { remindOfReports } from "../cases/crises/report.ts";
import { type Loop, startLoop } from "../platform/loop.ts";
import { afterClimb, remindNotice } from "./conversation/crisis-notices.ts";
import type { BotParts } from "./parts.ts";
import { sendNotices } from "./send-notices.ts";

/** A look costs one index scan that is empty but for waiting crises, so that nobody is told more than a second late. */
const LOOK_EVERY_MS = 1_000;

type ClockParts = Pick<BotParts, "database" | "sealer" | "clock" | "public_url">;

/**
 * Everything about crises that is due now by the clock: who did not tap in time is followed by the next on the list, and reports
 * that the law demands are called to mind. Each step and its words are one transaction; several processes do no step twice.
 * @returns how many steps there were
 */
export async function workCrisisClock(parts: ClockParts): Promise<number> {
  const climbed = await climbDue(parts, async (session, step) =>
    sendNotices(parts, session, await afterClimb(session, step)),
  );
  const reminded = await remindOfReports(parts, (session, reminder) =>
    sendNotices(parts, session, remindNotice(reminder)),
  );
  return climbed + reminded;
}

/** The same as the background work of a Node process. What is due is in the database: a restart forgets nothing. */
export function keepCrisisClock(parts: ClockParts & Pick<BotParts, "log">): Loop {
  return startLoop("crisis clock", LOOK_EVERY_MS, parts.log, async () => {
    await workCrisisClock(parts);
    return false;
  });
}
