import { newId } from "../../platform/id.ts";
import { asService, type Session } from "../session.ts";
import type { WebhookEvent } from "./events.ts";

/** NOTIFY channel that says "there is something to tell other systems". */
export const WEBHOOK_WAKE = "doorstep_webhook";

/**
 * Puts an event on its way to every endpoint that wants it, in the running transaction: it goes out when, and only when, what it tells
 * of is committed.
 * @param data ids, references and states; never a name or a word that was said
 */
export async function tellSystems(
  session: Session,
  type: WebhookEvent,
  data: Record<string, string | number | boolean | null>,
): Promise<void> {
  // Whoever moves a referral may not read who is told of it.
  await asService(session, async (service) => {
    const { tx, scope, now } = service;
    const { rows } = await tx.query<{ id: string }>(
      "select id from webhook_endpoints where district_id = $1 and removed_at is null and $2 = any (events)",
      [scope.district_id, type],
    );
    const event_id = newId(now);
    for (const { id } of rows) await putDelivery(service, id, { event_id, type, data });
  });
}

/** Puts one event on its way to one endpoint. */
export async function putDelivery(
  { tx, scope, now }: Session,
  endpoint_id: string,
  { event_id, type, data }: { event_id: string; type: string; data: object },
): Promise<void> {
  await tx.query(
    `insert into webhook_deliveries (district_id, id, endpoint_id, event_id, type, data, happened_at, not_before)
     values ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [scope.district_id, newId(now), endpoint_id, event_id, type, JSON.stringify(data), now],
  );
  await tx.query("select pg_notify($1, '')", [WEBHOOK_WAKE]);
}
