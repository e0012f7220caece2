import { Refusal } from "../../refusal.ts";
import type { Session } from "../../session.ts";
import { advanceAs } from "../advance.ts";
import { type Moved, type Standing, standingOf } from "../move.ts";
import type { ReferralStatus } from "../moves.ts";
import { outcomeAs } from "../outcome.ts";
import type { Mover } from "../parties.ts";
import type { OpenLink } from "./link.ts";

/** What a receiver can say by the link: 收到了, 我们接, 接不了, 办好了, 没办成. */
export const ANSWERS = ["received", "accepted", "rejected", "outcome", "failed"] as const;
export type AnswerKind = (typeof ANSWERS)[number];

export interface ReceiverAnswer {
  kind: AnswerKind;
  /** Who answers, as they name themself. */
  named: string;
  /** Why not, or what came of it. */
  words: string;
  /** For `outcome`: the resident says that it is solved. */
  resident_confirmed: boolean;
}

const BEGUN: readonly ReferralStatus[] = ["accepted", "in-progress", "on-hold"];

/** From where each answer can be given. */
const FROM: Record<AnswerKind, readonly ReferralStatus[]> = {
  received: ["requested"],
  accepted: ["requested", "received"],
  rejected: ["requested", "received"],
  outcome: BEGUN,
  failed: BEGUN,
};

/** The answers open to a receiver where the referral stands. */
export function answersFrom(status: ReferralStatus, given: readonly string[]): AnswerKind[] {
  return ANSWERS.filter((kind) => FROM[kind].includes(status) && !given.includes(kind));
}

/**
 * One answer by the link, once: the moves that it stands for, in the name that was given. What ends the referral ends the link. Of two
 * people with one link one wins.
 * @throws Refusal `answered_before`, `move_not_allowed`, `already_there`, `reason_needed`, `outcome_needed`, `changed_meanwhile`
 */
export async function answerByLink(session: Session, link: OpenLink, answer: ReceiverAnswer): Promise<Moved> {
  const { tx, scope } = session;
  const { rows } = await tx.query(
    `update receiver_links set answers = array_append(answers, $3)
     where district_id = $1 and id = $2 and revoked_at is null and not answers @> array[$3] returning id`,
    [scope.district_id, link.id, answer.kind],
  );
  if (!rows[0]) throw new Refusal("answered_before");
  const mover: Mover = { staff_id: null, parties: ["receiver"], named: answer.named };
  const referral = await standingOf(session, link.referral_id);
  const done = await takeSteps(session, mover, referral, answer);
  return { ...done, from: referral.status };
}

async function takeSteps(
  session: Session,
  mover: Mover,
  referral: Standing,
  { kind, words, resident_confirmed }: ReceiverAnswer,
): Promise<Moved> {
  const step = async (to: ReferralStatus): Promise<void> => {
    await advanceAs(session, mover, await standingOf(session, referral.id), { to });
  };
  const last = async (to: ReferralStatus): Promise<Moved> =>
    advanceAs(session, mover, await standingOf(session, referral.id), { to, reason: words, resident_confirmed });
  if (kind === "accepted" && referral.status === "requested") await step("received");
  if (kind !== "outcome") return last(kind);
  if (referral.status === "accepted" || referral.status === "on-hold") await step("in-progress");
  if (resident_confirmed) return last("completed");
  return outcomeAs(session, mover, await standingOf(session, referral.id), words);
}
