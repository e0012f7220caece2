import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { findServices } from "../../knowledge/directory/search.ts";
import { ancestors, loadRegions, regionName } from "../../knowledge/regions/regions.ts";
import { type Meaning, readMeaning } from "../../knowledge/retrieve/meaning.ts";
import { RERANKED } from "../../knowledge/retrieve/rerank.ts";
import { searchClauses } from "../../knowledge/retrieve/search.ts";
import { onlyHolding } from "../../knowledge/retrieve/standing.ts";
import { chinaDate } from "../../platform/clock.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { ok, routes } from "./routes.ts";

const adcode = z.string().regex(/^\d{6}$/, "six digits");

const search = createRoute({
  method: "get",
  path: "/search",
  summary: "Clauses that hold at a place on a day, best first",
  request: {
    query: z.object({
      q: z.string().min(1).max(2000),
      k: z.coerce.number().int().min(1).max(100).default(10),
      /** Default: the asker's district. */
      region: adcode.optional(),
      /** Default: today in China. */
      as_of: z.iso.date().optional(),
    }),
  },
  responses: ok(
    z.object({
      clauses: z.array(
        z.looseObject({
          document_id: z.string(),
          title: z.string(),
          path: z.string(),
          text: z.string(),
          score: z.number(),
        }),
      ),
    }),
    "Clauses",
  ),
});

const near = z.string().regex(/^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$/, "latitude,longitude");

const services = createRoute({
  method: "get",
  path: "/services",
  summary: "Services of the asker's district, best first",
  request: {
    query: z.object({
      q: z.string().min(1).max(500),
      near: near.optional(),
      open_now: z.enum(["true", "false"]).optional(),
      /** Event codes: 01,05. */
      need: z
        .string()
        .regex(/^\d{2}(,\d{2})*$/, "two digits each, parted by commas")
        .optional(),
      /** 手语,粤语 */
      language: z.string().max(100).optional(),
      /** Of the person it is for, in years. */
      age: z.coerce.number().int().min(0).max(120).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
      offset: z.coerce.number().int().min(0).max(1000).default(0),
    }),
  },
  responses: ok(z.object({ services: z.array(z.looseObject({ id: z.uuid(), name: z.string() })) }), "Services"),
});

export function knowledgeRoutes(parts: AppParts): OpenAPIHono<StaffEnv> {
  const app = routes();
  app.openapi(search, async (c) => {
    const { q, k, region, as_of } = c.req.valid("query");
    const staff = c.get("staff");
    const day = as_of ?? chinaDate(parts.clock.now());
    const find = (limit: number, meaning: Meaning | null) =>
      asStaff(parts, staff, async ({ tx }) => {
        const regions = await loadRegions(tx);
        const where = { regions: ancestors(regions, region ?? staff.adcode), as_of: day, limit, meaning };
        return { regions, found: await onlyHolding(tx, await searchClauses(tx, { words: q, ...where }), day) };
      });
    const models = parts.models?.questions;
    const meaning = models
      ? await readMeaning(models, q, async (vector) => (await find(RERANKED, vector)).found)
      : null;
    const { regions, found } = await find(k, meaning);
    const clauses = found.map(({ fitness: _, reranked: __, ...clause }) => ({
      ...clause,
      region_name: regionName(regions, clause.region),
    }));
    return c.json({ clauses }, 200);
  });
  app.openapi(services, async (c) => {
    const { q, near, open_now, need, language, age, limit, offset } = c.req.valid("query");
    const staff = c.get("staff");
    const [latitude, longitude] = near?.split(",").map(Number) ?? [];
    const found = await asStaff(parts, staff, ({ tx, now }) =>
      findServices(tx, {
        words: q,
        area: staff.adcode,
        at: now,
        only_open: open_now === "true",
        ...(need ? { need_codes: need.split(",") } : {}),
        ...(language ? { languages: language.split(/[,，、]/) } : {}),
        ...(age === undefined ? {} : { age }),
        ...{ limit, offset },
        ...(latitude !== undefined && longitude !== undefined ? { near: { latitude, longitude } } : {}),
      }),
    );
    return c.json({ services: found }, 200);
  });
  return app;
}
