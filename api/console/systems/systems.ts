import { Hono } from "hono";
import * as z from "zod";
import { refusalWords } from "../../../bot/texts/refusal-words.ts";
import { Refusal } from "../../../cases/refusal.ts";
import { sendDeadAgain } from "../../../cases/webhooks/deliveries.ts";
import { registerEndpoint, removeEndpoint } from "../../../cases/webhooks/endpoints.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { consolePage, doneNotice } from "../layout.ts";
import { officersOnly } from "../officers-only.ts";
import { idOf, readForm, ticked } from "../read-form.ts";
import { PATH, secretBody } from "./endpoints-page.ts";
import { systemsShown } from "./shown.ts";
import { texts } from "./texts.ts";
import { tokenPages } from "./tokens.ts";

const form = z.object({ url: z.string().max(2_000), events: ticked(z.string()) });

/** `/console/systems`: where other systems are told. Supervisors look, admins change. */
export function systemPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("*", officersOnly);

  app.route("/tokens", tokenPages(parts));

  app.get("/", async (c) => {
    const staff = c.get("staff");
    const notice = doneNotice(texts.done, c.req.query("done"));
    const frame = { staff, title: texts.title, section: "systems", top: true, notice } as const;
    return c.html(consolePage(frame, await systemsShown(parts, staff, {})));
  });

  app.post("/", async (c) => {
    const staff = c.get("staff");
    const given = await readForm(c, form, { all: true });
    const frame = { staff, title: texts.title, section: "systems" } as const;
    try {
      const made = await asStaff(parts, staff, (session) =>
        registerEndpoint(session, given, parts.config.webhook_private_hosts),
      );
      return c.html(consolePage(frame, secretBody({ ...texts.secret, of: made.url, secret: made.secret })));
    } catch (error) {
      if (!(error instanceof Refusal) || !error.code.startsWith("webhook_")) throw error;
      const refused = { ...given, words: refusalWords(error) };
      return c.html(consolePage(frame, await systemsShown(parts, staff, { refused })), 422);
    }
  });

  app.post("/:id/remove", async (c) => {
    await asStaff(parts, c.get("staff"), (session) => removeEndpoint(session, idOf(c)));
    return c.redirect(`${PATH}?done=removed`, 303);
  });

  app.post("/:id/send-again", async (c) => {
    await asStaff(parts, c.get("staff"), (session) => sendDeadAgain(session, idOf(c)));
    return c.redirect(`${PATH}?done=again`, 303);
  });
  return app;
}
