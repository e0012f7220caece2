import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { MOST_PICTURES } from "../../cases/pictures/limits.ts";
import { readPicture } from "../../cases/pictures/read.ts";
import { Refusal } from "../../cases/refusal.ts";
import type { Html } from "../page.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { idOf } from "./read-form.ts";
import { texts } from "./texts.ts";

const place = z.coerce.number().int().min(1).max(MOST_PICTURES);

/** `GET /console/visits/:id/pictures/:n`: a picture of a visit, for whoever may see the visit. The read is written down. */
export function visitPictures(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/:id/pictures/:n", async (c) => {
    const n = place.safeParse(c.req.param("n"));
    if (!n.success) throw new Refusal("not_found");
    const { type, bytes, visit_ref } = await asStaff(parts, c.get("staff"), (session) =>
      readPicture(session, idOf(c), n.data),
    );
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      "content-type": type,
      "content-disposition": `inline; filename="${visit_ref}-${n.data}.${type.slice("image/".length)}"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    });
  });
  return app;
}

/** Links to the pictures of a visit; not the pictures, because every look is written down. */
export function pictureLinks(visit: { id: string; ref: string; pictures: number }): Html | string {
  if (visit.pictures === 0) return "";
  const link = (_: unknown, i: number): Html =>
    html` <a href="/console/visits/${visit.id}/pictures/${i + 1}" aria-label="${texts.visits.picture(visit.ref, i + 1)}">${i + 1}</a>`;
  return html`<span class="pictures">${texts.visits.pictures}${Array.from({ length: visit.pictures }, link)}</span>`;
}
