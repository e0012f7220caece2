import { html } from "hono/html";
import { CRISIS_KINDS, type CrisisKind } from "../../../bot/crisis/verdict.ts";
import { texts as said } from "../../../bot/texts/zh-hans.ts";
import type { Area } from "../../../cases/areas/areas.ts";
import type { RosterDraft, RosterEntry } from "../../../cases/crises/keep-roster.ts";
import type { CrisisMinutes } from "../../../cases/crises/minutes.ts";
import { isOnDuty, type RosterPlace } from "../../../cases/crises/roster.ts";
import type { Told } from "../../../cases/crises/told.ts";
import type { Html } from "../../page.ts";
import { option } from "../options.ts";
import { refusedNote } from "../refused.ts";
import { texts as shell } from "../texts.ts";
import { areaChoice } from "./area-choice.ts";
import { PATH } from "./frame.ts";
import { texts } from "./texts.ts";

const AT = `${PATH}/roster`;

export interface RosterOverview {
  entries: RosterEntry[];
  minutes: CrisisMinutes;
  areas: Area[];
  /** Who would be told now of this. */
  question: { kind: CrisisKind; area_id: string | null };
  places: RosterPlace[];
  now: Date;
  why: string | null;
}

/** The list, the minutes, and who would be told now. */
export function rosterBody(seen: RosterOverview): Html {
  const t = texts.roster;
  return html`<h1>${t.title}</h1>
<p>${t.how}</p>
${refusedNote(seen.why)}
<p><a class="button primary" href="${AT}/new">${t.add}</a></p>
<section>${seen.entries.length > 0 ? table(seen) : html`<p class="empty">${t.empty}</p>`}</section>
<div class="columns">
<section class="card">${tryOut(seen)}</section>
<section class="card aside">${minutesForm(seen.minutes)}</section>
</div>`;
}

function table({ entries, now }: RosterOverview): Html {
  const t = texts.roster;
  const heads = [t.area, t.kinds, t.place, t.who, t.stand_in, t.hours];
  return html`<table class="rows roster" role="table">
<caption class="hidden">${t.title}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}<th role="columnheader" scope="col"><span class="hidden">${t.actions}</span></th></tr></thead>
<tbody role="rowgroup">${entries.map((entry) => line(entry, now))}</tbody>
</table>`;
}

function line(entry: RosterEntry, now: Date): Html {
  const t = texts.roster;
  const is_away = entry.away_from !== null || entry.away_until !== null;
  const away = is_away ? html`<br><span class="muted">${t.away_span(entry.away_from, entry.away_until)}</span>` : "";
  const off = !entry.active
    ? html` <span class="mark closed">${t.inactive}</span>`
    : isOnDuty(entry, now)
      ? ""
      : html` <span class="mark stuck">${t.off_duty}</span>`;
  return html`<tr role="row">
<td role="cell"><span class="label">${t.area}</span> ${entry.area ?? t.whole}</td>
<td role="cell"><span class="label">${t.kinds}</span> ${entry.kinds === null ? t.every_kind : entry.kinds.map(kindName).join("、")}</td>
<td role="cell"><span class="label">${t.place}</span> ${entry.place}</td>
<th role="rowheader" scope="row" class="name">${entry.staff_name}${off}${away}</th>
<td role="cell"><span class="label">${t.stand_in}</span> ${entry.stand_in_name ?? html`<span class="muted">${t.no_stand_in}</span>`}</td>
<td role="cell"><span class="label">${t.hours}</span> ${hours(entry)}</td>
<td role="cell" class="actions"><div class="buttons"><a class="button" href="${AT}/${entry.id}" aria-label="${t.edit_for(entry.staff_name)}">${t.edit}</a></div></td>
</tr>`;
}

const kindName = (kind: string): string => said.crisis.kinds[kind] ?? kind;

function hours(entry: RosterEntry): string {
  const t = texts.roster;
  const days =
    entry.weekdays.length === 7 ? t.every_day : entry.weekdays.map((day) => t.days[day - 1] ?? "").join("、");
  const span = entry.duty_from && entry.duty_until ? t.span(entry.duty_from, entry.duty_until) : t.all_day;
  return `${days} ${span}`;
}

function tryOut({ question, places, minutes, areas }: RosterOverview): Html {
  const t = texts.roster.try;
  const first = minutes.red;
  const kinds = CRISIS_KINDS.map((kind) => option(kind, kindName(kind), question.kind));
  return html`<h2>${t.heading}</h2>
<form class="filters" method="get" action="${AT}">
<div class="field"><label for="try-grid">${t.area}</label>${areaChoice({ id: "try-grid", name: "grid", none: t.unknown_area }, areas, question.area_id)}</div>
<div class="field"><label for="try-kind">${t.kind}</label><select id="try-kind" name="kind">${kinds}</select></div>
<button>${t.show}</button></form>
${places.length > 0 ? html`<ol class="plain">${places.map((place, i) => turn(place, i, first))}</ol><p class="muted">${t.end(first * places.length)}</p>` : html`<p class="error">${t.nobody}</p>`}`;
}

