import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { computeCoverage } from "../../cases/coverage/compute.ts";
import { MEASURE_NAMES, TARGET_MEASURES } from "../../cases/coverage/measures.ts";
import { periodOf } from "../../cases/coverage/period.ts";
import { rowsBehind } from "../../cases/coverage/rows.ts";
import { listSites } from "../../cases/coverage/sites.ts";
import { listTargets } from "../../cases/coverage/targets.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { ok, refusal, routes } from "./routes.ts";

const month = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
  .optional()
  .openapi({ description: "YYYY-MM, the running month without it", example: "2026-11" });
const value = z
  .object({ numerator: z.int().nullable(), denominator: z.int().nullable(), suppressed: z.boolean() })
  .openapi("CoverageValue", {
    description: "Both null and `suppressed` where a small number of people is kept from whoever may not read the rows",
  });
const none = { 404: refusal("No such month or area") };

const coverage = createRoute({
  method: "get",
  path: "/coverage",
  summary: "What is reached of what was set out, by area, counted from the records: numerator and denominator",
  request: { query: z.object({ month }) },
  responses: {
    ...ok(
      z.object({
        month: z.string(),
        from: z.string(),
        until: z.string().openapi({ description: "The first day after it" }),
        areas: z.array(
          z.object({
            id: z.string().openapi({ description: "`all`: the whole; `none`: what has no area on file" }),
            parent_id: z.string().nullable(),
            level: z.enum(["all", "district", "street", "community", "grid", "none"]),
            name: z.string(),
            values: z.record(z.enum(MEASURE_NAMES), value),
          }),
        ),
        targets: z.array(
          z.object({
            measure: z.enum(TARGET_MEASURES),
            year: z.int(),
            percent: z.int(),
            source: z.string(),
          }),
        ),
      }),
    ),
    ...none,
  },
});
const rows = createRoute({
  method: "get",
  path: "/coverage/rows",
  summary: "The rows behind one number that the asker may see; a look at rows of people is written down",
  request: {
    query: z.object({
      measure: z.enum(MEASURE_NAMES),
      area: z.union([z.uuid(), z.enum(["all", "none"])]).default("all"),
      month,
      counted: z.enum(["true", "false"]).optional(),
      after: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
  },
  responses: {
    ...ok(z.object({ rows: z.array(z.looseObject({ id: z.uuid(), ref: z.string() })), next: z.string().nullable() })),
    ...none,
  },
});
const sites = createRoute({
  method: "get",
  path: "/sites",
  summary: "Where services stand, and where they are planned next and later, with owner and due day",
  responses: ok(z.object({ sites: z.array(z.looseObject({ id: z.uuid(), name: z.string() })) })),
});

export function coverageRoutes(parts: AppParts): OpenAPIHono<StaffEnv> {
  const app = routes();
  app.openapi(coverage, async (c) => {
    const { month: wanted } = c.req.valid("query");
    const seen = await asStaff(parts, c.get("staff"), async (session) => {
      const { period, areas } = await computeCoverage(session, periodOf(wanted, session.now));
      const targets = await listTargets(session, Number(period.month.slice(0, 4)));
      return { month: period.month, from: period.from, until: period.until, areas, targets };
    });
    return c.json(seen, 200);
  });
  app.openapi(rows, async (c) => {
    const { measure, area, month: wanted, counted, after, limit } = c.req.valid("query");
    const only = counted === undefined ? undefined : counted === "true";
    const page = await asStaff(parts, c.get("staff"), (session) =>
      rowsBehind(session, periodOf(wanted, session.now), { measure, area_id: area, counted: only, after, limit }),
    );
    return c.json(page, 200);
  });
  app.openapi(sites, async (c) => c.json({ sites: await asStaff(parts, c.get("staff"), listSites) }, 200));
  return app;
}
