import { climbDue } from "../cases/crises/climb.ts";
import { eachInTurn } from "../cases/crises/due.ts";
import { type ContactReminder, remindOfContacts } from "../cases/crises/remind-of-contacts.ts";
import { remindOfReports } from "../cases/crises/report.ts";
import type { Session } from "../cases/session.ts";
import { type Loop, startLoop } from "../platform/loop.ts";
import { contactNotice } from "./conversation/contact-notices.ts";
import { afterClimb, remindNotice } from "./conversation/crisis-notices.ts";
import type { BotParts } from "./parts.ts";
import { notifyCalmly } from "./quiet-hours.ts";
import { sendNotices } from "./send-notices.ts";

/** A look costs one index scan that is empty but for waiting crises, so that nobody is told more than a second late. */
const LOOK_EVERY_MS = 1_000;

type ClockParts = Pick<BotParts, "database" | "sealer" | "clock" | "public_url">;

/**
 * Everything about crises that is due now by the clock: who did not tap in time is followed by the next on the list, and reports
 * that the law demands and contacts after an attempt are called to mind. Each step and its words are one transaction; several
 * processes do no step twice, and what fails holds up nothing else.
 * @returns how many steps there were
 * @throws what the first of them threw that failed, after all were tried
 */
export async function workCrisisClock(parts: ClockParts): Promise<number> {
  const works = [
    () => climbDue(parts, async (session, step) => sendNotices(parts, session, await afterClimb(session, step))),
    () => remindOfReports(parts, (session, reminder) => sendNotices(parts, session, remindNotice(reminder))),
    () => remindOfContacts(parts, (session, reminder) => tellOfContact(parts, session, reminder)),
  ];
  let steps = 0;
  await eachInTurn(works, async (work) => {
    steps += await work();
    return true;
  });
  return steps;
}

/** What nobody has goes out at once; who has a contact is not woken for it. */
async function tellOfContact(parts: ClockParts, session: Session, reminder: ContactReminder): Promise<void> {
  const priority = reminder.what === "nobody_has_it" ? "stat" : "routine";
  for (const { staff_ids, reply } of contactNotice(reminder))
    await notifyCalmly(parts, session, staff_ids, reply, { priority });
}

/** The same as the background work of a Node process. What is due is in the database: a restart forgets nothing. */
export function keepCrisisClock(parts: ClockParts & Pick<BotParts, "log">): Loop {
  return startLoop("crisis clock", LOOK_EVERY_MS, parts.log, async () => {
    await workCrisisClock(parts);
    return false;
  });
}
