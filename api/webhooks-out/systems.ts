import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { refusalWords } from "../../bot/texts/refusal-words.ts";
import { Refusal } from "../../cases/refusal.ts";
import { listDeliveries, sendDeadAgain } from "../../cases/webhooks/deliveries.ts";
import { listEndpoints, registerEndpoint, removeEndpoint } from "../../cases/webhooks/endpoints.ts";
import { consolePage, keepsStaff } from "../console/layout.ts";
import { BadForm, idOf } from "../console/read-form.ts";
import { troublePage } from "../console/trouble.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { PATH, secretBody, systemsBody } from "./page.ts";
import { tokenPages, tokensSection } from "./systems-tokens.ts";
import { texts } from "./texts.ts";

const SHOWN = 10;
const form = z.object({ url: z.string().max(2_000), events: z.array(z.string()).default([]) });

/** `/console/systems`: where other systems are told. Supervisors look, admins change. */
export function systemPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("*", async (c, next) => {
    if (!keepsStaff(c.get("staff"))) return troublePage(c, 403, "forbidden");
    await next();
  });

  const shown = async (staff: StaffEnv["Variables"]["staff"], refused: Parameters<typeof systemsBody>[0]["refused"]) =>
    html`${systemsBody({
      endpoints: await asStaff(parts, staff, async (session) => {
        const endpoints = [];
        for (const endpoint of await listEndpoints(session))
          endpoints.push({ ...endpoint, deliveries: await listDeliveries(session, endpoint.id, SHOWN) });
        return endpoints;
      }),
      may_change: staff.role === "admin",
      sends: parts.sends_webhooks ?? false,
      refused,
    })}${await tokensSection(parts, staff, null)}`;

  app.route("/tokens", tokenPages(parts));

  app.get("/", async (c) => {
    const staff = c.get("staff");
    const notice = texts.done[c.req.query("done") ?? ""] ?? null;
    const frame = { staff, title: texts.title, section: "systems", top: true, notice } as const;
    return c.html(consolePage(frame, await shown(staff, null)));
  });

  app.post("/", async (c) => {
    const staff = c.get("staff");
    const body = await c.req.parseBody({ all: true });
    const given = form.safeParse({ ...body, events: [body.events ?? []].flat() });
    if (!given.success) throw new BadForm();
    const frame = { staff, title: texts.title, section: "systems" } as const;
    try {
      const made = await asStaff(parts, staff, (session) =>
        registerEndpoint(session, given.data, parts.config.webhook_private_hosts),
      );
      return c.html(consolePage(frame, secretBody(made)));
    } catch (error) {
      if (!(error instanceof Refusal) || !error.code.startsWith("webhook_")) throw error;
      const refused = { ...given.data, words: refusalWords(error) };
      return c.html(consolePage(frame, await shown(staff, refused)), 422);
    }
  });

  app.post("/:id/remove", async (c) => {
    await asStaff(parts, c.get("staff"), (session) => removeEndpoint(session, idOf(c)));
    return c.redirect(`${PATH}?done=removed`, 303);
  });

  app.post("/:id/send-again", async (c) => {
    await asStaff(parts, c.get("staff"), (session) => sendDeadAgain(session, idOf(c)));
    return c.redirect(`${PATH}?done=again`, 303);
  });
  return app;
}
