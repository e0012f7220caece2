import { Hono } from "hono";
import * as z from "zod";
import { Refusal } from "../../../cases/refusal.ts";
import type { StaffSession } from "../../../cases/session.ts";
import { staffNames } from "../../../cases/staff/staff.ts";
import { type Correction, listCorrections } from "../../../knowledge/directory/corrections.ts";
import { directoryOverview, readServiceColumns } from "../../../knowledge/directory/overview.ts";
import { readServices } from "../../../knowledge/directory/service.ts";
import { chinaDate } from "../../../platform/clock.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { keepsStaff } from "../layout.ts";
import { idOf } from "../read-form.ts";
import { correctionPages } from "./correction.ts";
import { directoryPage } from "./frame.ts";
import { importPages } from "./import.ts";
import { overviewBody } from "./overview-page.ts";
import { servicePages } from "./service.ts";
import { type ServiceView, serviceBody } from "./service-page.ts";
import { texts } from "./texts.ts";

const PER_PAGE = 48;

const query = z.object({
  q: z.string().max(100).default("").catch(""),
  only: z.enum(["stale", "reported"]).nullable().default(null).catch(null),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});

/** `/console/directory`: the services of a district, what people reported of them, and how they come in. */
export function directoryPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/", async (c) => {
    const staff = c.get("staff");
    const asked = query.parse(c.req.query());
    const { overview, open } = await asStaff(parts, staff, async (session) => {
      const { tx, scope, sealer, now } = session;
      const at = { ...asked, as_of: chinaDate(now), per_page: PER_PAGE };
      const corrections = (await listCorrections(tx, sealer, scope.district_id)).filter((one) => one.status === "open");
      return {
        overview: await directoryOverview(tx, scope.district_id, at),
        open: { corrections, names: await namesIn(session, corrections) },
      };
    });
    const body = overviewBody(overview, asked, open, keepsStaff(staff));
    return c.html(directoryPage(c, { title: texts.title, top: true, list: true }, body));
  });
  app.route("/import", importPages(parts));
  app.route("/corrections", correctionPages(parts));
  app.get("/:id", async (c) => {
    const staff = c.get("staff");
    const view = await asStaff(parts, staff, (session) => readView(session, idOf(c)));
    return c.html(directoryPage(c, { title: texts.title }, serviceBody(view, keepsStaff(staff))));
  });
  app.route("/", servicePages(parts));
  return app;
}

function namesIn(session: StaffSession, corrections: readonly Correction[]): Promise<Map<string, string>> {
  return staffNames(
    session,
    corrections.flatMap((one) => [one.reported_by, ...(one.decided_by ? [one.decided_by] : [])]),
  );
}

/** A service of the reader's own district with what was reported of it. @throws Refusal `not_found` */
export async function readView(session: StaffSession, id: string): Promise<ServiceView> {
  const { tx, scope, sealer, now } = session;
  const columns = await readServiceColumns(tx, scope.district_id, id);
  const [service] = await readServices(tx, [id], { at: now });
  if (!columns || !service) throw new Refusal("not_found");
  const corrections = await listCorrections(tx, sealer, scope.district_id, { service_id: id });
  return { service, columns, corrections, names: await namesIn(session, corrections), today: chinaDate(now) };
}
