import { html } from "hono/html";
import { listMachineTokens, machineChoices } from "../../../cases/staff/machine.ts";
import type { Staff } from "../../../cases/staff/staff.ts";
import { listDeliveries } from "../../../cases/webhooks/deliveries.ts";
import { listEndpoints } from "../../../cases/webhooks/endpoints.ts";
import type { Html } from "../../page.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff } from "../../session/who.ts";
import { type RefusedEndpoint, systemsBody } from "./endpoints-page.ts";
import { type RefusedToken, tokensBody } from "./tokens-page.ts";

/** Deliveries shown of each address, the newest. */
const SHOWN = 10;

/** The whole page: where other systems are told, and who reads and writes with a token; a refused form as it was filled in. */
export async function systemsShown(
  parts: AppParts,
  staff: Staff,
  { refused = null, refused_token = null }: { refused?: RefusedEndpoint | null; refused_token?: RefusedToken | null },
): Promise<Html> {
  const may_change = staff.role === "admin";
  const { endpoints, tokens, choices } = await asStaff(parts, staff, async (session) => {
    const endpoints = [];
    for (const endpoint of await listEndpoints(session))
      endpoints.push({ ...endpoint, deliveries: await listDeliveries(session, endpoint.id, SHOWN) });
    const tokens = await listMachineTokens(session);
    return { endpoints, tokens, choices: may_change ? await machineChoices(session) : null };
  });
  const sends = parts.sends_webhooks ?? false;
  return html`${systemsBody({ endpoints, may_change, sends, refused })}${tokensBody({ tokens, choices, refused: refused_token })}`;
}
