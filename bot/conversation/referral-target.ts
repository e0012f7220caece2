import type { NewReferral } from "../../cases/referrals/raise.ts";
import { Refusal } from "../../cases/refusal.ts";
import type { Session } from "../../cases/session.ts";
import { readServices } from "../../knowledge/directory/service.ts";

/** The service of the directory with this id as a referral's target. @throws Refusal `target_missing` when there is none */
export async function targetOf(session: Session, service_id: string): Promise<NonNullable<NewReferral["service"]>> {
  const [found] = await readServices(session.tx, [service_id], { at: session.now });
  if (!found) throw new Refusal("target_missing");
  return { id: found.id, name: found.name, organization_id: found.organization_id };
}
