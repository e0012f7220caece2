import { html } from "hono/html";
import { crisisTexts } from "../../../bot/texts/crises.ts";
import type { CrisisRow, OpenCrisis } from "../../../cases/crises/list.ts";
import type { Html } from "../../page.ts";
import { address } from "../pager.ts";
import { crisisBoard } from "./board.ts";
import { liveBox, PATH } from "./frame.ts";
import { kindWords, levelMark, stateMark, when } from "./marks.ts";
import { texts } from "./texts.ts";

export type Shown = keyof typeof texts.list.filters;

export interface CrisisList {
  shown: Shown;
  open: OpenCrisis[];
  /** Those that are closed, the newest first. */
  rows: CrisisRow[];
  names: Map<string, string>;
  reader: { id: string };
  live: { since: string; how: "stream" | "poll" };
}

/** `/console/crises`: the open ones in full, then those that are closed. */
export function listBody(list: CrisisList): Html {
  const t = texts.list;
  const filter = (shown: Shown): Html =>
    html`<li><a href="${address(PATH, { show: shown === "all" ? undefined : shown })}"${shown === list.shown ? html` aria-current="true"` : ""}>${t.filters[shown]}</a></li>`;
  return html`<h1>${texts.title}</h1>
${liveBox(list.live.since, list.live.how)}
<nav aria-label="${texts.title}"><ul class="counts">${(Object.keys(t.filters) as Shown[]).map(filter)}</ul></nav>
${list.shown === "closed" ? "" : crisisBoard(list.open, list.reader)}
${list.shown === "open" ? "" : closed(list)}`;
}

function closed(list: CrisisList): Html {
  const t = texts.list;
  const rows = list.rows.length > 0 ? table(list) : html`<p class="empty">${t.empty}</p>`;
  return html`<section data-part="list"><h2>${t.filters.closed}</h2>${rows}</section>`;
}

function table({ rows, names }: CrisisList): Html {
  const t = texts.list;
  const heads = [t.ref, t.what, t.where, t.state, t.owner, t.when];
  return html`<table class="rows crises" role="table" data-rows>
<caption class="hidden">${texts.title}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => line(row, names))}</tbody>
</table>`;
}

function line(crisis: CrisisRow, names: Map<string, string>): Html {
  const t = texts.list;
  const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null));
  const outcome = crisis.outcome ? html` <span class="muted">${crisisTexts.outcomes[crisis.outcome]}</span>` : "";
  return html`<tr role="row">
<th role="rowheader" scope="row" class="ref"><a href="${PATH}/${crisis.id}">${crisis.ref}</a></th>
<td role="cell" class="what">${levelMark(crisis.level)} ${kindWords({ ...crisis, reporter: nameOf(crisis.reported_by) })}</td>
<td role="cell" class="where"><span class="label">${t.where}</span> ${crisis.area ?? texts.board.somewhere}</td>
<td role="cell" class="state">${stateMark(crisis.state)}${outcome}</td>
<td role="cell" class="owner"><span class="label">${t.owner}</span> ${nameOf(crisis.owner_id) ?? html`<span class="muted">${t.nobody}</span>`}</td>
<td role="cell" class="when"><span class="label">${t.when}</span> ${when(crisis.created_at)}</td>
</tr>`;
}
