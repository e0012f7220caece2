import { chinaDate } from "../../../platform/clock.ts";
import { cutIdNumbers } from "../../../platform/id-numbers.ts";
import { openOrNull, sealOrNull } from "../../../platform/seal.ts";
import { audit } from "../../audit/append.ts";
import { districtSettings } from "../../district-settings.ts";
import { Refusal } from "../../refusal.ts";
import type { Session, StaffSession } from "../../session.ts";
import { addWorkingDays } from "../../working-days/working-days.ts";
import { type Moved, standingOf, today } from "../move.ts";
import { CLOSED, type Party } from "../moves.ts";
import { isOneOf, moverOf } from "../parties.ts";
import { recordEvent } from "../record-event.ts";
import { overtaken } from "../what-happened.ts";
import { isPathway, PATHWAYS, type PathwayName, type PathwayStep } from "./pathways.ts";

export interface StepSeen {
  step: string;
  by: Party;
  working_days: number | null;
  /** ISO date; null when nothing says by when, or the step before is not done. */
  due_on: string | null;
  overdue: boolean;
  done_at: string | null;
  done_by: string | null;
  words: string | null;
}

/** The steps of a pathway with what this district set where the source names no deadline, or set shorter. */
async function stepsOf(session: Session, pathway: PathwayName): Promise<PathwayStep[]> {
  const set = (await districtSettings(session)).pathway_days[pathway] ?? {};
  return PATHWAYS[pathway].steps.map((step) => {
    const own = set[step.name] ?? null;
    if (own === null || step.working_days === null) return { ...step, working_days: own ?? step.working_days };
    return { ...step, working_days: Math.min(own, step.working_days) };
  });
}

/**
 * Puts an open referral on a pathway: its first step, the application, was done when it was raised, and the next is due from that
 * day. What is due next is the referral's own due date from then on.
 * @throws Refusal `not_found`, `not_yours_to_move`, `move_not_allowed` when it has ended, `pathway_begun`
 */
export async function beginPathway(session: StaffSession, id: string, pathway: PathwayName): Promise<void> {
  const { tx, scope, now } = session;
  const referral = await standingOf(session, id);
  const mover = await moverOf(session, referral);
  if (mover.parties.length === 0) throw new Refusal("not_yours_to_move");
  if (CLOSED.includes(referral.status))
    throw new Refusal("move_not_allowed", { from: referral.status, to: "received" });
  const { rows } = await tx.query<{ created_at: Date }>(
    `update referrals set pathway = $3, version = version + 1, updated_at = $4
     where district_id = $1 and id = $2 and pathway is null returning created_at`,
    [scope.district_id, id, pathway, now],
  );
  const applied = rows[0]?.created_at;
  if (!applied) throw new Refusal("pathway_begun");
  for (const [ordinal, { name }] of (await stepsOf(session, pathway)).entries()) {
    await tx.query(
      `insert into referral_steps (district_id, referral_id, step, ordinal, done_at, done_by) values ($1, $2, $3, $4, $5, $6)`,
      [scope.district_id, id, name, ordinal, ordinal === 0 ? applied : null, ordinal === 0 ? referral.raised_by : null],
    );
  }
  await dueNext(session, id, pathway, chinaDate(applied));
  await recordEvent(session, id, { kind: "pathway", from: null, to: pathway, words: null, by: mover });
  await audit(session, { action: "referral.pathway_begun", entity: "referral", entity_id: id, detail: { pathway } });
}

/**
 * Records that the next step of a referral's pathway is done. Steps go in order; two at once: one wins.
 * @throws Refusal `not_found`, `not_yours_to_move`, `move_not_allowed` when the referral was refused or taken back, `step_not_next`,
 *   `already_there` when it is done
 */
