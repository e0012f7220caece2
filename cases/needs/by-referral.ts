import { asService, type Session } from "../session.ts";
import { endNeed, openAgain, tellOfEnd, tellOfOpening } from "./close.ts";

/**
 * A referral was completed and the resident says that it is done: the need that it was raised for is met. Whoever completed it may not see
 * the visit, so the service does it.
 */
export async function endNeedOf(session: Session, referral_id: string, words: string | null): Promise<void> {
  const id = await asService(session, async (service) => {
    const { rows } = await service.tx.query<{ id: string }>(
      `select n.id from referrals r join needs n on n.district_id = r.district_id and n.id = r.need_id
       where r.district_id = $1 and r.id = $2`,
      [service.scope.district_id, referral_id],
    );
    const need = rows[0];
    const end = { result: "met", words, by_way: "referral", referral_id } as const;
    return need && (await endNeed(service, session.scope.staff_id, need.id, end)) ? need.id : null;
  });
  if (id !== null) await tellOfEnd(session, id, "met", "referral");
}

/** The referral goes on after all: a need that ended with it, and by nothing else since, is open again. */
export async function reopenNeedOf(session: Session, referral_id: string, words: string | null): Promise<void> {
  const id = await asService(session, async (service) => {
    const { rows } = await service.tx.query<{ need_id: string }>(
      `select e.need_id from referrals r
       join lateral (select need_id, referral_id, kind from need_events
         where district_id = r.district_id and need_id = r.need_id order by seq desc limit 1) e on true
       where r.district_id = $1 and r.id = $2 and e.kind = 'closed' and e.referral_id = r.id`,
      [service.scope.district_id, referral_id],
    );
    const need = rows[0];
    const opening = { words, by_way: "referral", referral_id } as const;
    return need && (await openAgain(service, session.scope.staff_id, need.need_id, opening)) ? need.need_id : null;
  });
  if (id !== null) await tellOfOpening(session, id, "referral");
}
