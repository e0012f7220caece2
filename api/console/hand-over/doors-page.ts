import { html } from "hono/html";
import type { Area } from "../../../cases/areas/areas.ts";
import type { DoorFlag } from "../../../cases/doors/flag.ts";
import type { Html } from "../../page.ts";
import { option } from "../options.ts";
import { refusedNote } from "../refused.ts";
import { texts } from "./texts.ts";

export const PATH = "/console/doors";

/** What was typed, kept when it was refused. */
export interface DoorForm {
  area_id: string;
  address: string;
  reason: string;
  until_on: string;
}

/** The doors that nobody goes to alone, and the form for another. */
export function doorsBody(seen: { flags: DoorFlag[]; grids: Area[]; form: DoorForm; why: string | null }): Html {
  const t = texts.doors;
  const { flags, grids, form, why } = seen;
  return html`<h1>${t.title}</h1>
<p>${t.how}</p>
${refusedNote(why)}
<div class="columns">
<section>${flags.length > 0 ? table(flags) : html`<p class="empty">${t.none}</p>`}</section>
<section class="card aside"><form class="sheet" method="post" action="${PATH}">
<div><label for="area_id">${t.grid}</label><select id="area_id" name="area_id" required><option value="">${texts.choose}</option>${grids.map(
    ({ id, name }) => option(id, name, form.area_id),
  )}</select></div>
<div><label for="address">${t.address}</label><input id="address" name="address" maxlength="100" required placeholder="${t.address_hint}" value="${form.address}"></div>
<div><label for="reason">${t.reason}</label><input id="reason" name="reason" maxlength="200" required value="${form.reason}"></div>
<div><label for="until_on">${t.until}</label><input id="until_on" name="until_on" type="date" required value="${form.until_on}"></div>
<button class="primary">${t.add}</button></form></section>
</div>`;
}

function table(flags: DoorFlag[]): Html {
  const t = texts.doors;
  const heads = [t.address, t.grid, t.reason, t.until];
  return html`<table class="rows" role="table">
<caption class="hidden">${t.title}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}<th role="columnheader" scope="col"><span class="hidden">${texts.actions}</span></th></tr></thead>
<tbody role="rowgroup">${flags.map(
    (flag) => html`<tr role="row">
<th role="rowheader" scope="row" class="name">${flag.address}</th>
<td role="cell"><span class="label">${t.grid}</span> ${flag.area}</td>
<td role="cell"><span class="label">${t.reason}</span> ${flag.reason}</td>
<td role="cell"><span class="label">${t.until}</span> ${flag.until_on}</td>
<td role="cell" class="actions"><div class="buttons"><form method="post" action="${PATH}/${flag.id}/lift"><button aria-label="${t.lift_for(flag.address)}">${t.lift}</button></form></div></td>
</tr>`,
  )}</tbody>
</table>`;
}
