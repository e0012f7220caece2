import { districtOfMessage } from "../cases/drafts/from-message.ts";
import { boundOf, type Place, placesOf } from "../cases/staff/accounts.ts";
import { findStaff, type Staff } from "../cases/staff/staff.ts";
import type { Queryable } from "../platform/database/port.ts";
import { setScope, systemScope } from "../platform/scope.ts";
import type { Incoming } from "./incoming.ts";
import { districtOfButton } from "./name-district.ts";
import type { BotParts } from "./parts.ts";

/** Who wrote a message, and where they work. */
export interface Writer {
  staff: Staff;
  /** The districts of the account, the one that it is in now first; empty on the web. */
  places: Place[];
}

/**
 * The district that a message is for, at the moment it arrives: that of the button, else the one that the account is in. Null for a
 * stranger, and on the web, where `sender_id` names it.
 */
export async function acceptingDistrict(
  tx: Queryable,
  { sealer, clock }: Pick<BotParts, "sealer" | "clock">,
  incoming: Incoming,
): Promise<number | null> {
  if (incoming.channel === "web") return null;
  const bound = await boundOf(tx, sealer, incoming);
  if (bound.length < 2) return bound[0]?.district_id ?? null;
  const places = await placesOf(tx, sealer, incoming, clock.now());
  const pressed = incoming.content.type === "action" ? districtOfButton(incoming.content.id).district_id : null;
  const meant = places.find(({ staff }) => staff.district_id === pressed) ?? places[0];
  return meant?.staff.district_id ?? null;
}

/**
 * Who wrote, in the district in which the message was accepted, or the one that it changes; null for a stranger, and for somebody who
 * has been cut off there since. On the web the console's login vouches for the writer: `sender_id` is district and staff id.
 * @param accepted null: nothing was known of the account then
 */
export async function whoWrites(
  { sealer }: Pick<BotParts, "sealer">,
  tx: Queryable,
  incoming: Incoming,
  { accepted, now }: { accepted: number | null; now: Date },
): Promise<Writer | null> {
  if (incoming.channel === "web") {
    const [district_id, staff_id] = incoming.sender_id.split(":");
    const scope = systemScope(Number(district_id));
    await setScope(tx, scope);
    const staff = await findStaff({ tx, scope, sealer, now }, staff_id!);
    return staff && { staff, places: [] };
  }
  const places = await placesOf(tx, sealer, incoming, now);
  const { content, channel } = incoming;
  // A message that is edited or taken back is where its first words went.
  const of_another = places.length > 1 && (content.type === "edited" || content.type === "unsent");
  const source = of_another ? { message_id: content.message_id, source: `${channel}:${content.message_id}` } : null;
  const place =
    (source && (await districtOfMessage({ tx }, places, source))) ??
    (accepted === null ? places[0] : places.find(({ staff }) => staff.district_id === accepted));
  return place ? { staff: place.staff, places } : null;
}
