import { Buffer } from "node:buffer";
import { newId } from "../../platform/id.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { WEBHOOK_EVENTS, type WebhookEvent } from "./events.ts";
import { putDelivery } from "./put.ts";

/** As many as one district may have. */
const MOST_ENDPOINTS = 20;
const LONGEST_URL = 1_000;
/** Of the secret, in bytes; Standard Webhooks asks for 24 to 64. */
const SECRET_BYTES = 32;

export interface Endpoint {
  id: string;
  url: string;
  events: WebhookEvent[];
  created_at: string;
  /** How many wait, were delivered in the last seven days, and were given up and not sent again since. */
  waiting: number;
  delivered: number;
  dead: number;
  /** Of the last attempt that failed while something waits or was given up: an HTTP status, or a word for why there was none. */
  last_status: number | null;
  last_fault: string | null;
}

/** The endpoints of the district, the oldest first. For supervisors and admins. */
export async function listEndpoints({ tx, scope, now }: StaffSession): Promise<Endpoint[]> {
  const { rows } = await tx.query<Endpoint>(
    `select e.id, e.url, e.events, e.created_at::text as created_at, d.waiting, d.delivered, d.dead,
       last.last_status, last.last_fault
     from webhook_endpoints e
     join lateral (select count(*) filter (where state = 'open')::int as waiting,
         count(*) filter (where state = 'delivered' and ended_at > $2)::int as delivered,
         count(*) filter (where state = 'dead')::int as dead
       from webhook_deliveries where district_id = e.district_id and endpoint_id = e.id) d on true
     left join lateral (select last_status, last_fault from webhook_deliveries
       where district_id = e.district_id and endpoint_id = e.id and state <> 'delivered' and attempts > 0
       order by id desc limit 1) last on true
     where e.district_id = $1 and e.removed_at is null order by e.created_at, e.id`,
    [scope.district_id, new Date(now.getTime() - 7 * 86_400_000)],
  );
  return rows;
}

/**
 * Registers where another system is told, and tells it at once that it was (`ping`).
 * @param allowed hosts (`name` or `name:port`) that may be inside, and spoken to without TLS
 * @returns the secret, shown once: base64 of 32 bytes behind `whsec_`
 * @throws Refusal `not_yours_to_move` unless an admin, `webhook_url`, `webhook_events`, `webhook_many`
 */
export async function registerEndpoint(
  session: StaffSession,
  given: { url: string; events: readonly string[] },
  allowed: readonly string[],
): Promise<{ id: string; url: string; events: WebhookEvent[]; secret: string }> {
  const { tx, scope, sealer, now } = session;
  onlyAdmins(session);
  const url = endpointUrl(given.url, allowed);
  const events = WEBHOOK_EVENTS.filter((event) => given.events.includes(event));
  if (events.length === 0 || new Set(given.events).size !== events.length) throw new Refusal("webhook_events");
  const { rows } = await tx.query<{ n: number }>(
    "select count(*)::int as n from webhook_endpoints where district_id = $1 and removed_at is null",
    [scope.district_id],
  );
  if (rows[0]!.n >= MOST_ENDPOINTS) throw new Refusal("webhook_many");
  const id = newId(now);
  const secret = `whsec_${Buffer.from(crypto.getRandomValues(new Uint8Array(SECRET_BYTES))).toString("base64")}`;
  await tx.query(
    `insert into webhook_endpoints (district_id, id, url, events, secret_sealed, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [scope.district_id, id, url, events, await sealer.seal(secret, "webhook_endpoints.secret"), scope.staff_id, now],
  );
  await putDelivery(session, id, { event_id: newId(now), type: "ping", data: {} });
  await audit(session, {
    action: "webhook.registered",
    entity: "webhook",
    entity_id: id,
    detail: { host: new URL(url).host },
  });
  return { id, url, events, secret };
}

/** Ends an endpoint; what waits for it is given up. @throws Refusal `not_yours_to_move` unless an admin, `not_found` */
export async function removeEndpoint(session: StaffSession, id: string): Promise<void> {
  const { tx, scope, now } = session;
  onlyAdmins(session);
  const { affected } = await tx.query(
    "update webhook_endpoints set removed_at = $3 where district_id = $1 and id = $2 and removed_at is null",
    [scope.district_id, id, now],
  );
  if (affected === 0) throw new Refusal("not_found");
  await tx.query(
    `update webhook_deliveries set state = 'dead', ended_at = $3, last_fault = 'removed'
     where district_id = $1 and endpoint_id = $2 and state = 'open'`,
    [scope.district_id, id, now],
  );
  await audit(session, { action: "webhook.removed", entity: "webhook", entity_id: id });
}

/** @throws Refusal `not_yours_to_move` */
export function onlyAdmins({ scope }: StaffSession): void {
  if (scope.role !== "admin") throw new Refusal("not_yours_to_move");
}

/** https, a host, and no credentials: these would be stored and shown. Where it leads is looked at again at each delivery. */
function endpointUrl(given: string, allowed: readonly string[]): string {
  const typed = given.trim();
  if (typed.length > LONGEST_URL || !URL.canParse(typed)) throw new Refusal("webhook_url");
  const url = new URL(typed);
  const exempt = isAllowed(url, allowed);
  if (url.protocol !== "https:" && !(exempt && url.protocol === "http:")) throw new Refusal("webhook_url");
  if (url.username || url.password || url.hash || !url.hostname) throw new Refusal("webhook_url");
  return url.href;
}

/** Whether the operator has named this host as one that may be inside. */
export function isAllowed(url: URL, allowed: readonly string[]): boolean {
  return allowed.includes(url.host) || allowed.includes(url.hostname);
}
