import { OpenAPIHono } from "@hono/zod-openapi";
import { problem } from "../problem.ts";
import type { StaffEnv } from "../session/who.ts";

/** Routes whose schemas refuse with a problem that names each wrong field. */
export function routes(): OpenAPIHono<StaffEnv> {
  return new OpenAPIHono<StaffEnv>({
    defaultHook: (result, c) => {
      if (result.success) return;
      const errors = result.error.issues.map((issue) => ({ field: issue.path.join("."), message: issue.message }));
      return problem(c, 400, "not_as_described", { errors });
    },
  });
}
