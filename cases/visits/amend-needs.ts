import { CLOSED } from "../referrals/moves.ts";
import type { StaffSession } from "../session.ts";
import type { VisitDraft } from "./draft.ts";
import { putNeed } from "./needs.ts";

interface Held {
  id: string;
  code: string;
  words: string;
  person_id: string | null;
  /** It has ended. */
  closed: boolean;
  /** A referral for it is in work. */
  in_work: boolean;
  /** Something was done about it, so that its row has to stay. */
  touched: boolean;
}

/**
 * The needs of an amended visit: what is still said keeps its row, what is new gets one. What is not said any more is taken out, or
 * ended without a result where something was done about it; with a referral in work it stays as it is.
 * @returns the ids in the draft's order, the words of what stays, and how many were taken out
 */
export async function putNeedsAgain(
  session: StaffSession,
  draft: VisitDraft,
  visit: { id: string; owner_id: string; people: readonly ({ id: string } | null)[] },
): Promise<{ need_ids: string[]; stays: string[]; withdrawn: number }> {
  const { tx, scope, sealer, now } = session;
  const held = await heldNeeds(session, visit.id);
  const wanted = draft.needs.map((need) => ({
    ...need,
    person_id: need.person === null ? null : (visit.people[need.person]?.id ?? null),
  }));
  const kept = pairUp(wanted, held);
  const need_ids: string[] = [];
  for (const [ordinal, { code, words, urgency, person_id }] of wanted.entries()) {
    const id = kept.get(ordinal)?.id;
    if (id === undefined) need_ids.push(await putNeed(session, visit, { ordinal, code, words, urgency, person_id }));
    else {
      await tx.query(
        "update needs set ordinal = $3, person_id = $4, words_sealed = $5, urgency = $6 where district_id = $1 and id = $2",
        [scope.district_id, id, ordinal, person_id, await sealer.seal(words, "needs.words"), urgency],
      );
      need_ids.push(id);
    }
  }
  const still = new Set([...kept.values()].map(({ id }) => id));
  const unsaid = held.filter(({ id }) => !still.has(id));
  for (const [n, need] of unsaid.entries()) {
    const at = [scope.district_id, need.id];
    if (need.in_work || need.closed) {
      const ordinal = wanted.length + n;
      await tx.query("update needs set ordinal = $3 where district_id = $1 and id = $2", [...at, ordinal]);
    } else if (need.touched)
      await tx.query(
        "update needs set closed_at = $3, closed_by = $4, version = version + 1 where district_id = $1 and id = $2",
        [...at, now, scope.staff_id],
      );
    else await tx.query("delete from needs where district_id = $1 and id = $2", at);
  }
  return {
    need_ids,
    stays: unsaid.filter(({ in_work }) => in_work).map(({ words }) => words),
    withdrawn: unsaid.filter(({ in_work, closed }) => !in_work && !closed).length,
  };
}

async function heldNeeds({ tx, scope, sealer }: StaffSession, visit_id: string): Promise<Held[]> {
  const { rows } = await tx.query<Omit<Held, "words"> & { words_sealed: string }>(
    `select n.id, n.code, n.words_sealed, n.person_id, n.closed_at is not null as closed,
       exists (select from referrals r where r.district_id = n.district_id and r.need_id = n.id and r.status <> all ($3::text[])) as in_work,
       exists (select from referrals r where r.district_id = n.district_id and r.need_id = n.id)
         or exists (select from need_events e where e.district_id = n.district_id and e.need_id = n.id) as touched
     from needs n where n.district_id = $1 and n.visit_id = $2 order by n.ordinal`,
    [scope.district_id, visit_id, CLOSED],
  );
  return Promise.all(
    rows.map(async ({ words_sealed, ...need }) => ({ ...need, words: await sealer.open(words_sealed, "needs.words") })),
  );
}

type Wanted = Pick<Held, "code" | "words" | "person_id">;

/** Which held need each wanted one is: of the same kind and person, one in the same words first. */
function pairUp(wanted: readonly Wanted[], held: readonly Held[]): Map<number, Held> {
  const pairs = new Map<number, Held>();
  const free = new Set(held);
  const isLike = (a: Wanted, b: Wanted): boolean =>
    a.code === b.code && (a.person_id === b.person_id || a.person_id === null || b.person_id === null);
  for (const fits of [(a: Wanted, b: Wanted) => isLike(a, b) && a.words === b.words, isLike])
    for (const [i, need] of wanted.entries()) {
      if (pairs.has(i)) continue;
      const found = [...free].find((one) => fits(need, one));
      if (!found) continue;
      pairs.set(i, found);
      free.delete(found);
    }
  return pairs;
}
