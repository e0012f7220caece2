import { Hono } from "hono";
import * as z from "zod";
import { auditActions, auditState, listAudit } from "../../../cases/audit/list.ts";
import { staffNames, staffWithRole } from "../../../cases/staff/staff.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { consolePage } from "../layout.ts";
import { officersOnly } from "../officers-only.ts";
import { auditBody } from "./audit-page.ts";
import { texts } from "./texts.ts";

const PAGE = 50;

const day = z.iso.date().optional().catch(undefined);
/** A filter that somebody wrote by hand and that means nothing filters nothing. */
const filters = z.object({
  who: z.uuid().optional().catch(undefined),
  action: z
    .string()
    .regex(/^[a-z_]+\.[a-z_]+$/)
    .max(60)
    .optional()
    .catch(undefined),
  record: z.uuid().optional().catch(undefined),
  from: day,
  until: day,
  cursor: z.string().max(200).optional().catch(undefined),
});
export type AuditFilters = z.infer<typeof filters>;

/** `GET /console/audit`: what was read and changed in the district, 50 a page; for supervisors and admins. */
export function auditPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/", officersOnly, async (c) => {
    const staff = c.get("staff");
    const chosen = filters.parse(c.req.query());
    const { who, action, record, from, until, cursor } = chosen;
    const shown = await asStaff(parts, staff, async (session) => {
      const page = await listAudit(session, {
        ...{ staff_id: who, action, entity_id: record, from, until, cursor },
        limit: PAGE,
      });
      const everybody = await staffWithRole(session, ["admin", "supervisor", "social_worker", "grid_worker"]);
      const did = page.rows.map((row) => row.staff_id).filter((id) => id !== null);
      return {
        ...page,
        everybody,
        names: await staffNames(session, [...everybody, ...did]),
        state: await auditState(session),
        actions: await auditActions(session),
      };
    });
    const frame = { staff, title: texts.title, section: "staff", list: true } as const;
    return c.html(consolePage(frame, auditBody(chosen, shown)));
  });
  return app;
}