export async function completeStep(session: StaffSession, id: string, step: string, words = ""): Promise<Moved> {
  const { tx, scope, sealer, now } = session;
  const referral = await standingOf(session, id);
  const mover = await moverOf(session, referral);
  const wanted = isPathway(referral.pathway)
    ? PATHWAYS[referral.pathway].steps.find((one) => one.name === step)
    : undefined;
  if (!wanted) throw new Refusal("not_found");
  if (!isOneOf(mover, [wanted.by, "supervisor"])) throw new Refusal("not_yours_to_move");
  // 结案 and 回访 come at the end and after it.
  if (CLOSED.includes(referral.status) && referral.status !== "completed") {
    throw new Refusal("move_not_allowed", { from: referral.status, to: "in-progress" });
  }
  const said = cutIdNumbers(words).trim() || null;
  const { affected } = await tx.query(
    `update referral_steps s set done_at = $4, done_by = $5, words_sealed = $6
     where district_id = $1 and referral_id = $2 and step = $3 and done_at is null and not exists (
       select from referral_steps b where b.district_id = s.district_id and b.referral_id = s.referral_id
         and b.ordinal < s.ordinal and b.done_at is null)`,
    [scope.district_id, id, step, now, scope.staff_id, await sealOrNull(sealer, said, "referral_steps.words")],
  );
  if (affected === 0) {
    const { rows } = await tx.query(
      "select from referral_steps where district_id = $1 and referral_id = $2 and step = $3 and done_at is not null",
      [scope.district_id, id, step],
    );
    throw rows[0] ? await overtaken(session, id, "already_there") : new Refusal("step_not_next");
  }
  await dueNext(session, id, referral.pathway as PathwayName, today(session));
  await recordEvent(session, id, { kind: "step", from: null, to: step, words: said, by: mover });
  await audit(session, { action: "referral.step_done", entity: "referral", entity_id: id, detail: { step } });
  return { ...referral, from: referral.status, to: referral.status };
}

/** Counts the deadline of the step that is next, from the day the one before was done, and makes it the referral's. */
async function dueNext(session: Session, id: string, pathway: PathwayName, from: string): Promise<void> {
  const { tx, scope, now } = session;
  const { rows } = await tx.query<{ step: string }>(
    `select step from referral_steps where district_id = $1 and referral_id = $2 and done_at is null order by ordinal limit 1`,
    [scope.district_id, id],
  );
  const days = (await stepsOf(session, pathway)).find((step) => step.name === rows[0]?.step)?.working_days ?? null;
  const due_on = days === null ? null : addWorkingDays(from, days);
  if (rows[0]) {
    await tx.query("update referral_steps set due_on = $4 where district_id = $1 and referral_id = $2 and step = $3", [
      scope.district_id,
      id,
      rows[0].step,
      due_on,
    ]);
  }
  await tx.query(
    "update referrals set due_on = $3, version = version + 1, updated_at = $4 where district_id = $1 and id = $2",
    [scope.district_id, id, due_on, now],
  );
}

/** The steps of a referral's pathway as they stand, in order; none without a pathway. */
export async function readSteps(session: Session, id: string, pathway: string | null): Promise<StepSeen[]> {
  if (!isPathway(pathway)) return [];
  const { tx, scope, sealer } = session;
  const steps = await stepsOf(session, pathway);
  const { rows } = await tx.query<{
    step: string;
    due_on: string | null;
    done_at: string | null;
    done_by: string | null;
    words_sealed: string | null;
  }>(
    `select step, due_on::text as due_on, done_at::text as done_at, done_by, words_sealed from referral_steps
     where district_id = $1 and referral_id = $2 order by ordinal`,
    [scope.district_id, id],
  );
  return Promise.all(
    rows.map(async ({ words_sealed, ...row }) => {
      const known = steps.find((one) => one.name === row.step);
      return {
        ...row,
        by: known?.by ?? "receiver",
        working_days: known?.working_days ?? null,
        overdue: row.done_at === null && row.due_on !== null && row.due_on < today(session),
        words: await openOrNull(sealer, words_sealed, "referral_steps.words"),
      };
    }),
  );
}
