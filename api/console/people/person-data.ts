import { type Context, Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { copyOfPerson } from "../../../cases/erasure/copy.ts";
import { ERASE_GROUNDS, type EraseGround, erasePerson } from "../../../cases/erasure/erase.ts";
import { assertAdmin } from "../../../cases/leads.ts";
import { refOf } from "../../../cases/people/find.ts";
import type { Html } from "../../page.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { consolePage } from "../layout.ts";
import { officersOnly } from "../officers-only.ts";
import { option } from "../options.ts";
import { idOf, readForm } from "../read-form.ts";
import { refusedNote, whyRefused } from "../refused.ts";
import { copyPage } from "./copy-page.ts";
import { texts } from "./data-texts.ts";
import { PATH } from "./list-page.ts";

const copyFields = z.object({ as: z.enum(["page", "data"]).catch("page") });
/** Without the number typed again it is asked for; with it, it is done. */
const eraseFields = z.object({
  ground: z.enum(ERASE_GROUNDS).nullable().catch(null),
  ref: z.string().max(20).catch(""),
});

/** `/console/people/:id/copy` and `/erase`: what somebody may ask about their own data. Copying is for whoever leads, erasing for admins. */
export function personDataPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("/:id/copy", officersOnly);
  app.post("/:id/copy", async (c) => {
    const { as } = await readForm(c, copyFields);
    const copy = await asStaff(parts, c.get("staff"), (session) => copyOfPerson(session, idOf(c)));
    if (as === "data") {
      c.header("content-disposition", `attachment; filename="${copy.ref}.json"`);
      return c.json(copy);
    }
    c.header("content-disposition", `attachment; filename="${copy.ref}.html"`);
    return c.html(copyPage(copy));
  });

  app.use("/:id/erase", officersOnly);
  app.get("/:id/erase", (c) => show(parts, c, null, null));
  app.post("/:id/erase", async (c) => {
    const { ground, ref } = await readForm(c, eraseFields);
    if (ref.trim() === "") return show(parts, c, ground, null);
    try {
      const done = await asStaff(parts, c.get("staff"), (session) =>
        erasePerson(session, { person_id: idOf(c), ref, ground }),
      );
      const said = html`<h1>${texts.title}</h1><p class="notice" role="status">${texts.erased(done.ref, done.fields, done.pictures)}</p>`;
      return c.html(consolePage({ staff: c.get("staff"), title: texts.title, section: "people" }, said));
    } catch (error) {
      return show(parts, c, ground, whyRefused(error));
    }
  });
  return app;
}

/** The two steps: why, and then the number of the file again. */
async function show(
  parts: AppParts,
  c: Context<StaffEnv>,
  ground: EraseGround | null,
  why: string | null,
): Promise<Response> {
  const staff = c.get("staff");
  const id = idOf(c);
  const ref = await asStaff(parts, staff, (session) => {
    assertAdmin(session);
    return refOf(session, id);
  });
  const fields: Html =
    ground === null
      ? html`<label for="ground">${texts.ground}</label>
<select id="ground" name="ground">${ERASE_GROUNDS.map((one) => option(one, texts.grounds[one], null))}</select>
<button>${texts.next}</button>`
      : html`<input type="hidden" name="ground" value="${ground}"><p>${texts.grounds[ground]}</p>
<label for="ref">${texts.again(ref)}</label><input id="ref" name="ref" maxlength="20" autocomplete="off" required>
<button class="primary">${texts.confirm}</button>`;
  const body = html`<h1>${texts.erase} <span class="muted">${ref}</span></h1>${refusedNote(why)}
<p>${texts.erase_what}</p>
<section class="card"><form class="moves" method="post" action="${PATH}/${id}/erase">${fields}
<a class="button" href="${PATH}/${id}">${texts.cancel}</a></form></section>`;
  return c.html(consolePage({ staff, title: texts.erase, section: "people" }, body), why ? 422 : 200);
}

/** On the file's page, for whoever leads: the copy, and the way to the erasure for an admin. */
export function personData(id: string, is_admin: boolean): Html {
  return html`<section class="card screen"><h2>${texts.title}</h2><p class="muted">${texts.copy_what}</p>
<form class="moves" method="post" action="${PATH}/${id}/copy"><button name="as" value="page">${texts.copy_page}</button>
<button name="as" value="data">${texts.copy_data}</button></form>
${is_admin ? html`<p><a class="button" href="${PATH}/${id}/erase">${texts.erase}</a></p>` : ""}</section>`;
}
