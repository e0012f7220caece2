import { setScope, systemScope } from "../../platform/scope.ts";
import type { Session } from "../session.ts";
import type { Place } from "../staff/accounts.ts";

/**
 * In which of these districts a message left something that is not saved yet: a draft, or a picture. Undefined: in none. Ends in the scope
 * of one of them.
 * @param source the message as pictures know it: `telegram:42`
 */
export async function districtOfMessage(
  { tx }: Pick<Session, "tx">,
  places: readonly Place[],
  { message_id, source }: { message_id: string; source: string },
): Promise<Place | undefined> {
  for (const place of places) {
    const { district_id, id } = place.staff;
    await setScope(tx, systemScope(district_id));
    const { rows } = await tx.query(
      `select from drafts where district_id = $1 and staff_id = $2 and message_id = $3 and state = 'open'
       union all
       select from visit_pictures where district_id = $1 and staff_id = $2 and source = $4 and visit_id is null`,
      [district_id, id, message_id, source],
    );
    if (rows.length > 0) return place;
  }
  return undefined;
}
