import { OpenAPIHono, z } from "@hono/zod-openapi";
import { problem } from "../problem.ts";
import type { StaffEnv } from "../session/who.ts";
import { problemSchema } from "./schemas.ts";

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

/** What the declarations of routes share. */
export const byId = { params: z.object({ id: z.uuid() }) };
export const json = <S extends z.ZodType>(schema: S) => ({
  content: { "application/json": { schema } },
  required: true as const,
});
export const taking = <S extends z.ZodType>(schema: S) => ({ ...byId, body: json(schema) });
export const ok = <S extends z.ZodType>(schema: S, description = "OK") => ({
  200: { description, content: { "application/json": { schema } } },
});
export const refusal = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: problemSchema } },
});
export const refused = {
  403: refusal("Not yours to do"),
  404: refusal("None, or not for you"),
  409: refusal("Not from here, or changed meanwhile"),
  422: refusal("Something is missing"),
};
