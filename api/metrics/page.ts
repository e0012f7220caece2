import { Hono } from "hono";
import { sameSignature } from "../../platform/seal.ts";
import type { AppParts } from "../parts.ts";
import { problem } from "../problem.ts";

/** What `/metrics` shows; api/metrics/prometheus.ts makes it on Node. */
export interface Metrics {
  /** All of it in the text format of Prometheus. */
  text(): Promise<string>;
  content_type: string;
  close(): void;
}

/** `GET /metrics` for whoever has METRICS_TOKEN as a bearer token. Without one configured there is no such page. */
export function metricsPage({ config, metrics }: AppParts): Hono {
  const app = new Hono();
  app.get("/metrics", async (c) => {
    if (!metrics || config.metrics_token === null) return problem(c, 404, "no_such_page");
    const given = /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
    if (!sameSignature(given, config.metrics_token)) {
      c.header("www-authenticate", "Bearer");
      return problem(c, 401, "metrics_token_wrong");
    }
    return c.body(await metrics.text(), 200, { "content-type": metrics.content_type, "cache-control": "no-store" });
  });
  return app;
}
