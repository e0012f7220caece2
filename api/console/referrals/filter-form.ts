import { html } from "hono/html";
import type { Area } from "../../../cases/areas/areas.ts";
import type { Staff } from "../../../cases/staff/staff.ts";
import type { Html } from "../../page.ts";
import { gridOptions, option } from "../options.ts";
import { life } from "../referral-life-texts.ts";
import { texts } from "../texts.ts";
import { type Chosen, PATH, PRIORITIES, STATUSES } from "./filters.ts";
import { texts as own } from "./texts.ts";

/** What people ask for every day stands open; the rest unfolds, and stays unfolded while it filters. */
export function filterForm(staff: Staff, chosen: Chosen, areas: Area[], filtered: boolean): Html {
  const t = texts.log;
  const tick = (name: "overdue" | "unclaimed" | "unreviewed" | "returned" | "denied" | "mine", label: string): Html =>
    html`<label class="tick"><input type="checkbox" name="${name}" value="1"${chosen[name] ? html` checked` : ""}> ${label}</label>`;
  const { target, priority, from, until, unclaimed, returned, denied } = chosen;
  const unfolded = [target, priority, from, until, unclaimed, returned, denied].some((value) => value !== undefined);
  return html`<form class="filters" method="get" action="${PATH}" aria-label="${t.filters}">
<div class="field"><label for="by-status">${t.status}</label>
<select id="by-status" name="status"><option value="">${t.any}</option>${STATUSES.map((status) =>
    option(status, texts.status[status], chosen.status),
  )}</select></div>
<div class="field"><label for="by-grid">${t.grid}</label>
<select id="by-grid" name="grid"><option value="">${t.any}</option>${gridOptions(staff, areas, chosen.grid)}</select></div>
${tick("overdue", t.overdue)}${tick("unreviewed", t.unreviewed)}${tick("mine", own.filters.mine)}
<details class="more"${unfolded ? html` open` : ""}><summary class="fold">${own.filters.more}</summary><div class="filters">
<div class="field"><label for="by-target">${own.filters.target}</label><input id="by-target" name="target" maxlength="60" value="${target ?? ""}"></div>
<div class="field"><label for="by-priority">${own.filters.priority}</label>
<select id="by-priority" name="priority"><option value="">${t.any}</option>${PRIORITIES.map((one) => option(one, texts.priority[one], priority))}</select></div>
<div class="field"><label for="by-from">${own.filters.from}</label><input id="by-from" name="from" type="date" value="${from ?? ""}"></div>
<div class="field"><label for="by-until">${own.filters.until}</label><input id="by-until" name="until" type="date" value="${until ?? ""}"></div>
${tick("unclaimed", own.filters.unclaimed)}${tick("returned", own.filters.returned)}${tick("denied", life.denied)}
</div></details>
<button class="primary">${t.apply}</button>
${filtered ? html`<a class="button" href="${PATH}">${t.clear}</a>` : ""}
</form>`;
}
