import { newId } from "../../platform/id.ts";
import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { sealOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";
import { tellSystems } from "../webhooks/put.ts";

/** 办成了, 办成一部分, 没办成. */
export const NEED_RESULTS = ["met", "partly", "not_met"] as const;
export type NeedResult = (typeof NEED_RESULTS)[number];

export interface NeedEnd {
  result: NeedResult;
  /** What came of it; needed unless it is met. */
  words?: string | undefined;
  /** The visit that saw it. */
  visit_id?: string | undefined;
}

export interface EndedNeed {
  id: string;
  result: NeedResult | null;
}

/**
 * 需求销号: a person says what came of a need. A need ends once; of two people at once one wins.
 * @throws Refusal `not_found` (none for these eyes, or undone with its visit), `reason_needed` for what is not met or only partly,
 *   `already_there` when it has ended
 */
export async function closeNeed(session: StaffSession, id: string, end: NeedEnd): Promise<EndedNeed> {
  const words = cutIdNumbers(end.words ?? "").trim() || null;
  if (end.result !== "met" && !words) throw new Refusal("reason_needed");
  const visit_id = end.visit_id ?? null;
  if (visit_id !== null) await checkVisit(session, visit_id);
  const by_way = visit_id === null ? "hand" : "visit";
  const ended = await endNeed(session, session.scope.staff_id, id, { result: end.result, words, by_way, visit_id });
  if (!ended) throw new Refusal((await isThere(session, id)) ? "already_there" : "not_found");
  await tellOfEnd(session, id, end.result, by_way);
  return { id, result: end.result };
}

/**
 * It was not done after all, or has come back: the need is open again.
 * @throws Refusal `not_found`, `reason_needed`, `already_there` when it is open
 */
export async function reopenNeed(session: StaffSession, id: string, why: string): Promise<EndedNeed> {
  const words = cutIdNumbers(why).trim();
  if (!words) throw new Refusal("reason_needed");
  if (!(await openAgain(session, session.scope.staff_id, id, { words, by_way: "hand", referral_id: null })))
    throw new Refusal((await isThere(session, id)) ? "already_there" : "not_found");
  await tellOfOpening(session, id, "hand");
  return { id, result: null };
}

interface Ending {
  result: NeedResult;
  words: string | null;
  by_way: "visit" | "referral" | "hand";
  visit_id?: string | null;
  referral_id?: string | null;
}

/** Ends it when it is open. @returns whether it was */
export async function endNeed(session: Session, staff_id: string | null, id: string, end: Ending): Promise<boolean> {
  const { tx, scope, sealer, now } = session;
  const { affected } = await tx.query(
    `update needs set closed_at = $3, closed_by = $4, result = $5, outcome_sealed = $6, version = version + 1
     where district_id = $1 and id = $2 and closed_at is null
       and exists (select from visits v where v.district_id = needs.district_id and v.id = needs.visit_id and v.undone_at is null)`,
    [scope.district_id, id, now, staff_id, end.result, await sealOrNull(sealer, end.words, "needs.outcome")],
  );
  if (affected === 0) return false;
  await recordNeedEvent(session, id, { ...end, kind: "closed", staff_id });
  return true;
}

/** Opens it again when it has ended with a result. @returns whether it had */
export async function openAgain(
  session: Session,
  staff_id: string | null,
  id: string,
  opening: Pick<Ending, "words" | "by_way" | "referral_id">,
): Promise<boolean> {
  const { tx, scope } = session;
  const { affected } = await tx.query(
    `update needs set closed_at = null, closed_by = null, result = null, outcome_sealed = null, version = version + 1
     where district_id = $1 and id = $2 and closed_at is not null and result is not null`,
    [scope.district_id, id],
  );
  if (affected === 0) return false;
  await recordNeedEvent(session, id, { ...opening, kind: "reopened", result: null, staff_id });
  return true;
}

async function recordNeedEvent(
  { tx, scope, sealer, now }: Session,
  need_id: string,
  event: Omit<Ending, "result"> & { kind: "closed" | "reopened"; result: NeedResult | null; staff_id: string | null },
): Promise<void> {
  await tx.query(
    `insert into need_events (district_id, id, need_id, kind, result, by_way, visit_id, referral_id, staff_id, words_sealed, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[scope.district_id, newId(now), need_id, event.kind, event.result, event.by_way],
      ...[event.visit_id ?? null, event.referral_id ?? null, event.staff_id],
      ...[await sealOrNull(sealer, event.words, "need_events.words"), now],
    ],
  );
}

/** In the audit, and to other systems. */
export async function tellOfEnd(session: Session, id: string, result: NeedResult, by_way: string): Promise<void> {
  await audit(session, { action: "need.closed", entity: "need", entity_id: id, detail: { result, by_way } });
  await tellSystems(session, "need.closed", { need_id: id, result, by_way });
}

export async function tellOfOpening(session: Session, id: string, by_way: string): Promise<void> {
  await audit(session, { action: "need.reopened", entity: "need", entity_id: id, detail: { by_way } });
  await tellSystems(session, "need.reopened", { need_id: id, by_way });
}

async function isThere({ tx, scope }: Session, id: string): Promise<boolean> {
  const { rows } = await tx.query(
    `select from needs n join visits v on v.district_id = n.district_id and v.id = n.visit_id
     where n.district_id = $1 and n.id = $2 and v.undone_at is null`,
    [scope.district_id, id],
  );
  return rows.length > 0;
}

async function checkVisit({ tx, scope }: Session, visit_id: string): Promise<void> {
  const { rows } = await tx.query("select from visits where district_id = $1 and id = $2 and undone_at is null", [
    scope.district_id,
    visit_id,
  ]);
  if (rows.length === 0) throw new Refusal("not_found");
}
