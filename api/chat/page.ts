import { Hono } from "hono";
import { html } from "hono/html";
import { page } from "../page.ts";
import type { AppParts } from "../parts.ts";
import { whoAsks } from "../session/who.ts";

/** `GET /`: the web chat. */
export function chatPage(parts: AppParts): Hono {
  const app = new Hono();
  app.get("/", async (c) => {
    const staff = await whoAsks(c, parts);
    return c.html(page("聊天", html`<main>${staff ? staff.name : "请先登录"}</main>`));
  });
  return app;
}
