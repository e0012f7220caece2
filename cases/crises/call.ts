import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { recordEvent } from "./events.ts";
import { readHead } from "./party.ts";

/** Whom somebody may say that they called. Nothing here calls anybody. */
export const CALLED_NUMBERS = ["110", "119", "120"] as const;
export type CalledNumber = (typeof CALLED_NUMBERS)[number];

/** A second tap within so many minutes is the same call. */
const SAME_CALL_MINUTES = 10;

export interface Called {
  id: string;
  ref: string;
  number: CalledNumber;
  /** False when this person said so a moment ago. */
  first: boolean;
  reported_by: string | null;
  owner_id: string | null;
}

/**
 * 「我打了110」: writes down that somebody says they called. Whoever sees the crisis may.
 * @throws Refusal `not_found`, `crisis_closed`
 */
export async function recordCall(session: StaffSession, id: string, number: CalledNumber): Promise<Called> {
  const { tx, scope, now } = session;
  const { ref, state, reported_by, owner_id } = await readHead(session, id, true);
  if (state === "closed") throw new Refusal("crisis_closed");
  const { rows } = await tx.query(
    `select from crisis_events where district_id = $1 and crisis_id = $2 and kind = 'called' and staff_id = $3
       and detail ->> 'number' = $4 and at > $5`,
    [scope.district_id, id, scope.staff_id, number, new Date(now.getTime() - SAME_CALL_MINUTES * 60_000)],
  );
  const first = rows.length === 0;
  if (first) {
    await recordEvent(session, id, { kind: "called", detail: { number } });
    await audit(session, { action: "crisis.called", entity: "crisis", entity_id: id, detail: { number } });
  }
  return { id, ref, number, first, reported_by, owner_id };
}

/**
 * A note on the timeline, in words, by whoever sees the crisis.
 * @throws Refusal `not_found`, `reason_needed` for an empty one
 */
export async function noteCrisis(session: StaffSession, id: string, words: string): Promise<void> {
  const said = cutIdNumbers(words).trim();
  if (said === "") throw new Refusal("reason_needed");
  await readHead(session, id);
  await recordEvent(session, id, { kind: "noted", words: said });
  await audit(session, { action: "crisis.noted", entity: "crisis", entity_id: id });
}
