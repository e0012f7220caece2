import { leads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import type { CrisisParty, CrisisState } from "./moves.ts";

/** A crisis as its verbs read it. */
export interface CrisisHead {
  id: string;
  ref: string;
  level: "red" | "orange";
  kind: string;
  state: CrisisState;
  area_id: string | null;
  reported_by: string | null;
  owner_id: string | null;
  handed_to: string | null;
  /** It is about the writer's own distress, or a suspicion: no words were kept. */
  wordless: boolean;
  attempted: boolean;
  /** Everybody on the list was told. */
  list_ended: boolean;
}

/**
 * A crisis that this reader may see.
 * @param lock holds its row until the end of the transaction
 * @throws Refusal `not_found`
 */
export async function readHead({ tx, scope }: StaffSession, id: string, lock = false): Promise<CrisisHead> {
  const { rows } = await tx.query<CrisisHead>(
    `select id, ref, level, kind, state, area_id, reported_by, owner_id, handed_to, words_sealed is null as wordless, attempted,
       list_ended_at is not null as list_ended
     from crises where district_id = $1 and id = $2${lock ? " for update" : ""}`,
    [scope.district_id, id],
  );
  if (!rows[0]) throw new Refusal("not_found");
  return rows[0];
}

/** What the asking person is to it. */
export function partiesTo({ scope }: StaffSession, crisis: Pick<CrisisHead, "owner_id">): CrisisParty[] {
  const parties: CrisisParty[] = [];
  if (crisis.owner_id === scope.staff_id) parties.push("owner");
  if (leads(scope)) parties.push("supervisor");
  return parties;
}
