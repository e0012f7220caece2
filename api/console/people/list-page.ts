import { html } from "hono/html";
import { surnameOnly } from "../../../bot/channels/abroad.ts";
import type { Area } from "../../../cases/areas/areas.ts";
import type { PeopleFilter, PersonRow } from "../../../cases/people/list.ts";
import { STAGES } from "../../../cases/people/stages.ts";
import { SUPPORT_ROLES } from "../../../cases/people/support.ts";
import type { Staff } from "../../../cases/staff/staff.ts";
import type { Html } from "../../page.ts";
import { gridOptions, option } from "../options.ts";
import { pager } from "../pager.ts";
import { texts as shell } from "../texts.ts";
import { texts } from "./texts.ts";

export const PATH = "/console/people";

export interface PeoplePage {
  rows: PersonRow[];
  next: string | null;
  cursor: string | undefined;
  areas: Area[];
  chosen: PeopleFilter;
}

/** The list of files: found by name, or filtered by grid, stage and who is missing. Names are cut to surnames. */
export function listBody(staff: Staff, { rows, next, cursor, areas, chosen }: PeoplePage): Html {
  const t = texts.list;
  const { area_id: grid, stage, gap } = chosen;
  const filtered = Boolean(grid ?? stage ?? gap);
  return html`<h1>${texts.title}</h1>
<form class="filters" method="post" action="${PATH}/search" aria-label="${t.search}">
<div class="field"><label for="name">${t.name}</label>
<input id="name" name="name" required maxlength="40" autocomplete="off"></div>
<div class="field"><label for="near">${t.near_in}</label>
<select id="near" name="grid"><option value="">${t.no_near}</option>${gridOptions(staff, areas, ownGrid(staff))}</select></div>
<button class="primary">${t.find}</button>
</form>
<form class="filters" method="get" action="${PATH}" aria-label="${t.filters}">
<div class="field"><label for="by-grid">${t.grid}</label>
<select id="by-grid" name="grid"><option value="">${t.any}</option>${gridOptions(staff, areas, grid)}</select></div>
<div class="field"><label for="by-stage">${t.stage}</label>
<select id="by-stage" name="stage"><option value="">${t.any}</option>${STAGES.map((one) => option(one, texts.stage.names[one], stage))}</select></div>
<div class="field"><label for="by-gap">${t.gap}</label>
<select id="by-gap" name="gap"><option value="">${t.any}</option>${SUPPORT_ROLES.map((one) => option(one, texts.support.names[one], gap))}</select></div>
<button class="primary">${t.apply}</button>
${filtered ? html`<a class="button" href="${PATH}">${t.clear}</a>` : ""}
</form>
<p class="muted">${t.masked}</p>
<section id="list" tabindex="-1" aria-label="${texts.title}">
${rows.length > 0 ? table(rows, (name) => surnameOnly(name)) : html`<p class="empty">${filtered ? t.empty : t.empty_all}</p>`}
</section>
${pager(PATH, { grid, stage, gap }, { cursor, next })}`;
}

/** What a search by name found, with full names: they have to be compared. */
export function foundBody(found: { exact: PersonRow[]; near: PersonRow[] }, asked_near: boolean): Html {
  const t = texts.found;
  const part = (heading: string, rows: PersonRow[], none: string): Html =>
    html`<section><h2>${heading}</h2>${rows.length > 0 ? table(rows, (name) => name) : html`<p class="empty">${none}</p>`}</section>`;
  return html`<h1>${t.title}</h1>
<p class="muted">${t.kept}</p>
${part(t.exact, found.exact, t.none_exact)}
${asked_near ? part(t.near, found.near, t.none_near) : ""}
<p><a class="button" href="${PATH}">${t.back}</a></p>`;
}

function table(rows: PersonRow[], shown: (name: string) => string): Html {
  const t = texts.list;
  const heads = [t.ref, t.person, t.sex, t.grid, t.stage, t.gaps];
  return html`<table class="rows people" role="table" data-rows>
<caption class="hidden">${texts.title}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => line(row, shown))}</tbody>
</table>`;
}

function line(row: PersonRow, shown: (name: string) => string): Html {
  const t = texts.list;
  const gaps = row.gaps.map((role) => html`<span class="mark stuck">${texts.support.names[role]}</span> `);
  return html`<tr role="row">
<th role="rowheader" scope="row" class="ref"><a href="${PATH}/${row.id}">${row.ref}</a></th>
<td role="cell" class="name">${row.name === null ? shell.unnamed : shown(row.name)}</td>
<td role="cell" class="sex">${row.sex ?? ""}</td>
<td role="cell" class="grid">${row.area ?? shell.no_grid}</td>
<td role="cell" class="stage">${row.stage ? texts.stage.names[row.stage] : ""}</td>
<td role="cell" class="flags">${gaps.length > 0 ? html`<span class="label">${t.gaps}</span> ${gaps}` : html`<span class="muted">${t.nobody_missing}</span>`}</td>
</tr>`;
}

const ownGrid = (staff: Staff): string | undefined => (staff.areas.length === 1 ? staff.areas[0]!.id : undefined);
