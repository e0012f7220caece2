import { Hono } from "hono";
import { html } from "hono/html";
import { useLogin } from "../cases/staff/login.ts";
import { page } from "./page.ts";
import type { AppParts } from "./parts.ts";
import { endSession, startSession } from "./session/who.ts";

/**
 * The one-time login link. Opening it only shows a button: messengers open links to preview them, and a preview must not
 * spend the link.
 */
export function login(parts: AppParts): Hono {
  const app = new Hono();
  app.get("/:token", (c) =>
    c.html(
      page(
        "进入家门口",
        html`<main class="narrow"><h1>家门口</h1>
        <p>点一下进入。这个链接只能用一次。</p>
        <form method="post"><button class="primary">进入</button></form></main>`,
      ),
    ),
  );
  app.post("/:token", async (c) => {
    const staff = await parts.database.transaction((tx) =>
      useLogin(tx, parts.sealer, c.req.param("token"), parts.clock.now()),
    );
    if (!staff) {
      return c.html(
        page(
          "链接已失效",
          html`<main class="narrow"><h1>链接已失效</h1>
          <p>用过了,或者过期了。在聊天里发 /console 再要一个。</p></main>`,
        ),
        410,
      );
    }
    await startSession(c, parts, staff);
    return c.redirect(staff.role === "grid_worker" ? "/" : "/console", 303);
  });
  return app;
}

export function logout(): Hono {
  const app = new Hono();
  app.post("/", (c) => {
    endSession(c);
    return c.redirect("/", 303);
  });
  return app;
}
