import { type Context, Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { MOST_PICTURES } from "../../cases/pictures/limits.ts";
import { type PictureFrame, readPicture, readPictureFrame } from "../../cases/pictures/read.ts";
import { Refusal } from "../../cases/refusal.ts";
import { staffNames } from "../../cases/staff/staff.ts";
import type { Html } from "../page.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { consolePage } from "./layout.ts";
import { idOf } from "./read-form.ts";
import { texts } from "./texts.ts";

const place = z.coerce.number().int().min(1).max(MOST_PICTURES);

/**
 * `GET /console/visits/:id/pictures/:n`: a page with one picture of a visit, for whoever may see the visit. The picture itself,
 * at `/image` below it, is what is looked at, and that is written down.
 */
export function visitPictures(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/:id/pictures/:n", async (c) => {
    const staff = c.get("staff");
    const n = placeIn(c);
    const seen = await asStaff(parts, staff, async (session) => {
      const visit = await readPictureFrame(session, idOf(c), n);
      return { visit, by: (await staffNames(session, [visit.staff_id])).get(visit.staff_id) ?? texts.desk.somebody };
    });
    const title = texts.visits.picture(seen.visit.ref, n);
    return c.html(consolePage({ staff, title, section: "visits" }, pictureBody(seen.visit, seen.by, n)));
  });

  app.get("/:id/pictures/:n/image", async (c) => {
    const n = placeIn(c);
    const { type, bytes, visit_ref } = await asStaff(parts, c.get("staff"), (session) =>
      readPicture(session, idOf(c), n),
    );
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      "content-type": type,
      "content-disposition": `inline; filename="${visit_ref}-${n}.${type.slice("image/".length)}"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    });
  });
  return app;
}

/** @throws Refusal `not_found` for what is no place of a picture */
function placeIn(c: Context): number {
  const n = place.safeParse(c.req.param("n"));
  if (!n.success) throw new Refusal("not_found");
  return n.data;
}

function pictureBody(visit: PictureFrame, by: string, n: number): Html {
  const t = texts.visits;
  const at = `/console/visits/${visit.id}/pictures`;
  const previous = n > 1 ? html`<a class="button" rel="prev" href="${at}/${n - 1}">${texts.pages.previous}</a>` : "";
  const next =
    n < visit.pictures ? html`<a class="button" rel="next" href="${at}/${n + 1}">${texts.pages.next}</a>` : "";
  const people = visit.people.map((id, i) => html`<a class="button" href="/console/people/${id}">${t.file(i + 1)}</a>`);
  return html`<h1>${t.picture(visit.ref, n)}</h1>
<p class="muted">${t.taken(visit.visited_on, by, visit.area ?? texts.no_grid)} ${t.picture_of(n, visit.pictures)}</p>
<p><img class="picture" src="${at}/${n}/image" alt="${t.picture(visit.ref, n)}"></p>
<p class="muted">${t.look_is_kept}</p>
<div class="buttons">${previous}${next}${people}<a class="button" href="/console/visits">${t.back}</a></div>`;
}

/** Links to the pictures of a visit; not the pictures, because every look is written down. */
export function pictureLinks(visit: { id: string; ref: string; pictures: number }): Html | string {
  if (visit.pictures === 0) return "";
  const link = (_: unknown, i: number): Html =>
    html` <a href="/console/visits/${visit.id}/pictures/${i + 1}" aria-label="${texts.visits.picture(visit.ref, i + 1)}">${i + 1}</a>`;
  return html`<span class="pictures">${texts.visits.pictures}${Array.from({ length: visit.pictures }, link)}</span>`;
}
