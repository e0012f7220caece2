import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { assertLeads } from "../../cases/leads.ts";
import type { StaffSession } from "../../cases/session.ts";
import type { Staff } from "../../cases/staff/staff.ts";
import { listDeliveries, sendDeadAgain } from "../../cases/webhooks/deliveries.ts";
import { listEndpoints, registerEndpoint, removeEndpoint } from "../../cases/webhooks/endpoints.ts";
import { WEBHOOK_EVENTS } from "../../cases/webhooks/events.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { byId, json, ok, refused, routes } from "./routes.ts";

const events = z.array(z.enum(WEBHOOK_EVENTS)).min(1);
const attempt = {
  last_status: z.int().nullable().openapi({ description: "HTTP status of the last failed attempt" }),
  last_fault: z
    .string()
    .nullable()
    .openapi({ description: "Why it failed: address (not a public one), redirect, timeout, unreachable, removed" }),
};
const endpoint = z
  .object({
    id: z.uuid(),
    url: z.string(),
    events,
    created_at: z.string(),
    waiting: z.int(),
    delivered: z.int().openapi({ description: "In the last seven days" }),
    dead: z.int().openapi({ description: "Given up after three days" }),
    ...attempt,
  })
  .openapi("WebhookEndpoint");
const delivery = z.object({
  id: z.uuid(),
  event_id: z.uuid(),
  type: z.string(),
  state: z.enum(["open", "delivered", "dead"]),
  attempts: z.int(),
  happened_at: z.string(),
  not_before: z.string().nullable(),
  ...attempt,
});
const list = createRoute({
  method: "get",
  path: "/webhooks",
  summary: "Where other systems are told; for supervisors and admins",
  responses: { ...ok(z.object({ webhooks: z.array(endpoint) })), 403: refused[403] },
});
const register = createRoute({
  method: "post",
  path: "/webhooks",
  summary: "Tell another system of events, at an https address outside; it gets a ping at once. For admins",
  request: { body: json(z.object({ url: z.string().max(1000), events })) },
  responses: {
    ...ok(
      z.object({
        id: z.uuid(),
        url: z.string(),
        events,
        secret: z.string().openapi({ description: "Signs what is sent; shown this once" }),
      }),
      "Registered",
    ),
    403: refused[403],
    422: refused[422],
  },
});
const remove = createRoute({
  method: "delete",
  path: "/webhooks/{id}",
  summary: "Tell it no more; what waits is given up. For admins",
  request: byId,
  responses: { ...ok(z.object({ id: z.uuid() }), "Removed"), 403: refused[403], 404: refused[404] },
});
const deliveries = createRoute({
  method: "get",
  path: "/webhooks/{id}/deliveries",
  summary: "What was sent there lately, and what became of it; for supervisors and admins",
  request: { ...byId, query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }) },
  responses: { ...ok(z.object({ deliveries: z.array(delivery) })), 403: refused[403], 404: refused[404] },
});
const again = createRoute({
  method: "post",
  path: "/webhooks/{id}/send-again",
  summary: "Send what was given up once more. For admins",
  request: byId,
  responses: { ...ok(z.object({ sent: z.int() }), "On their way"), 403: refused[403], 404: refused[404] },
});

export function webhookRoutes(parts: AppParts): OpenAPIHono<StaffEnv> {
  const app = routes();
  /** For who leads only: anybody else would be told that there is none. */
  const seen = <T>(staff: Staff, read: (session: StaffSession) => Promise<T>): Promise<T> =>
    asStaff(parts, staff, (session) => {
      assertLeads(session);
      return read(session);
    });
  app.openapi(list, async (c) => c.json({ webhooks: await seen(c.get("staff"), listEndpoints) }, 200));
  app.openapi(register, async (c) => {
    const made = await asStaff(parts, c.get("staff"), (session) =>
      registerEndpoint(session, c.req.valid("json"), parts.config.webhook_private_hosts),
    );
    return c.json(made, 200);
  });
  app.openapi(remove, async (c) => {
    const { id } = c.req.valid("param");
    await asStaff(parts, c.get("staff"), (session) => removeEndpoint(session, id));
    return c.json({ id }, 200);
  });
  app.openapi(deliveries, async (c) => {
    const rows = await seen(c.get("staff"), (session) =>
      listDeliveries(session, c.req.valid("param").id, c.req.valid("query").limit),
    );
    return c.json({ deliveries: rows }, 200);
  });
  app.openapi(again, async (c) => {
    const sent = await asStaff(parts, c.get("staff"), (session) => sendDeadAgain(session, c.req.valid("param").id));
    return c.json({ sent }, 200);
  });
  return app;
}
