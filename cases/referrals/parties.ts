import { actsFor } from "../hand-over/acting.ts";
import { leads } from "../leads.ts";
import type { Session, StaffSession } from "../session.ts";
import type { Party } from "./moves.ts";

/** Who makes a move: a member of staff, a receiver without an account, or the service itself at its time. */
export interface Mover {
  staff_id: string | null;
  parties: readonly Party[];
  /** How somebody without an account named themself. */
  named: string | null;
}

/** The service itself: a timer. */
export const BY_TIMER: Mover = { staff_id: null, parties: ["receiver"], named: null };

interface Concerned {
  id: string;
  raised_by: string;
  owner_id: string | null;
  organization_id: string | null;
}

/** What the asking person is to a referral: its raiser, its receiver, a supervisor of the district, or several of these. */
export async function partiesOf(session: StaffSession, referral: Concerned): Promise<Party[]> {
  const { tx, scope } = session;
  const parties: Party[] = [];
  // Whoever looks after the grid in the raiser's place does what the raiser would.
  if (referral.raised_by === scope.staff_id || (await actsFor(session, referral.id)) === scope.staff_id)
    parties.push("raiser");
  if (leads(scope)) parties.push("supervisor");
  if (scope.role === "social_worker") {
    const { rows } = await tx.query<{ organization_id: string | null }>("select app_organization() as organization_id");
    const mine = rows[0]!.organization_id;
    if (referral.owner_id === scope.staff_id || (mine !== null && mine === referral.organization_id))
      parties.push("receiver");
  }
  return parties;
}

/** The asking person as a mover of this referral. */
export async function moverOf(session: StaffSession, referral: Concerned): Promise<Mover> {
  return { staff_id: session.scope.staff_id, parties: await partiesOf(session, referral), named: null };
}

/** Whoever is one of these parties. */
export function isOneOf(mover: Mover, parties: readonly Party[]): boolean {
  return parties.some((party) => mover.parties.includes(party));
}

/** Whether somebody of this organization works with the service, apart from `apart`: else only a link reaches it. */
export async function hasStaff(
  { tx, scope }: Session,
  organization_id: string,
  apart: string | null = null,
): Promise<boolean> {
  const { rows } = await tx.query(
    `select from staff where district_id = $1 and organization_id = $2 and active and id is distinct from $3::uuid limit 1`,
    [scope.district_id, organization_id, apart],
  );
  return rows.length > 0;
}