/** Who is told at which turn; the minutes of an urgent one. */
function turn(place: RosterPlace, i: number, minutes: number): Html {
  const t = texts.roster.try;
  const names = place.people.map((person) => person.name).join("、");
  const from = place.by === "supervisors" ? html` <span class="muted">${t.supervisors}</span>` : "";
  return html`<li><p><strong>${t.turn(i + 1)}</strong> ${names}${from} <span class="muted">${i === 0 ? t.at_once : t.after(minutes * i)}</span></p></li>`;
}

function minutesForm(minutes: CrisisMinutes): Html {
  const t = texts.roster;
  const field = (level: "red" | "orange"): Html =>
    html`<label for="minutes-${level}">${t.minutes_of(said.crisis.levels[level])}</label>
<input id="minutes-${level}" name="${level}" type="number" min="1" max="120" value="${minutes[level]}" required>`;
  return html`<h2>${t.minutes}</h2>
<form class="sheet" method="post" action="${AT}/minutes">${field("red")}${field("orange")}<button>${t.minutes_save}</button></form>`;
}

/** The form of one line; what was typed stays when it was refused. */
export function entryBody(shown: {
  id: string | null;
  draft: RosterDraft;
  why: string | null;
  areas: Area[];
  people: Told[];
}): Html {
  const { id, draft, why, areas, people } = shown;
  const t = texts.roster;
  const person = (field: "staff_id" | "stand_in_id", none: string): Html =>
    html`<select id="${field}" name="${field}"><option value="">${none}</option>${people.map(({ staff_id, name }) =>
      option(staff_id, name, draft[field]),
    )}</select>`;
  const input = (field: "away_from" | "away_until" | "duty_from" | "duty_until", label: string): Html =>
    html`<div><label for="${field}">${label}</label><input id="${field}" name="${field}" type="${field.startsWith("away") ? "date" : "time"}" value="${draft[field] ?? ""}"></div>`;
  const tick = (name: string, value: string, label: string, on: boolean): Html =>
    html`<label class="tick"><input type="checkbox" name="${name}" value="${value}"${on ? html` checked` : ""}> ${label}</label>`;
  return html`<h1>${id === null ? t.new : t.change}</h1>
${refusedNote(why)}
<form class="card sheet roster-sheet" method="post" action="${id === null ? AT : `${AT}/${id}`}">
<div><label for="area_id">${t.area}</label>${areaChoice({ id: "area_id", name: "area_id", none: t.whole }, areas, draft.area_id)}</div>
<fieldset><legend>${t.kinds}</legend><p class="muted">${t.kinds_hint}</p><div class="ticks">${CRISIS_KINDS.map((kind) =>
    tick("kinds", kind, kindName(kind), draft.kinds?.includes(kind) ?? false),
  )}</div></fieldset>
<div><label for="place">${t.place}</label><input id="place" name="place" type="number" min="1" max="9" value="${draft.place}" required></div>
<div><label for="staff_id">${t.who}</label>${person("staff_id", texts.act.choose)}</div>
<div><label for="stand_in_id">${t.stand_in}</label>${person("stand_in_id", t.no_stand_in)}</div>
${input("away_from", t.away_from)}${input("away_until", t.away_until)}
<fieldset><legend>${t.weekdays}</legend><div class="ticks">${t.days.map((day, i) =>
    tick("weekdays", String(i + 1), day, draft.weekdays.includes(i + 1)),
  )}</div></fieldset>
${input("duty_from", t.from)}${input("duty_until", t.until)}
<p class="muted">${t.hours_hint}</p>
${tick("active", "1", t.active, draft.active)}
<div class="buttons"><button class="primary">${t.save}</button><a class="button" href="${AT}">${shell.cancel}</a>${id === null ? "" : html`<a class="button" href="${AT}/${id}/drop">${t.drop}</a>`}</div>
</form>`;
}

/** Asks before a line is taken off. */
export function dropBody(entry: RosterEntry): Html {
  const t = texts.roster;
  return html`<div class="narrow card"><h1>${t.drop_title(entry.staff_name)}</h1><p>${t.drop_what}</p>
<div class="buttons"><form method="post" action="${AT}/${entry.id}/drop"><button class="danger">${t.drop}</button></form>
<a class="button" href="${AT}">${shell.cancel}</a></div></div>`;
}
