import { html } from "hono/html";
import type { Site } from "../../../cases/coverage/sites.ts";
import { CAUSES, type Cause, NEEDED, type Stuck, type StuckReferral } from "../../../cases/dispatch/stuck.ts";
import type { DispatchTask } from "../../../cases/dispatch/tasks.ts";
import { addDays, chinaDate } from "../../../platform/clock.ts";
import type { Html } from "../../page.ts";
import { statusMark } from "../marks.ts";
import { option } from "../options.ts";
import { refusedNote } from "../refused.ts";
import { texts as shell } from "../texts.ts";
import { texts } from "./texts.ts";

export const PATH = "/console/dispatch";

export interface Meeting {
  stuck: Stuck;
  sites: Site[];
  tasks: DispatchTask[];
  /** Whether Word files are made here. */
  writes: boolean;
}

/** What the meeting speaks of: counts by cause and by who is needed, the referrals by cause, late sites, open decisions. */
export function meetingBody({ stuck, sites, tasks, writes }: Meeting): Html {
  const t = texts;
  const count = (n: number, label: string, href: string | null): Html =>
    html`<li>${href === null ? html`<span class="tally">${label} <strong>${n}</strong></span>` : html`<a href="${href}">${label} <strong>${n}</strong></a>`}</li>`;
  const present = CAUSES.filter((cause) => stuck.by_cause[cause] > 0);
  const listed = present.filter((cause) => stuck.rows.some((row) => row.causes[0] === cause));
  return html`<h1>${t.title}</h1><p>${t.lead}</p>
<p class="buttons">${writes ? html`<a class="button primary" href="${PATH}/pack.docx">${t.pack}</a>` : html`<span class="muted">${t.no_pack}</span>`}<a class="button" href="${PATH}/decide">${t.new_task}</a></p>
${
  stuck.total === 0
    ? html`<p class="empty">${t.nothing}</p>`
    : html`<p><strong>${t.total(stuck.total)}</strong>${stuck.total > stuck.rows.length ? html` <span class="muted">${t.more(stuck.rows.length)}</span>` : ""}</p>
<nav aria-label="${t.counts}"><ul class="counts">${present.map((cause) => count(stuck.by_cause[cause], t.causes[cause], listed.includes(cause) ? `#${cause}` : null))}</ul></nav>
<p>${t.who}: ${NEEDED.filter((who) => stuck.by_needed[who] > 0)
        .map((who) => `${t.needed[who]} ${stuck.by_needed[who]}`)
        .join(" · ")}</p>`
}
${listed.map((cause) => group(cause, stuck.rows))}
${sites.length > 0 ? html`<section><h2>${t.sites}</h2><ul class="cards">${sites.map(lateSite)}</ul></section>` : ""}
<section id="tasks"><h2>${t.tasks}</h2>${tasks.length > 0 ? taskList(tasks) : html`<p class="muted">${t.no_tasks}</p>`}</section>`;
}

function group(cause: Cause, rows: readonly StuckReferral[]): Html {
  const t = texts;
  const of = rows.filter((row) => row.causes[0] === cause);
  const heads = [t.ref, t.service, t.area, t.due, t.owner, t.needs];
  return html`<section id="${cause}"><h2>${t.causes[cause]} <span class="muted">${of.length}</span></h2>
<table class="rows stuck" role="table"><caption class="hidden">${t.causes[cause]}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}<th role="columnheader" scope="col"><span class="hidden">${t.decide}</span></th></tr></thead>
<tbody role="rowgroup">${of.map(line)}</tbody></table></section>`;
}

