import { CLOSED } from "../referrals/moves.ts";
import type { Session } from "../session.ts";

/**
 * What forbids to erase somebody now: a crisis that is open or whose contacts are still to be made, and a referral that is under way,
 * with consent or on a legal ground (个人信息保护法 第十三条, 第四十七条). @returns their references, for whoever has to end them first
 */
export async function whatHolds({ tx, scope }: Session, ids: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ ref: string }>(
    `select c.ref from crises c where c.district_id = $1 and c.person_id = any ($2::uuid[]) and (c.closed_at is null or exists (
         select from crisis_contacts k where k.district_id = c.district_id and k.crisis_id = c.id and k.state in ('proposed', 'taken')))
     union all
     select r.ref from referrals r where r.district_id = $1 and r.person_id = any ($2::uuid[])
       and r.status <> all ($3::text[]) and r.status <> 'draft'
     order by 1`,
    [scope.district_id, ids, CLOSED],
  );
  return rows.map(({ ref }) => ref);
}
