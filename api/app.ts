import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { contextStorage } from "hono/context-storage";
import { csrf } from "hono/csrf";
import { secureHeaders } from "hono/secure-headers";
import { timing } from "hono/timing";
import { newId } from "../platform/id.ts";
import { assets } from "./assets/assets.ts";
import { chatPage } from "./chat/page.ts";
import { consolePages } from "./console/console.ts";
import { troublePage } from "./console/trouble.ts";
import { fhir } from "./fhir/fhir.ts";
import { health } from "./health.ts";
import { hsds } from "./hsds/hsds.ts";
import { inPageLanguage } from "./language.ts";
import { login, logout } from "./login.ts";
import { metricsPage } from "./metrics/page.ts";
import type { AppParts } from "./parts.ts";
import { onError, problem } from "./problem.ts";
import { receiver } from "./receiver/receiver.ts";
import { districtRoute } from "./session/district.ts";
import { slipPages } from "./slip/slip.ts";
import { v1 } from "./v1/v1.ts";
import { lineWebhook } from "./webhooks/line.ts";
import { telegramWebhook } from "./webhooks/telegram.ts";

const WEBHOOK_BYTES = 1024 * 1024;
const FORM_BYTES = 64 * 1024;
/** Forms that carry a file: somewhat more than the file itself may have. */
const FILE_FORM_BYTES = 11 * 1024 * 1024;
const FILE_FORMS =
  /^\/console\/(coverage\/settings\/map|knowledge\/upload|directory\/import|imports|forms\/templates\/[a-z]+)$/;

/** The whole service as one app object; the same on Node and on Workers. */
export function createApp(parts: AppParts): Hono {
  const app = new Hono();
  app.use("*", async (c, next) => {
    const id = newId();
    c.set("requestId" as never, id as never);
    await next();
    c.header("x-request-id", id);
  });
  app.onError(onError(parts.log));
  app.notFound((c) => problem(c, 404, "no_such_page"));
  const tooLarge = (bytes: number) => bodyLimit({ maxSize: bytes, onError: (c) => problem(c, 413, "body_too_large") });
  // Before what is for browsers: no browser reads these answers. Messengers give up on slow webhooks: how long ours take stands in
  // every answer (Server-Timing).
  app.use("/webhooks/*", timing({ totalDescription: "handler" }));
  const counted = tooLarge(WEBHOOK_BYTES);
  // Counts only where nobody says how long it is: to find out whether there is a body Hono makes a whole Request of it.
  app.use("/webhooks/*", (c, next) =>
    c.req.header("transfer-encoding") === undefined && Number(c.req.header("content-length")) <= WEBHOOK_BYTES
      ? next()
      : counted(c, next),
  );
  app.route("/webhooks/telegram", telegramWebhook(parts));
  app.route("/webhooks/line", lineWebhook(parts));
  const headers = (referrerPolicy: "same-origin" | "no-referrer") =>
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy,
      permissionsPolicy: { geolocation: ["self"], camera: [], microphone: [] },
    });
  // Not `no-referrer` everywhere: browsers would send `Origin: null` with our own forms. A receiver's link tells nobody where it is.
  const [ours, nobody] = [headers("same-origin"), headers("no-referrer")];
  app.use("*", (c, next) => (c.req.path.startsWith("/r/") ? nobody : ours)(c, next));
  app.route("/", health(parts));
  app.route("/", metricsPage(parts));
  app.route("/assets", assets());
  // Not behind the check below: nobody is signed in there, and its forms come with `Origin: null`.
  app.use("/r/*", tooLarge(FORM_BYTES));
  app.route("/r", receiver(parts));
  // Cookies are only taken from our own pages; a bearer token carries no cookie and passes.
  // Behind a proxy that ends TLS the request's own address is not the one that people see.
  app.use("*", csrf(parts.public_url ? { origin: new URL(parts.public_url).origin } : {}));
  app.route("/api/v1", v1(parts));
  app.route("/hsds", hsds(parts));
  app.route("/fhir", fhir(parts));
  // From here on: pages, in their reader's language.
  app.use("*", contextStorage(), inPageLanguage(parts.public_url?.startsWith("https:") ?? false));
  app.use("/login/*", tooLarge(FORM_BYTES));
  const form = tooLarge(FORM_BYTES);
  const fileForm = bodyLimit({ maxSize: FILE_FORM_BYTES, onError: (c) => troublePage(c, 413, "too_large") });
  app.use("/console/*", (c, next) => (FILE_FORMS.test(c.req.path) ? fileForm : form)(c, next));
  app.route("/login", login(parts));
  app.route("/logout", logout(parts));
  app.use("/district", form);
  app.route("/district", districtRoute(parts));
  app.route("/console", consolePages(parts));
  app.route("/slip", slipPages(parts));
  app.route("/", chatPage(parts));
  return app;
}
