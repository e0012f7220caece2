import { html } from "hono/html";
import type { Cover, Held } from "../../../cases/hand-over/list.ts";
import type { Html } from "../../page.ts";
import { option } from "../options.ts";
import { refusedNote } from "../refused.ts";
import { texts } from "./texts.ts";

export const PATH = "/console/hand-over";

/** What was typed, kept when it was refused. */
export interface CoverForm {
  held: string;
  to_staff: string;
  how_long: "leave" | "for_good";
  from_on: string;
  until_on: string;
  reason: string;
}

export interface HandOverSeen {
  covers: Cover[];
  held: Held[];
  workers: { id: string; name: string }[];
  form: CoverForm;
  why: string | null;
}

/** Who looks after which grid in whose place, and the form that sets it. */
export function handOverBody(seen: HandOverSeen): Html {
  const t = texts;
  return html`<h1>${t.title}</h1>
<p>${t.how}</p>
${refusedNote(seen.why)}
<div class="columns">
<section><h2>${t.list}</h2>${seen.covers.length > 0 ? table(seen.covers) : html`<p class="empty">${t.none}</p>`}</section>
<section class="card aside"><h2>${t.new}</h2>${form(seen)}<p class="muted">${t.roster_hint}</p><p><a class="button" href="/console/crises/roster">${t.roster}</a></p></section>
</div>`;
}

function form({ held, workers, form: typed }: HandOverSeen): Html {
  const t = texts;
  const way = (value: CoverForm["how_long"], label: string): Html =>
    html`<label class="tick"><input type="radio" name="how_long" value="${value}"${value === typed.how_long ? html` checked` : ""}> ${label}</label>`;
  return html`<form class="sheet" method="post" action="${PATH}">
<div><label for="held">${t.held}</label><select id="held" name="held" required><option value="">${t.choose}</option>${held.map(
    (one) => option(`${one.area_id}:${one.staff_id}`, `${one.area} · ${one.name}`, typed.held),
  )}</select></div>
<div><label for="to_staff">${t.to}</label><select id="to_staff" name="to_staff" required><option value="">${t.choose}</option>${workers.map(
    ({ id, name }) => option(id, name, typed.to_staff),
  )}</select></div>
<fieldset><legend>${t.how_long}</legend><div class="ticks">${way("leave", t.leave)}${way("for_good", t.for_good)}</div></fieldset>
<div><label for="from_on">${t.from}</label><input id="from_on" name="from_on" type="date" value="${typed.from_on}"></div>
<div><label for="until_on">${t.until}</label><input id="until_on" name="until_on" type="date" value="${typed.until_on}"></div>
<div><label for="reason">${t.reason}</label><input id="reason" name="reason" maxlength="200" value="${typed.reason}"></div>
<button class="primary">${t.save}</button></form>`;
}

function table(covers: Cover[]): Html {
  const t = texts;
  const heads = [t.grid, t.who, t.days, t.state];
  return html`<table class="rows" role="table">
<caption class="hidden">${t.list}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}<th role="columnheader" scope="col"><span class="hidden">${t.actions}</span></th></tr></thead>
<tbody role="rowgroup">${covers.map(line)}</tbody>
</table>`;
}

const TONE: Record<Cover["state"], string> = { ahead: "waits", running: "runs", over: "closed", for_good: "closed" };

function line(cover: Cover): Html {
  const t = texts;
  const days = cover.until_on === null ? t.since(cover.from_on) : t.span(cover.from_on, cover.until_on);
  const may_end = cover.state === "running" || cover.state === "ahead";
  const end = html`<form method="post" action="${PATH}/${cover.id}/end"><button aria-label="${t.end_for(cover.area, cover.to_name)}">${t.end}</button></form>`;
  return html`<tr role="row">
<th role="rowheader" scope="row" class="name">${cover.area}</th>
<td role="cell"><span class="label">${t.who}</span> ${t.instead(cover.to_name, cover.from_name)}${cover.reason ? html`<br><span class="muted">${cover.reason}</span>` : ""}</td>
<td role="cell"><span class="label">${t.days}</span> ${days}</td>
<td role="cell"><span class="mark ${TONE[cover.state]}">${t.states[cover.state]}</span></td>
<td role="cell" class="actions"><div class="buttons">${may_end ? end : ""}</div></td>
</tr>`;
}
