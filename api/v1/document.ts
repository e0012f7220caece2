import type { OpenAPIHono } from "@hono/zod-openapi";
import type { StaffEnv } from "../session/who.ts";
import { ANSWERS } from "./example-answers.generated.ts";
import { EXAMPLES } from "./examples.ts";

const PROBLEM = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };

/** What any operation may answer beside what is its own. */
const ANYWHERE: Record<string, string> = {
  400: "Not as described here; `errors` names each field",
  401: "Not signed in",
  500: "Something went wrong here; `id` finds it in the log",
  503: "The database cannot be reached right now",
};

interface Operation {
  summary?: string;
  operationId?: string;
  tags?: string[];
  security?: object[];
  parameters?: { name: string; in: string; example?: unknown }[];
  requestBody?: { content: Record<string, { example?: unknown }> };
  responses: Record<string, { description: string; content?: Record<string, { schema?: unknown; example?: unknown }> }>;
}

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

/**
 * The OpenAPI 3.1 document of everything under /api/v1: the routes as they are declared, with who may call them, what every one of them may
 * answer, and the examples that the tests run.
 */
export function describeApi(app: OpenAPIHono<StaffEnv>): object {
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Doorstep · 家门口",
      version: "1",
      description:
        "Who sees and does what is decided by the role behind the token, row by row. Errors are problem+json (RFC 9457) with a stable " +
        "`code`. Days are days in China (YYYY-MM-DD). Lists end with `next`, the cursor of the page after them.",
    },
    servers: [{ url: "/api/v1" }],
    security: [{ bearer: [] }, { session: [] }],
  });
  document.components = {
    ...document.components,
    securitySchemes: {
      bearer: {
        type: "http",
        scheme: "bearer",
        description:
          "The token of a system: an admin makes it at /console/systems, with what it sees and whether it writes. Reading only, every change " +
          "is refused with 403 `token_reads_only`; what people say and decide, with `for_people_only`.",
      },
      session: { type: "apiKey", in: "cookie", name: "doorstep", description: "The session of the console" },
    },
  };
  for (const [path, item] of Object.entries(document.paths ?? {}))
    for (const method of METHODS) {
      const operation = (item as Partial<Record<(typeof METHODS)[number], Operation>>)[method];
      if (operation) complete(operation, method, path);
    }
  return document;
}

function complete(operation: Operation, method: string, path: string): void {
  const words = path.split("/").filter((part) => part !== "" && !part.startsWith("{"));
  operation.operationId ??= `${method}${path.replace(/\{(\w+)\}/g, "by_$1")}`.replace(/[^a-z_]/g, "_");
  operation.tags ??= [words[0] ?? "other"];
  // An operation that says that it needs nobody answers nobody with 401.
  const open = operation.security?.length === 0;
  for (const [status, description] of Object.entries(ANYWHERE))
    if (!(open && status === "401")) operation.responses[status] ??= { description, content: structuredClone(PROBLEM) };
  const key = `${method} ${path}`;
  const example = EXAMPLES[key];
  if (!example) return;
  for (const parameter of operation.parameters ?? []) {
    const value = { ...example.path, ...example.query }[parameter.name];
    if (value !== undefined) parameter.example = value;
  }
  const body = operation.requestBody?.content["application/json"];
  if (body && example.body !== undefined) body.example = example.body;
  const answer = operation.responses["200"]?.content?.["application/json"];
  if (answer && key in ANSWERS) answer.example = ANSWERS[key];
}
