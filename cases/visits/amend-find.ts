import { openOrNull } from "../../platform/seal.ts";
import type { StaffSession } from "../session.ts";
import { AMEND_DAYS } from "./amend.ts";

export interface OwnVisit {
  id: string;
  visited_on: string;
  /** Of whom it is. */
  names: string[];
}

/** As many as are looked through, the newest first. */
const MOST = 300;

/** The visits that the asking person wrote and may still amend, the newest first. */
export async function ownVisits({ tx, scope, sealer, now }: StaffSession): Promise<OwnVisit[]> {
  const { rows } = await tx.query<{ id: string; visited_on: string; sealed: (string | null)[] }>(
    `select v.id, v.visited_on::text as visited_on,
       array(select p.name_sealed from visit_people vp join people p on p.district_id = vp.district_id and p.id = vp.person_id
         where vp.district_id = v.district_id and vp.visit_id = v.id order by vp.ordinal) as sealed
     from visits v where v.district_id = $1 and v.staff_id = $2 and v.undone_at is null and v.created_at > $3
     order by v.created_at desc, v.id desc limit ${MOST}`,
    [scope.district_id, scope.staff_id, new Date(now.getTime() - AMEND_DAYS * 86_400_000)],
  );
  return Promise.all(
    rows.map(async ({ sealed, ...visit }) => ({
      ...visit,
      names: (await Promise.all(sealed.map((name) => openOrNull(sealer, name, "people.name")))).filter(
        (name) => name !== null,
      ),
    })),
  );
}
