import { Hono } from "hono";
import { NEWEST_SCHEMA, schemaVersion } from "../platform/migrate/schema-version.ts";
import type { AppParts } from "./parts.ts";
import { problem } from "./problem.ts";

/** `/healthz`: the process answers. `/readyz`: the database does too, and its schema fits. */
export function health(parts: AppParts): Hono {
  const app = new Hono();
  app.get("/healthz", (c) => c.json({ ok: true }));
  app.get("/readyz", async (c) => {
    try {
      const schema = await schemaVersion(parts.database);
      if (schema !== NEWEST_SCHEMA)
        return problem(c, 503, "schema_behind", { detail: `schema ${schema}, needed ${NEWEST_SCHEMA}` });
      const depth = await parts.queue.depth();
      return c.json({ ok: true, schema, queue: depth });
    } catch (err) {
      parts.log.error({ err, id: c.get("requestId" as never) }, "not ready");
      return problem(c, 503, "database_unreachable");
    }
  });
  return app;
}
