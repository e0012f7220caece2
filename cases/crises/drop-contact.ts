import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { heldContact } from "./contacts.ts";
import { recordEvent } from "./events.ts";

/**
 * A contact after an attempt is not needed any more, by its owner or a supervisor, with the reason.
 * @throws Refusal `not_found` (also for one that is done), `not_yours_to_move`, `reason_needed`
 */
export async function dropContact(
  session: StaffSession,
  contact_id: string,
  words: string,
): Promise<{ crisis_id: string; after_hours: number }> {
  const { tx, scope, sealer } = session;
  const { crisis_id, after_hours } = await heldContact(session, contact_id);
  const reason = cutIdNumbers(words).trim();
  if (reason === "") throw new Refusal("reason_needed");
  await tx.query(
    `update crisis_contacts set state = 'dropped', note_sealed = $3, remind_at = null
     where district_id = $1 and id = $2`,
    [scope.district_id, contact_id, await sealer.seal(reason, "crisis_contacts.note")],
  );
  await recordEvent(session, crisis_id, { kind: "noted", detail: { what: "contact_dropped", after_hours } });
  const detail = { after_hours };
  await audit(session, { action: "crisis.contact_dropped", entity: "crisis", entity_id: crisis_id, detail });
  return { crisis_id, after_hours };
}
