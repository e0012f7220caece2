import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import type { AppParts } from "../parts.ts";
import { problem } from "../problem.ts";
import { requireStaff } from "../session/require-staff.ts";
import type { StaffEnv } from "../session/who.ts";
import { cardFirst } from "./card-first.ts";
import { coverageRoutes } from "./coverage.ts";
import { crisisRoutes } from "./crises.ts";
import { describeApi } from "./document.ts";
import { followUpRoutes } from "./follow-ups.ts";
import { gapRoutes } from "./gaps.ts";
import { knowledgeRoutes } from "./knowledge.ts";
import { messageRoutes } from "./messages.ts";
import { needRoutes } from "./needs.ts";
import { peopleRoutes } from "./people.ts";
import { PICTURE_FORM_BYTES, pictureRoutes } from "./pictures.ts";
import { referralLifeRoutes } from "./referral-life.ts";
import { referralRoutes } from "./referrals.ts";
import { routes } from "./routes.ts";
import { visitRoutes } from "./visits.ts";
import { webhookRoutes } from "./webhooks.ts";

const BODY_BYTES = 256 * 1024;

const itself = createRoute({
  method: "get",
  path: "/openapi.json",
  summary: "This description (OpenAPI 3.1)",
  security: [],
  responses: {
    200: {
      description: "The document",
      content: { "application/json": { schema: z.looseObject({ openapi: z.string() }) } },
    },
  },
});

/** The JSON interface under /api/v1. Everything but its own description asks who is there. */
export function v1(parts: AppParts): OpenAPIHono<StaffEnv> {
  const app = routes();
  app.openapi(itself, (c) => c.json(describeApi(app) as { openapi: string }, 200));
  const upTo = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => problem(c, 413, "body_too_large") });
  const [json, picture] = [upTo(BODY_BYTES), upTo(PICTURE_FORM_BYTES)];
  app.use("*", (c, next) => (c.req.path.endsWith("/pictures") ? picture : json)(c, next));
  app.use("/messages", cardFirst(parts));
  app.use("*", requireStaff(parts));
  for (const routesOf of [
    messageRoutes,
    pictureRoutes,
    referralRoutes,
    referralLifeRoutes,
    visitRoutes,
    peopleRoutes,
    followUpRoutes,
    crisisRoutes,
    coverageRoutes,
    knowledgeRoutes,
    gapRoutes,
    needRoutes,
    webhookRoutes,
  ])
    app.route("/", routesOf(parts));
  return app;
}
