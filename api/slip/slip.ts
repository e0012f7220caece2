import { Hono } from "hono";
import { parseActionId } from "../../bot/action-id.ts";
import { slipById } from "../../bot/conversation/eligibility-slip.ts";
import { chinaDate } from "../../platform/clock.ts";
import { loginHint, onTrouble } from "../console/trouble.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv, whoAsks } from "../session/who.ts";
import { slipGone, slipPage } from "./page.ts";

/**
 * `GET /slip/:id`: what a resident takes home after 他能办啥, to be printed. The id is that of the worker's own interview, which is
 * remembered for half an hour; nothing of the person is in the address, on the page or kept.
 */
export function slipPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.onError(onTrouble(parts.log));
  app.get("/:id", async (c) => {
    c.header("cache-control", "no-store");
    const staff = await whoAsks(c, parts);
    if (!staff) return loginHint(c, parts.config.demo);
    const id = parseActionId(`benefit.slip:${c.req.param("id")}`)?.id ?? null;
    const slip = id === null ? null : await asStaff(parts, staff, (session) => slipById(session, id));
    if (!slip) return c.html(slipGone(), 410);
    return c.html(slipPage(slip, chinaDate(parts.clock.now())));
  });
  return app;
}