function line(row: StuckReferral): Html {
  const t = texts;
  const over = row.days_over > 0 ? html` <span class="mark late">${t.over(row.days_over)}</span>` : "";
  const others = row.causes.slice(1).filter((cause) => cause !== "overdue");
  return html`<tr role="row"><th role="rowheader" scope="row" class="ref"><a href="/console/referrals/${row.id}">${row.ref}</a> ${statusMark(row.status)}</th>
<td role="cell">${row.service_name}${row.words ? html`<br><span class="muted">${t.words}:${row.words}</span>` : ""}</td>
<td role="cell">${row.area ?? shell.no_grid}</td>
<td role="cell"><span class="label">${t.due}</span> <span class="day">${row.due_on ?? t.no_due}</span>${over}</td>
<td role="cell"><span class="label">${t.owner}</span> ${row.owner ?? html`<span class="muted">${t.nobody}</span>`}</td>
<td role="cell">${needs(row)}${others.length > 0 ? html`<br><span class="muted">${others.map((cause) => t.causes[cause]).join("、")}</span>` : ""}</td>
<td role="cell" class="actions"><div class="buttons"><a class="button" href="${PATH}/decide?referral=${row.id}" aria-label="${t.decide_for(row.ref)}">${t.decide}</a></div></td></tr>`;
}

/** Who is needed, by name where it is known whose. */
export function needs(row: StuckReferral): string {
  const who = row.needs === "raiser" ? row.raised_by : row.needs === "receiver" ? row.organization : null;
  return who ? `${texts.needed[row.needs]}:${who}` : texts.needed[row.needs];
}

function lateSite(site: Site): Html {
  const t = texts;
  return html`<li><p><strong>${site.name}</strong> <span class="mark late">${t.overdue}</span></p><p>${site.area} · <span class="day">${site.due_on}</span> · ${site.owner ?? t.nobody}</p>
<p><a href="${PATH}/decide?site=${site.id}" aria-label="${t.decide_for(site.name)}">${t.decide}</a></p></li>`;
}

/** Decisions that are open, each with its way to say that it is done. */
export function taskList(tasks: readonly DispatchTask[]): Html {
  const t = texts;
  return html`<ul class="cards">${tasks.map(
    (task) => html`<li><p><strong>${task.what}</strong></p>
<p>${task.owner} · <span class="day">${task.due_on}</span>${task.overdue ? html` <span class="mark late">${t.overdue}</span>` : ""}</p>
${task.referral ? html`<p><a href="/console/referrals/${task.referral.id}">${task.referral.ref}</a></p>` : task.site ? html`<p class="muted">${task.site}</p>` : ""}
<form class="sheet" method="post" action="/console/tasks/${task.id}/done" aria-label="${t.finish_for(task.what)}"><div><label for="outcome-${task.id}">${t.outcome}</label><input id="outcome-${task.id}" name="words" maxlength="500"></div><button aria-label="${t.finish_for(task.what)}">${t.finish}</button></form></li>`,
  )}</ul>`;
}

/** The form of a decision; what was typed stays when it was refused. */
export function decideBody(shown: {
  what: string;
  owner_id: string;
  due_on: string;
  about: { field: "referral" | "site"; id: string; name: string } | null;
  people: { id: string; name: string }[];
  why: string | null;
  now: Date;
}): Html {
  const t = texts;
  const { what, owner_id, due_on, about, people, why, now } = shown;
  const today = chinaDate(now);
  return html`<h1>${t.new_task}</h1>
${refusedNote(why)}
<form class="card sheet roster-sheet" method="post" action="${PATH}/decide">
${about ? html`<p>${t.about} <strong>${about.name}</strong></p><input type="hidden" name="${about.field}" value="${about.id}">` : ""}
<div><label for="words">${t.what}</label><textarea id="words" name="words" rows="3" maxlength="2000">${what}</textarea></div>
<div><label for="owner_id">${t.by_whom}</label><select id="owner_id" name="owner_id"><option value="">${t.choose}</option>${people.map(({ id, name }) => option(id, name, owner_id))}</select></div>
<div><label for="due_on">${t.by_when}</label><input id="due_on" name="due_on" type="date" min="${today}" value="${due_on || addDays(today, 7)}"></div>
<div class="buttons"><button class="primary">${t.save}</button><a class="button" href="${PATH}">${shell.cancel}</a></div></form>`;
}
