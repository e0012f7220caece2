import { asService, type Session } from "../session.ts";
import type { WebhookEvent } from "../webhooks/events.ts";
import { tellSystems } from "../webhooks/put.ts";
import type { NewCrisisEvent } from "./events.ts";

/** What of a crisis' timeline leaves the house. */
const TOLD: Partial<Record<NewCrisisEvent["kind"], WebhookEvent>> = {
  recorded: "crisis.recorded",
  acknowledged: "crisis.acknowledged",
  moved: "crisis.moved",
  closed: "crisis.closed",
};

/**
 * Other systems learn that a crisis was recorded, taken, moved and closed, by its id, level and states. Not of the writer's own distress,
 * of which nobody learns whom they have not asked to be told, and not what kind it is.
 */
export async function tellSystemsOf(session: Session, crisis_id: string, event: NewCrisisEvent): Promise<void> {
  const type = TOLD[event.kind];
  if (!type) return;
  const { rows } = await asService(session, ({ tx, scope }) =>
    tx.query<{ ref: string; level: string }>(
      "select ref, level from crises where district_id = $1 and id = $2 and words_sealed is not null",
      [scope.district_id, crisis_id],
    ),
  );
  const crisis = rows[0];
  if (!crisis) return;
  const { from, to } = event.detail ?? {};
  await tellSystems(session, type, {
    ...{ crisis_id, ref: crisis.ref, level: crisis.level },
    ...(event.kind === "moved" || event.kind === "closed" ? { from: from ?? null, to: to ?? null } : {}),
  });
}
