import { html } from "hono/html";
import type { ReferralRow } from "../../cases/referrals/list.ts";
import type { Html } from "../page.ts";
import { dueMark, reviewMark, statusMark } from "./marks.ts";
import { texts as own } from "./referrals/texts.ts";
import { texts } from "./texts.ts";

/** What a list of referrals shows beside them. */
export interface RowsBeside {
  /** Who follows them; where it is given, each row says so. */
  names?: Map<string, string>;
  /** The form whose boxes stand before the rows. */
  ticks?: string;
}

/**
 * Referrals as a table that a narrow screen shows as cards. The roles keep it a table for screen readers when the style
 * sheet takes its layout away.
 */
export function referralRows(rows: readonly ReferralRow[], caption: string, beside: RowsBeside = {}): Html {
  const { log } = texts;
  const heads = [log.ref, log.person, log.grid, log.where, log.status, log.due, log.review];
  const all = beside.ticks
    ? html`<th role="columnheader" scope="col" class="tick-cell"><label class="tick" data-all hidden><input type="checkbox"> <span class="hidden">${own.several.tick_all}</span></label><span class="hidden">${own.several.heading}</span></th>`
    : "";
  return html`<table class="rows referrals" role="table" data-rows>
<caption class="hidden">${caption}</caption>
<thead role="rowgroup"><tr role="row">${all}${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map((referral) => row(referral, beside))}</tbody>
</table>`;
}

function row(referral: ReferralRow, { names, ticks }: RowsBeside): Html {
  const { log } = texts;
  const { id, ref, version, owner_id } = referral;
  const tick = ticks
    ? html`<td role="cell" class="tick-cell"><label class="tick"><input type="checkbox" id="tick-${id}" name="ticked" value="${id}:${version}" form="${ticks}"> <span class="hidden">${own.several.tick(ref)}</span></label></td>`
    : "";
  return html`<tr role="row">${tick}
<th role="rowheader" scope="row" class="ref"><a id="open-${id}" href="/console/referrals/${id}">${ref}</a></th>
<td role="cell" class="person">${referral.person ? (referral.person.name ?? texts.unnamed) : texts.referral.no_person}</td>
<td role="cell" class="grid">${referral.area ?? texts.no_grid}</td>
<td role="cell" class="where">${referral.service_name}${names ? html` <span class="muted follows">${followed(owner_id, names)}</span>` : ""}</td>
<td role="cell" class="status">${statusMark(referral.status)}</td>
<td role="cell" class="due"><span class="label">${log.due}</span> ${dueMark(referral)}${urgency(referral)}</td>
<td role="cell" class="review"><span class="label">${log.review}</span> ${reviewMark(referral)}</td>
</tr>`;
}

function followed(owner_id: string | null, names: Map<string, string>): string {
  return owner_id === null ? own.nobody_follows : own.follows(names.get(owner_id) ?? texts.desk.somebody);
}

/** Only what is not routine is said. */
function urgency({ priority }: ReferralRow): Html {
  if (priority === "routine" || !Object.hasOwn(texts.priority, priority)) return html``;
  return html` <span class="mark">${texts.priority[priority as keyof typeof texts.priority]}</span>`;
}
