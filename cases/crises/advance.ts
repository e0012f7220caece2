import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { recordEvent } from "./events.ts";
import { CRISIS_MOVES, type CrisisOutcome, type CrisisState } from "./moves.ts";
import { partiesTo, readHead } from "./party.ts";

export interface CrisisAdvance {
  to: CrisisState;
  /** Why: needed backwards, and to close while a duty is open. */
  reason?: string | undefined;
  /** Needed to close. */
  outcome?: CrisisOutcome | undefined;
}

export interface CrisisMoved {
  id: string;
  ref: string;
  from: CrisisState;
  to: CrisisState;
  outcome: CrisisOutcome | null;
  reported_by: string | null;
  owner_id: string | null;
}

/**
 * Moves a crisis by one conditional UPDATE, with its event and its audit row. Two people at once: one wins. Who was asked to take
 * it over stays asked, until it is closed.
 * @throws Refusal `not_found`, `move_not_allowed` (from here there is no such move), `not_yours_to_move`, `reason_needed`,
 *   `crisis_outcome_needed`, `duties_open` (a report or a contact that somebody took is open: close with a reason),
 *   `changed_meanwhile` with the state it has now
 */
export async function advanceCrisis(session: StaffSession, id: string, advance: CrisisAdvance): Promise<CrisisMoved> {
  const { tx, scope, now } = session;
  const crisis = await readHead(session, id);
  const move = CRISIS_MOVES.find((m) => m.from === crisis.state && m.to === advance.to);
  if (!move) throw new Refusal("move_not_allowed", { from: crisis.state, to: advance.to });
  if (!move.by.some((party) => partiesTo(session, crisis).includes(party))) throw new Refusal("not_yours_to_move");
  const words = cutIdNumbers(advance.reason ?? "").trim() || null;
  if (move.needs === "reason" && !words) throw new Refusal("reason_needed");
  const closes = move.needs === "outcome";
  if (closes && !advance.outcome) throw new Refusal("crisis_outcome_needed");
  if (closes && !words && (await openDuties(session, id)) > 0) throw new Refusal("duties_open");
  const outcome = closes ? advance.outcome! : null;
  const { affected } = await tx.query(
    `update crises set state = $4, outcome = $5, closed_by = $6, closed_at = $7,
       climbs_at = case when $8 then null else climbs_at end, handed_to = case when $8 then null else handed_to end
     where district_id = $1 and id = $2 and state = $3`,
    [
      scope.district_id,
      id,
      crisis.state,
      advance.to,
      outcome,
      closes ? scope.staff_id : null,
      closes ? now : null,
      closes,
    ],
  );
  if (affected === 0) {
    throw new Refusal("changed_meanwhile", { status: (await readHead(session, id)).state });
  }
  const detail = { from: crisis.state, to: advance.to, ...(outcome ? { outcome } : {}) };
  await recordEvent(session, id, { kind: closes ? "closed" : "moved", detail, words });
  await audit(session, { action: closes ? "crisis.closed" : "crisis.moved", entity: "crisis", entity_id: id, detail });
  const { ref, reported_by, owner_id } = crisis;
  return { id, ref, from: crisis.state, to: advance.to, outcome, reported_by, owner_id };
}

/** Reports that nobody has made, and contacts that somebody took and has not done. */
async function openDuties({ tx, scope }: StaffSession, id: string): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    `select (select count(*)::int from crisis_reports where district_id = $1 and crisis_id = $2 and reported_at is null)
       + (select count(*)::int from crisis_contacts where district_id = $1 and crisis_id = $2 and state = 'taken') as n`,
    [scope.district_id, id],
  );
  return rows[0]!.n;
}
