import { Hono } from "hono";
import * as z from "zod";
import { dropFilter, keepFilter } from "../../../cases/desk/saved-filters.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { address } from "../pager.ts";
import { idOf, readForm } from "../read-form.ts";
import { submit } from "../submit.ts";
import { filters, PATH, queryOf } from "./filters.ts";
import { showLog } from "./show-log.ts";

const form = z.object({ name: z.string().max(200).default(""), query: z.string().max(2000).default("") });

/** `POST /console/referrals/saved`: the filter of this page under a name of one's own; `/saved/:id/drop`. */
export function savedRoutes(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.post("/saved", async (c) => {
    const { name, query } = await readForm(c, form);
    const chosen = filters.parse(Object.fromEntries(new URLSearchParams(query)));
    const kept = new URLSearchParams(queryOf(chosen)).toString();
    return submit(parts, c, {
      work: (session) => keepFilter(session, { name, query: kept }),
      to: address(PATH, queryOf(chosen)),
      again: (why) => showLog(parts, c, chosen, { why }),
    });
  });
  app.post("/saved/:id/drop", async (c) => {
    await asStaff(parts, c.get("staff"), (session) => dropFilter(session, idOf(c)));
    return c.redirect(PATH, 303);
  });
  return app;
}
