import { Hono } from "hono";
import type { AppParts } from "../../parts.ts";
import type { StaffEnv } from "../../session/who.ts";
import { changePages } from "./change.ts";
import { documentPages } from "./document.ts";
import { gapPages } from "./gaps.ts";
import { hotlinePages } from "./hotlines.ts";
import { documentList } from "./list.ts";
import { uploadPages } from "./upload.ts";

/** `/console/knowledge`: documents, what was not answered, help lines. Reading for all, the rest for supervisors and admins. */
export function knowledgePages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.route("/", documentList(parts));
  app.route("/upload", uploadPages(parts));
  app.route("/gaps", gapPages(parts));
  app.route("/hotlines", hotlinePages(parts));
  app.route("/", changePages(parts));
  app.route("/", documentPages(parts));
  return app;
}
