import type { StaffSession } from "../session.ts";
import type { Party } from "./moves.ts";

/** What the asking person is to a referral: its raiser, its receiver, a supervisor of the district, or several of these. */
export async function partiesOf(
  { tx, scope }: StaffSession,
  referral: { raised_by: string; owner_id: string | null; organization_id: string | null },
): Promise<Party[]> {
  const parties: Party[] = [];
  if (referral.raised_by === scope.staff_id) parties.push("raiser");
  if (scope.role === "supervisor" || scope.role === "admin") parties.push("supervisor");
  if (scope.role === "social_worker") {
    const { rows } = await tx.query<{ organization_id: string | null }>("select app_organization() as organization_id");
    const mine = rows[0]!.organization_id;
    if (referral.owner_id === scope.staff_id || (mine !== null && mine === referral.organization_id))
      parties.push("receiver");
  }
  return parties;
}
