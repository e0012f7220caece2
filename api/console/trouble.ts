import type { Context } from "hono";
import { html } from "hono/html";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { Refusal } from "../../cases/refusal.ts";
import { isUnreachable, isUnusable } from "../../platform/database/port.ts";
import type { Log } from "../../platform/log.ts";
import { page } from "../page.ts";
import { BadForm } from "./read-form.ts";
import { texts } from "./texts.ts";

type Wrong = keyof typeof texts.wrong;

/** An error as a page that people can read; the id finds the log line. */
export function troublePage(c: Context, status: ContentfulStatusCode, wrong: Wrong): Response | Promise<Response> {
  const { title, words } = texts.wrong[wrong];
  return c.html(
    page(
      title,
      html`<main class="narrow">
<h1>${title}</h1>
<p>${words}</p>
<p><a class="button" href="/console">${texts.back}</a></p>
<p class="muted">${texts.error_id} ${c.get("requestId")}</p>
</main>`,
      { style: "console.css" },
    ),
    status,
  );
}

/** Says who is not signed in how to get in. Words they had typed into a form are shown, so that they are not lost. */
export async function loginHint(c: Context, demo: boolean): Promise<Response> {
  const typed = c.req.method === "POST" ? Object.entries(await c.req.parseBody()) : [];
  const words = typed.find(([field, value]) => field === "words" && typeof value === "string" && value !== "")?.[1];
  return c.html(
    page(
      texts.login.title,
      html`<main class="narrow">
<h1>${texts.login.title}</h1>
<p>${texts.login.how}</p>
${demo ? html`<p>${texts.login.demo}</p>` : ""}
${typeof words === "string" ? html`<p>${texts.login.kept}</p><pre class="words">${words}</pre>` : ""}
</main>`,
      { style: "console.css" },
    ),
    401,
  );
}

/** What a page threw, as a page. What is not expected is logged. */
export function onTrouble(log: Log): (error: Error, c: Context) => Response | Promise<Response> {
  return (error, c) => {
    if (error instanceof Refusal) {
      return error.code === "not_yours_to_move" ? troublePage(c, 403, "forbidden") : troublePage(c, 404, "not_found");
    }
    if (error instanceof BadForm) return troublePage(c, 400, "bad_form");
    if (error instanceof HTTPException) throw error;
    if (isUnusable(error)) {
      log.warn({ err: error, id: c.get("requestId"), route: c.req.routePath }, "value refused by the database");
      return troublePage(c, 400, "bad_form");
    }
    log.error(
      { err: error, id: c.get("requestId"), method: c.req.method, route: c.req.routePath },
      "console page failed",
    );
    return isUnreachable(error) ? troublePage(c, 503, "unreachable") : troublePage(c, 500, "internal");
  };
}
