import { html } from "hono/html";
import type { OpenCrisis } from "../../../cases/crises/list.ts";
import type { Html } from "../../page.ts";
import { chinaTime } from "../times.ts";
import { PATH } from "./frame.ts";
import { age, kindWords, levelMark, stateMark } from "./marks.ts";
import { texts } from "./texts.ts";

/** So many stand in full; more than a screen of red boxes would hide the worst among them. */
const IN_FULL = 5;

/** The open crises, as one part of a page that keeps itself up to date. @param reader who looks */
export function crisisBoard(crises: readonly OpenCrisis[], reader: { id: string }): Html {
  const t = texts.board;
  const waiting = crises.some((crisis) => crisis.owner_id === null);
  const more = crises.slice(IN_FULL);
  const cards = html`<ul class="plain">${crises.slice(0, IN_FULL).map((crisis) => card(crisis, reader))}</ul>
${more.length > 0 ? html`<h3>${t.more(more.length)}</h3><ul class="plain lines">${more.map(line)}</ul>` : ""}`;
  return html`<section class="card${waiting ? " alarm" : ""}" data-part="board" aria-label="${t.open}"><h2>${t.open} <span class="muted">${crises.length}</span></h2>
${crises.length > 0 ? cards : html`<p class="muted">${t.none}</p>`}</section>`;
}

/** The red ones that nobody has, for a page that shows another crisis: they are counted in its title, and a new one is heard. */
export function redOnes(crises: readonly OpenCrisis[]): Html {
  return html`<div data-part="red" hidden>${crises.map((crisis) => html`<span${redMark(crisis)}></span>`)}</div>`;
}

/** Marks a red one that nobody has, with what is read out when it is new. */
function redMark(crisis: OpenCrisis): Html {
  if (crisis.owner_id !== null || crisis.level !== "red") return html``;
  const say = texts.live.new_red([kindWords(crisis), crisis.area, crisis.ref].filter(Boolean).join(","));
  return html` data-red="${crisis.id}" data-say="${say}"`;
}

function card(crisis: OpenCrisis, reader: { id: string }): Html {
  const t = texts.board;
  const what = kindWords(crisis);
  const is_mine = crisis.reported_by === reader.id;
  const waits = crisis.owner_id === null;
  const red = redMark(crisis);
  return html`<li id="crisis-${crisis.id}"${red}>
<p>${levelMark(crisis.level)} <strong>${what}</strong> ${waits ? html`<span class="mark late">${t.waits}</span>` : stateMark(crisis.state)} <span class="muted">${crisis.ref}</span></p>
<p>${crisis.kind === null ? "" : html`${crisis.area ?? t.somewhere},${crisis.reporter ? t.reported(crisis.reporter) : ""}`} ${age(crisis.created_at)}</p>
${who(crisis)}
${crisis.reports_open > 0 ? html`<p><span class="mark late">${t.reports_open}</span></p>` : ""}
${act(crisis, { is_mine, what })}</li>`;
}

function line(crisis: OpenCrisis): Html {
  const t = texts.board;
  const place = crisis.kind === null ? "" : (crisis.area ?? t.somewhere);
  const state = crisis.owner_id === null ? t.waits : t.owned(crisis.owner ?? texts.reports.made_by);
  return html`<li id="crisis-${crisis.id}"${redMark(crisis)}><p>${levelMark(crisis.level)} <a href="${PATH}/${crisis.id}">${kindWords(crisis)} ${crisis.ref}</a> ${place} <span class="muted">${age(crisis.created_at)} · ${state}</span></p></li>`;
}

/** Who has it; or who was told, who has not tapped, and what comes next. */
function who(crisis: OpenCrisis): Html {
  const t = texts.board;
  if (crisis.owner_id !== null) return html`<p>${t.owned(crisis.owner ?? texts.reports.made_by)}</p>`;
  const silent = crisis.notices.filter((notice) => notice.tapped_at === null).map((notice) => notice.name);
  const told = silent.length > 0 ? t.silent(silent) : t.nobody_told;
  const next = crisis.climbs_at ? t.climbs(chinaTime(crisis.climbs_at).slice(-5)) : "";
  return html`<p>${told}${next ? html` <span class="muted">${next}</span>` : ""}</p>
${crisis.list_ended_at ? html`<p class="error">${t.list_ended}</p>` : ""}`;
}

function act(crisis: OpenCrisis, { is_mine, what }: { is_mine: boolean; what: string }): Html {
  const label = texts.act.acknowledge;
  const take = html`<form method="post" action="${PATH}/${crisis.id}/acknowledge"><button class="primary" id="take-${crisis.id}" aria-label="${label} ${what} ${crisis.ref}">${label}</button></form>`;
  const words = crisis.kind === null ? texts.board.open_wish : texts.board.details;
  const details = html`<a class="button" id="open-${crisis.id}" href="${PATH}/${crisis.id}" aria-label="${words} ${crisis.ref}">${words}</a>`;
  const waits = crisis.owner_id === null;
  return html`${waits && is_mine ? html`<p class="muted">${texts.board.mine}</p>` : ""}<div class="buttons">${waits && !is_mine ? take : ""}${details}</div>`;
}
