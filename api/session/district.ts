import { Hono } from "hono";
import { html } from "hono/html";
import { severalDistricts } from "../../bot/texts/several-districts.ts";
import { audit } from "../../cases/audit/append.ts";
import { inSession } from "../../cases/session.ts";
import { elsewhereOf } from "../../cases/staff/accounts.ts";
import { systemScope } from "../../platform/scope.ts";
import type { Html } from "../page.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, startSession, type Visitor, whoAsks } from "./who.ts";

/** A button for each other district in which somebody works; nothing for everybody else. */
export function districtSwitch({ works }: Visitor): Html | "" {
  if (!works) return "";
  const buttons = works.elsewhere.map(
    ({ staff, district }) =>
      html`<button name="district" value="${staff.district_id}">${severalDistricts.go(district)}</button>`,
  );
  return html`<form method="post" action="/district">${buttons}</form>`;
}

/** `POST /district`: a new session in another district of the same person. The old one's cookie is gone with it. */
export function districtRoute(parts: AppParts): Hono {
  const app = new Hono();
  app.post("/", async (c) => {
    const staff = await whoAsks(c, parts);
    if (!staff) return c.redirect("/", 303);
    const { district } = await c.req.parseBody();
    const elsewhere = await asStaff(parts, staff, (session) => elsewhereOf(session, staff.id));
    const there = elsewhere.find((place) => String(place.staff.district_id) === district)?.staff;
    if (there) {
      await inSession({ ...parts, now: parts.clock.now() }, systemScope(there.district_id), (session) =>
        audit(session, { action: "login.used", entity: "staff", entity_id: there.id }),
      );
      await startSession(c, parts, there);
    }
    return c.redirect((there ?? staff).role === "grid_worker" ? "/" : "/console", 303);
  });
  return app;
}
