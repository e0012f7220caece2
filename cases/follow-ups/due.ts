import { chinaDate } from "../../platform/clock.ts";
import { openOrNull } from "../../platform/seal.ts";
import type { StaffSession } from "../session.ts";

export interface DueFollowUp {
  id: string;
  due_on: string;
  basis: "agreed" | "rule";
  why: string;
  source: string | null;
  person: { id: string; ref: string; name: string | null } | null;
  address: string | null;
  area: string | null;
}

/** What this member of staff should see today or should have seen before, the oldest promise first. */
export async function dueFollowUps({ tx, scope, sealer, now }: StaffSession, limit: number): Promise<DueFollowUp[]> {
  const { rows } = await tx.query<
    Omit<DueFollowUp, "person" | "address"> & {
      person_id: string | null;
      person_ref: string | null;
      name_sealed: string | null;
      address_sealed: string | null;
    }
  >(
    `select f.id, f.due_on, f.basis, f.why, f.source, a.name as area, p.id as person_id, p.ref as person_ref, p.name_sealed, h.address_sealed
     from follow_ups f
     left join people p on p.district_id = f.district_id and p.id = f.person_id
     left join visits v on v.district_id = f.district_id and v.id = f.visit_id
     left join households h on h.district_id = f.district_id and h.id = coalesce(p.household_id, v.household_id)
     left join areas a on a.district_id = f.district_id and a.id = f.area_id
     where f.district_id = $1 and f.owner_id = $2 and f.closed_at is null and f.due_on <= $3
     order by f.due_on, f.id limit $4`,
    [scope.district_id, scope.staff_id, chinaDate(now), limit],
  );
  return Promise.all(
    rows.map(async ({ person_id, person_ref, name_sealed, address_sealed, ...row }) => ({
      ...row,
      person: person_id
        ? { id: person_id, ref: person_ref!, name: await openOrNull(sealer, name_sealed, "people.name") }
        : null,
      address: await openOrNull(sealer, address_sealed, "households.address"),
    })),
  );
}
