import { Hono } from "hono";
import { html } from "hono/html";
import { page } from "../page.ts";
import type { AppParts } from "../parts.ts";

/** `/console`: the supervisor's desk. */
export function consolePages(_parts: AppParts): Hono {
  const app = new Hono();
  app.get("/", (c) => c.html(page("工作台", html`<main>工作台</main>`)));
  return app;
}
