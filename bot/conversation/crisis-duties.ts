import { takeContacts } from "../../cases/crises/contacts.ts";
import type { ReportDuty } from "../../cases/crises/duties.ts";
import { nameVictim, recordReport } from "../../cases/crises/report.ts";
import { crisisTexts } from "../texts/crises.ts";
import { forOthers } from "../texts/in-language.ts";
import { texts } from "../texts/zh-hans.ts";
import { dutyReply } from "./crisis.ts";
import { afterContactsTaken, afterReport, codedRecipients } from "./crisis-notices.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** Who is harmed: the answer opens the duty that the law knows, or none. */
export async function sayVictim(turn: Turn, crisis_id: string, word: string | null): Promise<TurnResult> {
  if (word !== "minor" && word !== "limited_capacity" && word !== "full_capacity" && word !== "unknown")
    return say("clarify", texts.refusals.draft_stale);
  const duties = await nameVictim(turn.session, crisis_id, word);
  if (duties.length > 0) return { replies: duties.map((duty) => dutyReply(crisis_id, duty)) };
  return say("crisis", word === "unknown" ? crisisTexts.victim_unknown : crisisTexts.no_duty);
}

/** 「已报公安」: they say when and to whom; the duty stands on its own track. */
export async function sayReported(
  turn: Turn,
  crisis_id: string,
  duty: ReportDuty,
  word: string | null,
): Promise<TurnResult> {
  if (word !== "police" && word !== "civil_affairs" && word !== "education")
    return say("clarify", texts.refusals.draft_stale);
  const recipient = forOthers(() => crisisTexts.recipients[word]);
  const made = await recordReport(turn.session, crisis_id, { duty, recipient });
  return {
    ...say("crisis", crisisTexts.reported(made.ref, codedRecipients(made.recipient))),
    notices: afterReport(made, { staff_id: turn.staff.id, name: turn.staff.name }),
  };
}

/** 我来跟进: the contacts after an attempt are theirs. */
export async function sayTaken(turn: Turn, crisis_id: string): Promise<TurnResult> {
  const taken = await takeContacts(turn.session, crisis_id);
  if (taken.taken === 0) return say("crisis", crisisTexts.contacts_taken);
  return {
    ...say("crisis", crisisTexts.contacts_yours(taken.ref)),
    notices: afterContactsTaken(taken, { staff_id: turn.staff.id, name: turn.staff.name }),
  };
}
