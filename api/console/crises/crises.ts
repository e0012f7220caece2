import { Hono } from "hono";
import * as z from "zod";
import { eventsSince } from "../../../cases/crises/events.ts";
import { listCrises, openCrises } from "../../../cases/crises/list.ts";
import { asService } from "../../../cases/session.ts";
import { staffNames } from "../../../cases/staff/staff.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { oneCrisis } from "./crisis.ts";
import { drillPages } from "./drill.ts";
import { crisisPage } from "./frame.ts";
import { listBody } from "./list-page.ts";
import { liveRoute } from "./live.ts";
import { rosterPages } from "./roster.ts";
import { texts } from "./texts.ts";

const MOST = 200;
const query = z.object({ show: z.enum(["open", "closed"]).optional().catch(undefined) });

/** `/console/crises`: the crises that these eyes may see, the open ones first; each of them; the duty list; and drills. */
export function crisisPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/", async (c) => {
    const reader = c.get("staff");
    const shown = query.parse(c.req.query()).show ?? "all";
    const list = await asStaff(parts, reader, async (session) => {
      const { cursor } = await eventsSince(session, null);
      const open = await openCrises(session);
      const all = await listCrises(session, MOST, "closed");
      // Somebody's own distress is not held up to them, on a screen that others may see.
      const rows = all.filter((row) => row.kind !== null || row.reported_by !== reader.id);
      const people = rows.flatMap((row) => [row.reported_by, row.owner_id]).filter((id) => id !== null);
      const names = await asService(session, (service) => staffNames(service, people));
      return { open, rows, names, live: { since: cursor, how: parts.live ? ("stream" as const) : ("poll" as const) } };
    });
    return c.html(
      crisisPage(c, { title: texts.title, part: "crises", top: true }, listBody({ ...list, shown, reader })),
    );
  });
  app.route("/live", liveRoute(parts));
  app.route("/roster", rosterPages(parts));
  app.route("/drill", drillPages(parts));
  app.route("/", oneCrisis(parts));
  return app;
}
