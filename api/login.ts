import { Hono } from "hono";
import { html } from "hono/html";
import { useLogin } from "../cases/staff/login.ts";
import { page } from "./page.ts";
import type { AppParts } from "./parts.ts";
import { endSession, startSession } from "./session/who.ts";
import { texts } from "./texts.ts";

/**
 * The one-time login link. Opening it only shows a button: messengers open links to preview them, and a preview must not
 * spend the link.
 */
export function login(parts: AppParts): Hono {
  const app = new Hono();
  app.get("/:token", (c) =>
    c.html(
      page(
        texts.login.title,
        html`<main class="narrow"><h1>${texts.name}</h1>
        <p>${texts.login.what}</p>
        <form method="post"><button class="primary">${texts.login.enter}</button></form></main>`,
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
          texts.login.gone_title,
          html`<main class="narrow"><h1>${texts.login.gone_title}</h1>
          <p>${texts.login.gone}</p></main>`,
        ),
        410,
      );
    }
    await startSession(c, parts, staff);
    return c.redirect(staff.role === "grid_worker" ? "/" : "/console", 303);
  });
  return app;
}

export function logout(parts: AppParts): Hono {
  const app = new Hono();
  app.post("/", async (c) => {
    await endSession(c, parts);
    return c.redirect("/", 303);
  });
  return app;
}
