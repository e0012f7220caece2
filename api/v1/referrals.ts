import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { tellOfMove, tellOfReview } from "../../bot/conversation/moved.ts";
import { advanceReferral, WITHOUT_RESIDENT } from "../../cases/referrals/advance.ts";
import { listReferrals } from "../../cases/referrals/list.ts";
import { readReferral } from "../../cases/referrals/read.ts";
import { reviewReferral } from "../../cases/referrals/review.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { referralSchema } from "./referral-schema.ts";
import { byId, ok, refused, routes, taking } from "./routes.ts";
import { paging, personSchema, referralStatus, words } from "./schemas.ts";

const row = z.object({
  id: z.uuid(),
  ref: z.string(),
  status: referralStatus,
  priority: z.string(),
  service_name: z.string(),
  due_on: z.string().nullable(),
  overdue: z.boolean(),
  review: z.enum(["approved", "returned"]).nullable(),
  area: z.string().nullable(),
  person: personSchema.nullable(),
  raised_by: z.uuid(),
  created_at: z.string(),
});

const list = createRoute({
  method: "get",
  path: "/referrals",
  summary: "Referrals that the asker may see, newest first",
  request: {
    query: z.object({
      status: referralStatus.optional(),
      grid: z.uuid().optional(),
      overdue: z.enum(["true", "false"]).optional(),
      ...paging,
    }),
  },
  responses: ok(z.object({ referrals: z.array(row), next: z.string().nullable() }), "A page"),
});

const read = createRoute({
  method: "get",
  path: "/referrals/{id}",
  summary: "One referral with its history and the moves open to the asker",
  request: byId,
  responses: { ...ok(referralSchema, "The referral"), 404: refused[404] },
});

const transition = createRoute({
  method: "post",
  path: "/referrals/{id}/transitions",
  summary: "Move a referral; the raiser is told",
  request: taking(
    z.object({
      to: referralStatus,
      /** Why; for `completed`, what came of it. */
      reason: words.optional(),
      /** For `completed`: the resident says that it is done. */
      resident_confirmed: z.boolean().optional(),
      /** For `completed`, by a supervisor: the resident cannot say so. */
      without_resident: z.enum(WITHOUT_RESIDENT).optional(),
      /** For `on-hold`: the day on which it comes back; five working days from now when left out. */
      until: z.iso.date().optional(),
    }),
  ),
  responses: {
    ...ok(z.object({ id: z.uuid(), ref: z.string(), from: referralStatus, to: referralStatus }), "Moved"),
    ...refused,
  },
});

const review = createRoute({
  method: "post",
  path: "/referrals/{id}/review",
  summary: "A supervisor approves a referral or returns it with words",
  request: taking(
    z.object({
      verdict: z.enum(["approved", "returned"]),
      words: words.optional(),
      /** The version that was read: somebody else's change since then is a conflict. */
      version: z.int().optional(),
    }),
  ),
  responses: {
    ...ok(z.object({ id: z.uuid(), ref: z.string(), verdict: z.string() }), "Reviewed"),
    ...refused,
  },
});

export function referralRoutes(parts: AppParts): OpenAPIHono<StaffEnv> {
  const app = routes();
  app.openapi(list, async (c) => {
    const { status, grid, overdue, cursor, limit } = c.req.valid("query");
    const page = await asStaff(parts, c.get("staff"), (session) =>
      listReferrals(session, { status, area_id: grid, overdue: overdue === "true", cursor, limit }),
    );
    return c.json({ referrals: page.rows, next: page.next }, 200);
  });
  app.openapi(read, async (c) => {
    const detail = await asStaff(parts, c.get("staff"), (session) => readReferral(session, c.req.valid("param").id));
    return c.json(detail, 200);
  });
  app.openapi(transition, async (c) => {
    const moved = await asStaff(parts, c.get("staff"), async (session) => {
      const done = await advanceReferral(session, c.req.valid("param").id, c.req.valid("json"));
      await tellOfMove(parts, session, done);
      return done;
    });
    return c.json({ id: moved.id, ref: moved.ref, from: moved.from, to: moved.to }, 200);
  });
  app.openapi(review, async (c) => {
    const reviewed = await asStaff(parts, c.get("staff"), async (session) => {
      const done = await reviewReferral(session, c.req.valid("param").id, c.req.valid("json"));
      await tellOfReview(parts, session, done);
      return done;
    });
    return c.json({ id: reviewed.id, ref: reviewed.ref, verdict: reviewed.verdict }, 200);
  });
  return app;
}
