import { newId } from "../../platform/id.ts";
import { sealOrNull } from "../../platform/seal.ts";
import type { Session } from "../session.ts";
import { tellSystems } from "../webhooks/put.ts";
import type { Mover } from "./parties.ts";

export type EventKind =
  | "move"
  | "review"
  | "claim"
  | "denial"
  | "resent"
  | "outcome"
  | "resident"
  | "link"
  | "pathway"
  | "step"
  /** Whose, by when or how urgent, without a move. */
  | "changed";

/** One line of a referral's history. `to` is the status it has now, or for what is no move the word that says what was done. */
export async function recordEvent(
  session: Session,
  referral_id: string,
  event: {
    kind: EventKind;
    from: string | null;
    to: string | null;
    words: string | null;
    by: Pick<Mover, "staff_id" | "named">;
  },
): Promise<void> {
  const { tx, scope, sealer, now } = session;
  await tx.query(
    `insert into referral_events (district_id, id, referral_id, kind, from_status, to_status, by_staff, by_receiver_sealed,
       words_sealed, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      scope.district_id,
      newId(now),
      referral_id,
      event.kind,
      event.from,
      event.to,
      event.by.staff_id,
      await sealOrNull(sealer, event.by.named, "referral_events.by_receiver"),
      await sealOrNull(sealer, event.words, "referral_events.words"),
      now,
    ],
  );
  if (event.kind === "move")
    await tellSystems(session, "referral.moved", { referral_id, from: event.from, to: event.to });
  if (event.kind === "claim") await tellSystems(session, "referral.claimed", { referral_id });
}
