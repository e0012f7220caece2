import { html } from "hono/html";
import type { ReferralRow } from "../../cases/referrals/list.ts";
import type { Html } from "../page.ts";
import { dueMark, reviewMark, statusMark } from "./marks.ts";
import { texts } from "./texts.ts";

/**
 * Referrals as a table that a narrow screen shows as cards. The roles keep it a table for screen readers when the style
 * sheet takes its layout away.
 */
export function referralRows(rows: readonly ReferralRow[], caption: string): Html {
  const { log } = texts;
  const heads = [log.ref, log.person, log.grid, log.where, log.status, log.due, log.review];
  return html`<table class="rows referrals" role="table" data-rows>
<caption class="hidden">${caption}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map(row)}</tbody>
</table>`;
}

function row(referral: ReferralRow): Html {
  const { log } = texts;
  return html`<tr role="row">
<th role="rowheader" scope="row" class="ref"><a href="/console/referrals/${referral.id}">${referral.ref}</a></th>
<td role="cell" class="person">${referral.person ? (referral.person.name ?? texts.unnamed) : texts.referral.no_person}</td>
<td role="cell" class="grid">${referral.area ?? texts.no_grid}</td>
<td role="cell" class="where">${referral.service_name}</td>
<td role="cell" class="status">${statusMark(referral.status)}</td>
<td role="cell" class="due"><span class="label">${log.due}</span> ${dueMark(referral)}</td>
<td role="cell" class="review"><span class="label">${log.review}</span> ${reviewMark(referral)}</td>
</tr>`;
}
