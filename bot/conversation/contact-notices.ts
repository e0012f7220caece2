import type { ContactReminder } from "../../cases/crises/remind-of-contacts.ts";
import { actionId } from "../action-id.ts";
import { crisisTexts } from "../texts/crises.ts";
import { forOthers } from "../texts/in-language.ts";
import { type Notice, reply } from "./turn.ts";

/** What people are told of the contacts after an attempt: no words and no name; those stand in the console. */

const take = (crisis_id: string) => ({
  id: actionId("crisis.contacts", crisis_id),
  label: crisisTexts.actions.take_contacts,
});

const tell = (staff_ids: string[], ...said: Parameters<typeof reply>): Notice[] =>
  staff_ids.length === 0 ? [] : [{ staff_ids, reply: reply(...said) }];

/** Nobody of the area can be asked: the supervisors choose somebody, or take them. */
export function askToChoose(crisis_id: string, ref: string, supervisors: { staff_id: string }[]): Notice[] {
  const ids = supervisors.map((person) => person.staff_id);
  return forOthers(() => tell(ids, "crisis", crisisTexts.contacts_choose(ref), { actions: [take(crisis_id)] }));
}

/** A contact that is due, or was missed. */
export function contactNotice({ crisis_id, ref, after_hours, what, staff_ids }: ContactReminder): Notice[] {
  return forOthers(() =>
    tell(staff_ids, "crisis", crisisTexts.contact_reminders[what](ref, crisisTexts.after(after_hours)), {
      actions: what === "nobody_has_it" ? [take(crisis_id)] : [],
    }),
  );
}

/** They are still at risk: whoever leads hears it. */
export function afterContactDone(
  done: { ref: string; after_hours: number; to_tell: string[] },
  by: { name: string },
): Notice[] {
  return forOthers(() =>
    tell(done.to_tell, "crisis", crisisTexts.contact_at_risk(done.ref, by.name, crisisTexts.after(done.after_hours))),
  );
}
