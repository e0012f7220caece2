import type { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import type { AppParts } from "../parts.ts";
import { problem } from "../problem.ts";
import { requireStaff, type StaffEnv } from "../session/who.ts";
import { cardFirst } from "./card-first.ts";
import { coverageRoutes } from "./coverage.ts";
import { crisisRoutes } from "./crises.ts";
import { gapRoutes } from "./gaps.ts";
import { knowledgeRoutes } from "./knowledge.ts";
import { messageRoutes } from "./messages.ts";
import { PICTURE_FORM_BYTES, pictureRoutes } from "./pictures.ts";
import { recordRoutes } from "./records.ts";
import { referralLifeRoutes } from "./referral-life.ts";
import { referralRoutes } from "./referrals.ts";
import { routes } from "./routes.ts";

const BODY_BYTES = 256 * 1024;

/** The JSON interface under /api/v1. Everything but its own description asks who is there. */
export function v1(parts: AppParts): OpenAPIHono<StaffEnv> {
  const app = routes();
  app.get("/openapi.json", (c) =>
    c.json(app.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "Doorstep · 家门口", version: "1" } })),
  );
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
    recordRoutes,
    crisisRoutes,
    coverageRoutes,
    knowledgeRoutes,
    gapRoutes,
  ])
    app.route("/", routesOf(parts));
  return app;
}
