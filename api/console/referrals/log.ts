import { Hono } from "hono";
import { countReferrals, listReferrals } from "../../../cases/referrals/list.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { changeRoutes } from "./change.ts";
import { exportRoutes } from "./export.ts";
import { filterOf, filters } from "./filters.ts";
import { PAGE, stateOf } from "./read-log.ts";
import { savedRoutes } from "./saved.ts";
import { showLog } from "./show-log.ts";

/** `/console/referrals`: the referral log, 50 a page, newest first, and what is done with several of it. */
export function referralLog(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/", (c) => showLog(parts, c, filters.parse(c.req.query())));
  // What an open page asks now and then: whether what it shows is still so.
  app.get("/state", async (c) => {
    const staff = c.get("staff");
    const chosen = filters.parse(c.req.query());
    const state = await asStaff(parts, staff, async (session) => {
      const page = await listReferrals(session, { ...filterOf(chosen, staff.id), limit: PAGE });
      return stateOf(page.rows, await countReferrals(session));
    });
    return c.json({ state });
  });
  app.route("/", changeRoutes(parts));
  app.route("/", savedRoutes(parts));
  app.route("/", exportRoutes(parts));
  return app;
}
