import { chinaDate } from "../../platform/clock.ts";
import { audit } from "../audit/append.ts";
import { endNeedOf, reopenNeedOf } from "../needs/by-referral.ts";
import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";
import type { Priority } from "./due.ts";
import { CLOSED, type ReferralStatus } from "./moves.ts";
import type { Mover } from "./parties.ts";
import { revokeLinks } from "./receiver/revoke.ts";
import { recordEvent } from "./record-event.ts";
import { overtaken } from "./what-happened.ts";

/** A referral as a move finds it. */
export interface Standing {
  id: string;
  ref: string;
  status: ReferralStatus;
  priority: Priority;
  raised_by: string;
  owner_id: string | null;
  organization_id: string | null;
  service_name: string;
  due_on: string | null;
  held_on: string | null;
  held_from: ReferralStatus | null;
  held_due_on: string | null;
  outcome_sealed: string | null;
  chained_from: string | null;
  pathway: string | null;
}

export interface Moved {
  id: string;
  ref: string;
  from: ReferralStatus;
  to: ReferralStatus;
  priority: Priority;
  raised_by: string;
  owner_id: string | null;
  organization_id: string | null;
  service_name: string;
}

/** What a move writes beside the status; the names are columns of `referrals`. */
export interface Written {
  outcome_sealed?: string | null;
  resident_confirmed?: boolean | null;
  closed_without?: string | null;
  denial?: "open" | null;
  due_on?: string | null;
  held_on?: string | null;
  held_until?: string | null;
  held_from?: ReferralStatus | null;
  held_due_on?: string | null;
}

/** @throws Refusal `not_found` when there is none or it is not for these eyes */
export async function standingOf({ tx, scope }: Session, id: string): Promise<Standing> {
  const { rows } = await tx.query<Standing>(
    `select id, ref, status, priority, raised_by, owner_id, organization_id, service_name, due_on::text as due_on,
       held_on::text as held_on, held_from, held_due_on::text as held_due_on, outcome_sealed, chained_from, pathway
     from referrals where district_id = $1 and id = $2`,
    [scope.district_id, id],
  );
  if (!rows[0]) throw new Refusal("not_found");
  return rows[0];
}

/**
 * Makes an allowed move by one conditional UPDATE, with its event and its audit row; what has ended takes its links along. Of two
 * people at once one wins.
 * @param words why, or what came of it; sealed with the event
 * @throws Refusal `changed_meanwhile` with what it is now, who made it so and when
 */
export async function applyMove(
  session: Session,
  mover: Mover,
  referral: Standing,
  to: ReferralStatus,
  words: string | null,
  written: Written = {},
): Promise<Moved> {
  const { tx, scope, now } = session;
  // Whoever takes it up on the receiving side becomes its owner, unless somebody is.
  const takes = mover.staff_id !== null && mover.parties.includes("receiver") && referral.owner_id === null;
  const columns = Object.keys(written);
  const { affected } = await tx.query(
    `update referrals set status = $4, version = version + 1, updated_at = $5,
       owner_id = coalesce(owner_id, $6::uuid), claimed_at = coalesce(claimed_at, case when $6::uuid is not null then $5::timestamptz end)
       ${columns.map((column, i) => `, ${column} = $${i + 7}`).join("")}
     where district_id = $1 and id = $2 and status = $3`,
    [
      scope.district_id,
      referral.id,
      referral.status,
      to,
      now,
      takes ? mover.staff_id : null,
      ...Object.values(written),
    ],
  );
  if (affected === 0) throw await overtaken(session, referral.id, "changed_meanwhile");
  const { status: from, id } = referral;
  await recordEvent(session, id, { kind: "move", from, to, words, by: mover });
  if (CLOSED.includes(to)) await revokeLinks(session, id);
  if (to === "completed" && written.resident_confirmed) await endNeedOf(session, id, words);
  if (from === "completed") await reopenNeedOf(session, id, words);
  await audit(session, {
    action: "referral.moved",
    entity: "referral",
    entity_id: id,
    detail: { from, to, ...(mover.named === null ? {} : { by_link: true }) },
  });
  const { ref, priority, raised_by, organization_id, service_name } = referral;
  const owner_id = referral.owner_id ?? (takes ? mover.staff_id : null);
  return { id, ref, from, to, priority, raised_by, owner_id, organization_id, service_name };
}

/** The day in China on which the session acts. */
export const today = ({ now }: Session): string => chinaDate(now);
