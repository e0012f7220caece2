import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";
import { onlyAdmins } from "./endpoints.ts";
import { WEBHOOK_WAKE } from "./put.ts";

/** After so many days in which it could not be delivered an event is given up, and the console says so. */
const DEAD_AFTER_DAYS = 3;
/** What has ended is kept so long for the console, in days. */
const KEPT_DAYS = 30;
/** Longer than the slowest attempt: a claim that runs out means that its process died. */
const LEASE_MS = 60_000;
/** Waiting times after the first, second … failed attempt, in seconds; the last one from then on. */
const BACKOFF_SECONDS = [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400];

export interface Delivery {
  id: string;
  event_id: string;
  type: string;
  data: Record<string, unknown>;
  happened_at: Date;
  attempts: number;
  url: string;
  secret: string;
}

/** What came of an attempt: the HTTP status of the answer, or a word for why there was none. */
export interface Attempt {
  status: number | null;
  fault: "address" | "redirect" | "timeout" | "unreachable" | null;
}

/** Takes the oldest delivery of an endpoint that is due; null when none is. For a session of the service itself. */
export async function claimDelivery(session: Session, endpoint_id: string): Promise<Delivery | null> {
  const { tx, scope, sealer, now } = session;
  const { rows } = await tx.query<Omit<Delivery, "secret"> & { secret_sealed: string }>(
    `update webhook_deliveries d set not_before = $4, attempts = attempts + 1
     from webhook_endpoints e
     where d.district_id = $1 and e.district_id = d.district_id and e.id = d.endpoint_id and e.removed_at is null
       and d.id = (select id from webhook_deliveries
         where district_id = $1 and endpoint_id = $2 and state = 'open' and not_before <= $3
         order by id limit 1 for update skip locked)
     returning d.id, d.event_id, d.type, d.data, d.happened_at, d.attempts, e.url, e.secret_sealed`,
    [scope.district_id, endpoint_id, now, new Date(now.getTime() + LEASE_MS)],
  );
  if (!rows[0]) return null;
  const { secret_sealed, ...delivery } = rows[0];
  return { ...delivery, secret: await sealer.open(secret_sealed, "webhook_endpoints.secret") };
}

/**
 * Writes down what came of an attempt: delivered, to be tried again later, or given up. While nobody answers there, what else waits for the
 * endpoint waits as long.
 */
export async function endAttempt(
  session: Session,
  endpoint_id: string,
  delivery: Pick<Delivery, "id" | "attempts" | "happened_at">,
  { status, fault }: Attempt,
): Promise<"delivered" | "later" | "dead"> {
  const { tx, scope, now } = session;
  const delivered = status !== null && status >= 200 && status < 300;
  const too_old = now.getTime() - delivery.happened_at.getTime() > DEAD_AFTER_DAYS * 86_400_000;
  const state = delivered ? "delivered" : too_old ? "dead" : "open";
  const again = new Date(now.getTime() + backoffSeconds(delivery.attempts) * 1000);
  await tx.query(
    `update webhook_deliveries set state = $3, last_status = $4, last_fault = $5, not_before = $6, ended_at = $7
     where district_id = $1 and id = $2 and state = 'open'`,
    [scope.district_id, delivery.id, state, status, fault, again, state === "open" ? null : now],
  );
  const silent = status === null || status >= 500 || status === 429;
  if (silent)
    await tx.query(
      `update webhook_deliveries set not_before = $3
       where district_id = $1 and endpoint_id = $2 and state = 'open' and not_before < $3`,
      [scope.district_id, endpoint_id, again],
    );
  return state === "open" ? "later" : state;
}

const backoffSeconds = (attempts: number): number =>
  BACKOFF_SECONDS[Math.min(attempts, BACKOFF_SECONDS.length) - 1] ?? BACKOFF_SECONDS[0]!;

export interface DeliveryRow {
  id: string;
  event_id: string;
  type: string;
  state: "open" | "delivered" | "dead";
  attempts: number;
  happened_at: string;
  not_before: string | null;
  last_status: number | null;
  last_fault: string | null;
}

/** @throws Refusal `not_found` for an endpoint that is not the district's, or was removed */
async function assertEndpoint({ tx, scope }: Pick<Session, "tx" | "scope">, endpoint_id: string): Promise<void> {
  const there = await tx.query(
    "select from webhook_endpoints where district_id = $1 and id = $2 and removed_at is null",
    [scope.district_id, endpoint_id],
  );
  if (there.rows.length === 0) throw new Refusal("not_found");
}

/** The newest deliveries of one endpoint. @throws Refusal `not_found` */
export async function listDeliveries(
  { tx, scope }: StaffSession,
  endpoint_id: string,
  limit: number,
): Promise<DeliveryRow[]> {
  await assertEndpoint({ tx, scope }, endpoint_id);
  const { rows } = await tx.query<DeliveryRow>(
    `select id, event_id, type, state, attempts, happened_at::text as happened_at,
       case when state = 'open' then not_before::text end as not_before, last_status, last_fault
     from webhook_deliveries where district_id = $1 and endpoint_id = $2 order by id desc limit $3`,
    [scope.district_id, endpoint_id, limit],
  );
  return rows;
}

/** Sends what was given up once more. @returns how many @throws Refusal `not_yours_to_move` unless an admin, `not_found` */
export async function sendDeadAgain(session: StaffSession, endpoint_id: string): Promise<number> {
  const { tx, scope, now } = session;
  onlyAdmins(session);
  await assertEndpoint(session, endpoint_id);
  const { affected } = await tx.query(
    `update webhook_deliveries set state = 'open', attempts = 0, not_before = $3, ended_at = null
     where district_id = $1 and endpoint_id = $2 and state = 'dead'`,
    [scope.district_id, endpoint_id, now],
  );
  await tx.query("select pg_notify($1, '')", [WEBHOOK_WAKE]);
  return affected;
}

/** Forgets what ended long ago. For a session of the service itself. */
export async function sweepDeliveries({ tx, scope, now }: Session): Promise<void> {
  await tx.query("delete from webhook_deliveries where district_id = $1 and state <> 'open' and ended_at < $2", [
    scope.district_id,
    new Date(now.getTime() - KEPT_DAYS * 86_400_000),
  ]);
}
