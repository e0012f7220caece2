import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { type DocumentRow, documentRegions, listDocuments } from "../../../knowledge/documents/list.ts";
import { loadRegions, type Regions, regionName } from "../../../knowledge/regions/regions.ts";
import { chinaDate } from "../../../platform/clock.ts";
import type { Html } from "../../page.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { keepsStaff } from "../layout.ts";
import { option } from "../options.ts";
import { address } from "../pager.ts";
import { texts as shell } from "../texts.ts";
import { knowledgePage, PATH } from "./frame.ts";
import { reliabilityMark, stateMark } from "./marks.ts";
import { RELIABILITY_NAMES, STATE_NAMES } from "./names.ts";
import { texts } from "./texts.ts";

const PAGE = 50;
/** A filter that somebody wrote by hand and that means nothing filters nothing. */
const filters = z.object({
  words: z.string().trim().max(100).optional().catch(undefined),
  reliability: z.enum(RELIABILITY_NAMES).optional().catch(undefined),
  region: z
    .string()
    .regex(/^\d{6}$/)
    .optional()
    .catch(undefined),
  state: z.enum(STATE_NAMES).optional().catch(undefined),
  overdue: z.literal("1").optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});
type Filters = z.infer<typeof filters>;

/** `GET /console/knowledge`: the documents, by title. */
export function documentList(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/", async (c) => {
    const staff = c.get("staff");
    const chosen = filters.parse(c.req.query());
    const today = chinaDate(parts.clock.now());
    const { listed, regions, codes } = await asStaff(parts, staff, async ({ tx }) => ({
      listed: await listDocuments(tx, { ...chosen, overdue: chosen.overdue === "1", today, page_size: PAGE }),
      regions: await loadRegions(tx),
      codes: await documentRegions(tx),
    }));
    const places = codes.map((code) => [code, regionName(regions, code)] as const);
    const upload = keepsStaff(staff)
      ? html`<p><a class="button primary" href="${PATH}/upload">${texts.list.upload}</a></p>`
      : "";
    const body = html`<h1>${texts.title}</h1>
${upload}
${filterForm(chosen, places)}
<section id="list" tabindex="-1" aria-label="${texts.title}">
${listed.rows.length > 0 ? table(listed.rows, regions, today) : html`<p class="empty">${texts.list.empty}</p>`}
</section>
${pages(chosen, listed.more)}`;
    return c.html(knowledgePage(c, { title: texts.title, part: "documents", top: true }, body));
  });
  return app;
}

function filterForm(chosen: Filters, places: (readonly [string, string])[]): Html {
  const t = texts.list;
  const select = (name: "reliability" | "region" | "state", options: (readonly [string, string])[]): Html =>
    html`<div class="field"><label for="by-${name}">${t[name]}</label>
<select id="by-${name}" name="${name}"><option value="">${t.any}</option>${options.map(([value, label]) =>
      option(value, label, chosen[name]),
    )}</select></div>`;
  return html`<form class="filters" method="get" action="${PATH}" aria-label="${shell.log.filters}">
<div class="field"><label for="by-words">${t.words}</label>
<input id="by-words" name="words" type="search" value="${chosen.words ?? ""}"></div>
${select("reliability", Object.entries(texts.reliability))}${select("region", places)}${select("state", Object.entries(texts.state))}
<label class="tick"><input type="checkbox" name="overdue" value="1"${chosen.overdue ? html` checked` : ""}> ${t.overdue}</label>
<button class="primary">${t.apply}</button> <a class="button" href="${PATH}">${t.clear}</a>
</form>`;
}

function table(rows: DocumentRow[], regions: Regions, today: string): Html {
  const t = texts.list;
  const heads = [t.name, t.reliability, t.region, t.state, t.clauses, t.checked];
  return html`<table class="rows documents" role="table" data-rows>
<caption class="hidden">${texts.title}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => documentRow(row, regions, today))}</tbody>
</table>`;
}

function documentRow(row: DocumentRow, regions: Regions, today: string): Html {
  const t = texts.list;
  const shared = row.district_id === 0 ? html` <span class="muted">${texts.shared}</span>` : "";
  const due =
    row.review_by < today && row.state !== "withdrawn" ? html` <span class="mark late">${t.review_due}</span>` : "";
  return html`<tr role="row">
<th role="rowheader" scope="row" class="title-cell"><a href="${documentHref(row)}">${row.title}</a>${row.doc_no ? html` <span class="muted">${row.doc_no}</span>` : ""}${shared}</th>
<td role="cell">${reliabilityMark(row.reliability)}</td>
<td role="cell">${regionName(regions, row.region)}</td>
<td role="cell">${stateMark(row.state)}</td>
<td role="cell">${t.count(row.clauses)}</td>
<td role="cell"><span class="label">${t.checked} </span><span class="day">${row.checked_on}</span>${due}</td>
</tr>`;
}

/** A shared document says so in its address: a district may have one of the same id. */
export function documentHref(row: { district_id: number; id: string }): string {
  return `${PATH}/${encodeURIComponent(row.id)}${row.district_id === 0 ? "?shared=1" : ""}`;
}

function pages({ page, ...chosen }: Filters, more: boolean): Html {
  const to = (number: number): string => address(PATH, { ...chosen, page: number > 1 ? String(number) : undefined });
  if (page === 1 && !more) return html``;
  return html`<nav class="pager" aria-label="${shell.pages.label}">${page > 1 ? html`<a class="button" rel="prev" href="${to(page - 1)}">${shell.pages.previous}</a>` : ""}${more ? html`<a class="button" rel="next" href="${to(page + 1)}">${shell.pages.next}</a>` : ""}</nav>`;
}
