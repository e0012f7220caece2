import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { texts as said } from "../../bot/texts/zh-hans.ts";
import { staffNames } from "../../cases/staff/staff.ts";
import { listVisits, type VisitRow } from "../../cases/visits/list.ts";
import type { Html } from "../page.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { formsEntry, formsLink } from "./forms/link.ts";
import { consolePage } from "./layout.ts";
import { pager } from "./pager.ts";
import { texts } from "./texts.ts";
import { pictureLinks } from "./visit-picture.ts";

const PATH = "/console/visits";
const PAGE = 50;
const query = z.object({ cursor: z.string().max(200).optional().catch(undefined) });

/** `GET /console/visits`: visits newest first; the words of a note stand on the page of the visit. */
export function visitLog(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/", async (c) => {
    const staff = c.get("staff");
    const { cursor } = query.parse(c.req.query());
    const { rows, next, names } = await asStaff(parts, staff, async (session) => {
      const page = await listVisits(session, { cursor, limit: PAGE });
      const went = page.rows.map((visit) => visit.staff_id);
      return { ...page, names: await staffNames(session, went) };
    });
    return c.html(
      consolePage(
        { staff, title: texts.visits.title, section: "visits", top: true },
        html`<h1>${texts.visits.title}</h1>${formsEntry()}
${rows.length > 0 ? table(rows, names) : html`<p class="empty">${texts.visits.empty}</p>`}
${pager(PATH, {}, { cursor, next })}`,
      ),
    );
  });
  return app;
}

function table(rows: VisitRow[], names: Map<string, string>): Html {
  const t = texts.visits;
  const heads = [t.date, t.ref, t.people, t.went, texts.log.grid, t.form, t.flags];
  return html`<table class="rows visits" role="table" data-rows>
<caption class="hidden">${t.title}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map((visit) => row(visit, names.get(visit.staff_id) ?? texts.desk.somebody))}</tbody>
</table>`;
}

function row(visit: VisitRow, went: string): Html {
  const t = texts.visits;
  const flags: Record<string, string> = said.flags;
  const people = visit.people.map(
    (person) => html`<a href="/console/people/${person.id}">${person.name ?? texts.unnamed}</a> `,
  );
  return html`<tr role="row">
<td role="cell" class="day">${visit.visited_on}</td>
<th role="rowheader" scope="row" class="ref"><a href="/console/visits/${visit.id}">${visit.ref}</a></th>
<td role="cell" class="person">${people.length > 0 ? people : html`<span class="muted">${texts.unnamed}</span>`}</td>
<td role="cell" class="went"><span class="label">${t.went}</span> ${went}</td>
<td role="cell" class="grid">${visit.area ?? texts.no_grid}</td>
<td role="cell" class="form">${visit.form ?? ""} ${pictureLinks(visit)} ${formsLink(visit)}</td>
<td role="cell" class="flags">${visit.flags.map((flag) => html`<span class="mark stuck">${flags[flag] ?? flag}</span> `)}</td>
</tr>`;
}
